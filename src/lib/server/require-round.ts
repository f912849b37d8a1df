import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findRound, type Round, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { requireProgramme } from './require-programme.ts';

/** A round of a programme the asker coordinates; 404 when it is not there or not theirs. */
export async function requireRound(
  db: PersonDb,
  { who }: App.Locals,
  { programme, round }: { programme: string; round: string }
): Promise<{ round: Round; programme: { id: string; name: string }; place: RoundPlace }> {
  const { id, name } = await requireProgramme(db, programme);
  const found = await findRound(db, id, round);
  if (!found || !who) error(404, m.error_not_found_title());
  const { organisationId, personId } = who;
  return { round: found, programme: { id, name }, place: { organisationId, personId, programmeId: id, roundId: round } };
}
