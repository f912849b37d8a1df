import { morningOf } from '#lib/i18n/zoned-time.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { addAction, listActions, type NewAction, type SealedAction } from '#lib/server/queries/actions.ts';
import { findTimeZone } from '#lib/server/queries/people.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** Who does what by when. */
export type Action = Omit<SealedAction, 'body'> & { text: string };

/** The actions of a pair, soonest first. */
export async function readActions(db: PersonDb, { pair, seal }: PairReading): Promise<Action[]> {
  const actions = await listActions(db, pair.id);
  return actions.map(({ body, ...action }) => ({ ...action, text: seal.open(sealedAt(action.id), body) }));
}

/** Agrees on an action, of the coachee or of the coach (C36). Whose it is gets a reminder that day, in the morning where they are. */
export async function agreeAction(
  db: PersonDb,
  { pair, seal }: PairReading,
  { id = newId(), text, ...action }: Omit<NewAction, 'id' | 'body'> & { text: string; id?: string }
): Promise<void> {
  const place = placeOf(pair);
  await addAction(db, place, { ...action, id, body: seal.seal(sealedAt(id), text) });
  const owner = action.owner === 'coach' ? pair.coach : pair.coachee;
  const dueAt = action.dueOn === null ? null : morningOf(action.dueOn, await findTimeZone(db, owner.id));
  if (dueAt === null || dueAt.getTime() <= Date.now()) return;
  const notice = { organisationId: pair.organisationId, personId: owner.id, path: `/relationships/${pair.id}/goals` };
  await enqueue(db, 'action-due', { ...notice, actionId: id, dueAt: dueAt.toISOString() });
}

function sealedAt(id: string) {
  return { table: 'actions', row: id, column: 'body' };
}
