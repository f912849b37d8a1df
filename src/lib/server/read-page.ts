/** What was searched for, 100 characters at most; empty: nothing. No database takes a character with the number 0. */
export function readSearch({ searchParams }: URL): string {
  return (searchParams.get('search') ?? '').replaceAll('\u0000', '').slice(0, 100);
}

/** No list has more pages; further on a database has no number for it. */
const lastPage = 100_000;

/** Which page of a list is asked for, from 1 to 100,000; whatever is no number is the first. `name`: of the list, where an address is of two. */
export function readPage({ searchParams }: URL, name = 'page'): number {
  return Math.min(lastPage, Math.max(1, Math.trunc(Number(searchParams.get(name) ?? 1)) || 1));
}
