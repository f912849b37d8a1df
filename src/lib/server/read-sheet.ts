import { error } from '@sveltejs/kit';
import { roundState } from '#lib/domain/mirror/round-state.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listRounds } from '#lib/server/queries/mirrors.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { type Answering, readOwnAnswers } from '#lib/server/use-cases/answer-mirror.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';

type Ids = { relationship: string; mirror: string };

/** The acting person's own sheet of one round, with what was answered so far; 404 when the round is not of this pair. */
export async function readSheet(db: PersonDb, locals: App.Locals, ids: Ids) {
  const reading: PairReading = await requireReading(db, locals, ids.relationship);
  const round =
    (await listRounds(db, reading.pair.id)).find((candidate) => candidate.id === ids.mirror) ?? error(404, m.error_not_found_title());
  const answering: Answering = { pair: reading.pair, round, personId: locals.who?.personId ?? '', seal: reading.seal };
  const own = await readOwnAnswers(db, answering);
  const state = roundState({ ...round, dueAt: round.dueAt.getTime(), isOver: reading.pair.status === 'ended' }, Date.now());
  return { reading, round, answering, own, state, shelf: locals.house.library.mirror(round.instrument) };
}
