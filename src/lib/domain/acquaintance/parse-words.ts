/** What a field of free words turned out to hold: the words, or why they cannot be taken. */
export type ParsedWords = { readonly words: string } | { readonly problem: 'missing' | 'long' };

/**
 * Reads what somebody wrote in a field of several lines: line ends alike, no space around it, no unseen signs.
 *
 * Range: `longest` in characters. Missing: a field that was not sent, or holds only space, is `missing`.
 */
export function parseWords(sent: unknown, longest: number): ParsedWords {
  const words = typeof sent === 'string' ? plainLines(sent) : '';
  if (words === '') return { problem: 'missing' };
  return words.length > longest ? { problem: 'long' } : { words };
}

/** Control characters and marks that turn the direction of text say nothing; a new line and a tab do. */
function plainLines(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}
