import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { addAction, listActions, type NewAction, type SealedAction } from '#lib/server/queries/actions.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** Who does what by when. */
export type Action = Omit<SealedAction, 'body'> & { text: string };

/** The actions of a pair, soonest first. */
export async function readActions(db: PersonDb, { pair, seal }: PairReading): Promise<Action[]> {
  const actions = await listActions(db, pair.id);
  return actions.map(({ body, ...action }) => ({ ...action, text: seal.open(sealedAt(action.id), body) }));
}

/** Agrees on an action, of the coachee or of the coach (C36). */
export async function agreeAction(
  db: PersonDb,
  { pair, seal }: PairReading,
  { id = newId(), text, ...action }: Omit<NewAction, 'id' | 'body'> & { text: string; id?: string }
): Promise<void> {
  const place = placeOf(pair);
  await addAction(db, place, { ...action, id, body: seal.seal(sealedAt(id), text) });
  if (action.dueOn === null || Date.parse(`${action.dueOn}T06:00:00Z`) <= Date.now()) return;
  const owner = action.owner === 'coach' ? pair.coach : pair.coachee;
  const notice = { organisationId: pair.organisationId, personId: owner.id, path: `/relationships/${pair.id}/goals` };
  await enqueue(db, 'action-due', { ...notice, actionId: id, dueAt: `${action.dueOn}T06:00:00Z` });
}

function sealedAt(id: string) {
  return { table: 'actions', row: id, column: 'body' };
}
