import { setImmediate as nextTurn } from 'node:timers/promises';
import { listNamesakes, type Namesakes } from '#lib/domain/matching/profile.ts';

/** Reading what a name means takes microseconds; thousands at once would hold pages up. */
const partSize = 500;

/** As `listNamesakes`, in parts with other work in between. */
export async function gatherNamesakes(members: readonly { readonly personId: string; readonly name: string }[]): Promise<Namesakes> {
  const all = new Map<string, readonly string[]>();
  for (let from = 0; from < members.length; from += partSize) {
    const part = members.slice(from, from + partSize).map(({ personId, name }) => ({ id: personId, name }));
    for (const [name, ids] of listNamesakes(part)) all.set(name, [...(all.get(name) ?? []), ...ids]);
    await nextTurn();
  }
  return all;
}
