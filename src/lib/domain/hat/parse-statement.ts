/** The most characters one statement for an evaluation may have: two pages. Proposal of ours. */
export const longestStatement = 6000;

/** Either the words as typed, without empty edges, or why they cannot go. */
export type ParsedStatement = { readonly statement: string } | { readonly problem: 'missing' | 'long' };

/** Reads what a coachee lets through to an evaluation in own words. */
export function parseStatement(typed: unknown): ParsedStatement {
  const statement = typeof typed === 'string' ? typed.replaceAll('\r\n', '\n').trim() : '';
  if (statement === '') return { problem: 'missing' };
  return statement.length > longestStatement ? { problem: 'long' } : { statement };
}
