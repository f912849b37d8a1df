import { keepApart } from '#lib/domain/matching/keep-apart.ts';
import { meaningOf } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listVetoes } from '#lib/server/queries/match-vetoes.ts';
import { listMembers } from '#lib/server/queries/programmes.ts';
import type { Names } from './as-people.ts';
import { gatherNamesakes } from './gather-namesakes.ts';

/** What names mean in a programme, and who of these people is kept apart from whom by a veto of whoever is called like one of the two. */
export async function gatherNames(db: PersonDb, programmeId: string, ids: readonly string[]): Promise<Names> {
  const members = await listMembers(db, programmeId);
  const namesakes = await gatherNamesakes(members);
  const wanted = new Set(ids);
  const meanings = new Set(members.flatMap(({ personId, name }) => (wanted.has(personId) ? [meaningOf(name)] : [])));
  const called = [...meanings].flatMap((meaning) => namesakes.get(meaning) ?? []);
  return { namesakes, apart: keepApart(namesakes, await listVetoes(db, programmeId, called)) };
}
