import { changeGround, type GroundForm, mostNoted, type NotedTopic, type Topic, topicKey } from '#lib/domain/acquaintance/change-ground.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addToGround, countNoted, type GroundPlace, listGround, removeFromGround } from '#lib/server/queries/common-ground.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** A topic of the acting person, as it was noted. */
export type OwnNote = NotedTopic & { id: string };

/** What the acting person noted, old to new. What the other noted is in it only where both did (C22). */
export async function readOwnGround(db: PersonDb, { pair, seal }: PairReading): Promise<OwnNote[]> {
  const me = pair[pair.side].id;
  const seen = await listGround(db, pair.id);
  const others = new Set(seen.filter(({ personId }) => personId !== me).map(({ mark }) => mark.toString('hex')));
  return seen
    .filter(({ personId }) => personId === me)
    .map(({ id, mark, body }) => ({
      id,
      isMutual: others.has(mark.toString('hex')),
      topic: JSON.parse(seal.open(notePlace(id), body)) as Topic // written by noteCommonGround only
    }));
}

/** Notes the list that the acting person sent; gives the problem when it cannot be kept, else null. What both noted stays (C22). */
export async function noteCommonGround(db: PersonDb, reading: PairReading, form: GroundForm): Promise<'many' | 'long' | null> {
  const { pair, seal } = reading;
  const noted = await readOwnGround(db, reading);
  const change = changeGround(noted, form, titlesOf(reading));
  if ('problem' in change) return change.problem;
  const { added } = change;
  if (added.length > 0 && (await countNoted(db, pair.id)) + added.length > mostNoted) return 'many';
  const gone = new Set(change.removed.map(topicKey));
  await removeFromGround(
    db,
    noted.filter(({ topic }) => gone.has(topicKey(topic))).map(({ id }) => id)
  );
  const place: GroundPlace = { ...placeOf(pair), personId: pair[pair.side].id };
  for (const topic of added) {
    const id = newId();
    const body = seal.seal(notePlace(id), JSON.stringify(topic));
    await addToGround(db, place, { id, mark: seal.mark('common_ground', topicKey(topic)), body });
  }
  return null;
}

/** Every written topic with its title in each language. */
function titlesOf({ library }: PairReading): ReadonlyMap<string, readonly string[]> {
  const { groups, words } = library.acquaintance;
  const titled = groups
    .flatMap(({ topics }) => topics)
    .map((id) => [id, Object.values(words).map(({ topics }) => topics[id] ?? id)] as const);
  return new Map(titled);
}

function notePlace(id: string) {
  return { table: 'common_ground', row: id, column: 'body' };
}
