/**
 * A topic in the form in which two notes are compared: small letters, no accents, no signs, single spaces.
 * "Voetbal!" and " voetbal" are the same. Not for showing. Empty when nothing but signs was written.
 */
export function normaliseTopic(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
