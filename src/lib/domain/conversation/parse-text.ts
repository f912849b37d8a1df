/** A text somebody wrote, or what is wrong with it. */
export type ParsedText = { readonly text: string } | { readonly problem: 'missing' | 'long' };

/** How long texts may be, in characters. */
export const longest = { line: 300, note: 20_000 } as const;

/** Reads a text of at least one visible character; white space around it and control characters in it go, line breaks stay. */
export function parseText(value: unknown, limit: number): ParsedText {
  const text = typeof value === 'string' ? withoutControls(value).trim() : '';
  if (text === '') return { problem: 'missing' };
  return text.length > limit ? { problem: 'long' } : { text };
}

/** The same for a text that may be left out; null when it was. */
export function parseOptionalText(value: unknown, limit: number): { readonly text: string | null } | { readonly problem: 'long' } {
  const parsed = parseText(value, limit);
  if ('text' in parsed) return parsed;
  return parsed.problem === 'missing' ? { text: null } : { problem: 'long' };
}

function withoutControls(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
}
