/**
 * The same entries in an order that says nothing: every order is as likely (Fisher and Yates). `chance` gives a whole number from 0 up to
 * and without the number it is handed; the study itself knows no chance.
 */
export function mixOrder<Entry>(entries: readonly Entry[], chance: (below: number) => number): Entry[] {
  return entries.reduce<Entry[]>((mixed, entry, index) => mixed.toSpliced(chance(index + 1), 0, entry), []);
}
