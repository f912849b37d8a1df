import { type Apart, meaningOf, type Namesakes, parseMatchBackground } from './profile.ts';

/** Somebody of a programme with the vetoes of each of their profiles, as they are kept; null: none. */
export type Vetoing = { readonly name: string; readonly vetoes: readonly unknown[] | null };

/**
 * Who may not be put with whom: two of whom anybody called like one of them would rather not be with somebody called like the other. It holds
 * for all who are called so, so that making up a namesake of one of the two tells nobody whose veto it was (C14, C25).
 */
export function keepApart(namesakes: Namesakes, said: readonly Vetoing[]): Apart {
  const names = new Map<string, Set<string>>();
  for (const { name, vetoes } of said) {
    if (!vetoes) continue;
    const own = meaningOf(name);
    for (const other of vetoes.flatMap(meaningsOf)) names.set(own, (names.get(own) ?? new Set()).add(other));
  }
  const apart = new Map<string, readonly string[]>();
  for (const [name, others] of names) {
    const ids = [...others].flatMap((other) => namesakes.get(other) ?? []);
    for (const id of namesakes.get(name) ?? []) apart.set(id, ids);
  }
  return apart;
}

function meaningsOf(vetoes: unknown): string[] {
  return parseMatchBackground({ vetoes }).vetoes.map(meaningOf);
}
