/** What was searched for, 100 characters at most; empty: nothing. No database takes a character with the number 0. */
export function readSearch({ searchParams }: URL): string {
  return (searchParams.get('search') ?? '').replaceAll('\u0000', '').slice(0, 100);
}

/** Which page of a list is asked for, from 1; whatever is no number is the first. */
export function readPage({ searchParams }: URL): number {
  return Math.max(1, Math.trunc(Number(searchParams.get('page') ?? 1)) || 1);
}
