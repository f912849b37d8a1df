import { averageProfile, type CoachRound, mayShowCoachOverview } from '#lib/domain/disclosure/coach-overview.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { placeOf, listRelationships } from '#lib/server/queries/relationships.ts';
import { readRounds } from '#lib/server/use-cases/read-rounds.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const rounds = await locals.asPerson((db) => readReleasedRounds(db, locals));
  return { decision: mayShowCoachOverview(rounds), profile: averageProfile(rounds) };
};

/** Every round that coachees released to the acting coach, old to new. */
async function readReleasedRounds(db: PersonDb, locals: App.Locals): Promise<CoachRound[]> {
  const pairs = (await listRelationships(db, locals.who?.personId ?? '')).filter(
    (pair) => pair.side === 'coach' && pair.status === 'active'
  );
  const rounds: CoachRound[] = [];
  if (locals.who?.hat !== 'coach') return rounds;
  for (const pair of pairs) {
    const seal = await sealForPair(db, locals.house.ring, placeOf(pair));
    const views = await readRounds(db, { pair, seal, library: locals.house.library });
    for (const { release, chair } of views.filter((view) => view.release !== null)) {
      const received = {
        'socio-emotional': chair['socio-emotional'].received,
        network: chair.network.received,
        autonomy: chair.autonomy.received,
        career: chair.career.received
      };
      rounds.push({ coacheeId: pair.coachee.id, isReleased: true, itemsShown: release?.level === 'items', received });
    }
  }
  return rounds;
}
