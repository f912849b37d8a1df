import { sql } from 'kysely';
import { newId } from '#lib/server/new-id.ts';
import { inserting } from './asking.ts';
import type { Identity, Town } from './people.ts';

/** Opens a round of a pair (the pair in the middle when none is named) by one of the two; gives its id. */
export async function openRound(town: Town, pair = town.pair, by: Identity = 'coach'): Promise<string> {
  const id = newId();
  await town.database.doors.asPerson(town.people[by].token, (db) => sql`select app.open_mirror(${id}, ${pair}, 'four-legs-1')`.execute(db));
  return id;
}

/** The row of a draft of one of the two. */
export function draftOf(town: Town, mirror: string, by: 'coach' | 'coachee') {
  const { id: person_id, organisation: organisation_id } = town.people[by];
  return { organisation_id, mirror_id: mirror, relationship_id: town.pair, person_id, role: by, answers: Buffer.from('sealed') };
}

export async function saveDraft(town: Town, mirror: string, by: 'coach' | 'coachee'): Promise<void> {
  await town.database.doors.asPerson(town.people[by].token, (db) => inserting('mirror_responses', draftOf(town, mirror, by)).execute(db));
}

/** Saves and hands in. */
export async function handIn(town: Town, mirror: string, by: 'coach' | 'coachee'): Promise<void> {
  await saveDraft(town, mirror, by);
  await town.database.doors.asPerson(town.people[by].token, (db) =>
    sql`update mirror_responses set handed_in_at = now() where mirror_id = ${mirror} and role = ${by}`.execute(db)
  );
}

/** A round in which both handed in. */
export async function completeRound(town: Town): Promise<string> {
  const mirror = await openRound(town);
  await handIn(town, mirror, 'coach');
  await handIn(town, mirror, 'coachee');
  return mirror;
}

export type Level = 'nothing' | 'scores' | 'items';

export function releaseOf(town: Town, mirror: string, level: Level) {
  const scores = level === 'nothing' ? null : Buffer.from('sealed');
  return { organisation_id: town.organisation, mirror_id: mirror, relationship_id: town.pair, level, scores };
}

export async function release(town: Town, mirror: string, level: Level): Promise<void> {
  await town.database.doors.asPerson(town.people.coachee.token, (db) =>
    inserting('mirror_releases', releaseOf(town, mirror, level)).execute(db)
  );
}

/** Moves a round into the past: its date has come. */
export async function lapse(town: Town, mirror: string): Promise<void> {
  await town.database.asOwner((owner) =>
    owner.query(`update mirrors set opened_at = now() - interval '20 days', due_at = now() - interval '1 day' where id = $1`, [mirror])
  );
}

/** Stops the pair in the middle. */
export async function stopPair(town: Town, by: Identity = 'coachee'): Promise<void> {
  await town.database.doors.asPerson(town.people[by].token, (db) => sql`select app.end_relationship(${town.pair})`.execute(db));
}
