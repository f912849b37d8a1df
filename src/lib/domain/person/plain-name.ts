/**
 * A name as one plain line: control characters and the marks that turn the direction of text become a space, so that no
 * name can begin a paragraph of its own in a mail or show itself as something else. Runs of spaces become one.
 */
export function plainName(text: string): string {
  return text.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu, ' ').trim();
}

/** Whether a name can stand in a mail: no mail program makes a link or a number to call of it. */
export function isForMail(name: string): boolean {
  return !/[:/@\p{N}]|\.\p{L}{2}/u.test(name);
}
