import { sql } from 'kysely';
import { expect } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import type { Mail } from '#lib/server/mail/mailer.ts';
import { listAsks } from '#lib/server/queries/match-asks.ts';
import { findSuggestions } from '#lib/server/queries/match-choices.ts';
import type { ProfilePlace } from '#lib/server/queries/match-profiles.ts';
import { listRelationships } from '#lib/server/queries/relationships.ts';
import { answerPair } from '#lib/server/use-cases/answer-pair.ts';
import { chooseCoaches, markOf, readChoosing } from '#lib/server/use-cases/choose-coaches.ts';
import { declineAsk } from '#lib/server/use-cases/decline-ask.ts';
import { keepProfile, writtenTags } from '#lib/server/use-cases/keep-profile.ts';
import { sealForMatch } from '#lib/server/use-cases/seal-for-match.ts';
import { newRing, postHouse } from './doorbell.ts';
import { buildMatchTown, enterAs, type MatchTown, suggestionOf } from './match-town.ts';

const ring = newRing();
export const written = writtenTags(readLibrary(process.cwd()));
export type Coach = 'coach' | 'exCoach' | 'otherCoach';
export type Coachee = 'coachee' | 'otherCoachee';
export const dayMs = 86_400_000;

export const sealOf = (town: MatchTown) => sealForMatch(ring, { organisationId: town.organisation, programmeId: town.programme });
export const placeOf = (town: MatchTown, name: Coach | Coachee): ProfilePlace => ({
  organisationId: town.organisation,
  programmeId: town.programme,
  personId: town.people[name].id,
  side: name.endsWith('oachee') ? 'coachee' : 'coach'
});
export const as = <T>(town: MatchTown, name: Coach | Coachee | 'coordinator', work: (db: PersonDb) => Promise<T>): Promise<T> =>
  town.database.doors.asPerson(town.people[name].token, work);

/** The other two coaches presented themselves, both coachees are suggested them; the pairs of the town are over. */
export async function setStage(database: MatchTown['database'], capacity = 1): Promise<MatchTown> {
  const town = await buildMatchTown(database);
  for (const pair of [town.pair, town.otherPair]) {
    const name = pair === town.pair ? 'coachee' : 'otherCoachee';
    await as(town, name, (db) => sql`select app.end_relationship(${pair})`.execute(db));
  }
  for (const name of ['otherCoach', 'exCoach'] as const) {
    const form = {
      contact: 'close',
      capacity: '3',
      'text-work': `Werk van ${name}`,
      'tag-interests-cooking': 'on',
      'tag-sector-culture': 'on'
    };
    expect(await as(town, name, (db) => keepProfile(db, { place: placeOf(town, name), form, written, isHandedIn: true }))).toEqual({});
    await enterAs(town, 'coordinator', 'match_participants', {
      ...{ organisation_id: town.organisation, round_id: town.round, person_id: town.people[name].id, role: 'coach', capacity }
    });
    await enterAs(
      town,
      'coordinator',
      'match_suggestions',
      suggestionOf(town, { coach: town.people[name], coachee: town.people.otherCoachee })
    );
  }
  const form = { 'tag-interests-cooking': 'on', 'tag-sector-care': 'on', 'own-sector': 'Zorg' };
  await as(town, 'coachee', (db) => keepProfile(db, { place: placeOf(town, 'coachee'), form, written, isHandedIn: true }));
  await town.database.doors.asSystem('test', (db) => db.deleteFrom('jobs').execute());
  return town;
}

export const suggestionsTo = async (db: PersonDb, town: MatchTown, name: Coachee) =>
  (await findSuggestions(db, town.programme, town.people[name].id)) ?? expect.fail('nothing suggested');

const readFor = (town: MatchTown, name: Coachee) =>
  as(town, name, async (db) => readChoosing(db, placeOf(town, name), await suggestionsTo(db, town, name)));

/** What a page says to be read of, as it is now. */
export const seenBy = async (town: MatchTown, name: Coachee) => markOf(await readFor(town, name));

const chooseAfter = (seen: string, town: MatchTown, name: Coachee, ...coaches: Coach[]) =>
  as(town, name, async (db) => {
    const suggestions = await suggestionsTo(db, town, name);
    const choice = { coachIds: coaches.map((coach) => town.people[coach].id), instead: coaches.length === 0 ? ('talk' as const) : null };
    return chooseCoaches(db, { place: placeOf(town, name), suggestions }, { choice, seen });
  });

/** Chooses from a page as it is now, or `after` an older one. */
export const choose = Object.assign(
  async (town: MatchTown, name: Coachee, ...coaches: Coach[]) => chooseAfter(await seenBy(town, name), town, name, ...coaches),
  { after: chooseAfter }
);

export const stateFor = async (town: MatchTown, name: Coachee) => (await readFor(town, name)).state;

/** Does what waits; gives the mails that went out. */
export async function post(town: MatchTown): Promise<Mail[]> {
  const { house, sent } = postHouse(town.database, ring);
  while (await runNextJob(house));
  return sent;
}

export const askedOf = (town: MatchTown, coach: Coach) =>
  as(town, coach, async (db) => (await listRelationships(db, town.people[coach].id)).filter(({ status }) => status === 'proposed'));

export async function answer(town: MatchTown, coach: Coach, accepts: boolean, coachee: Coachee = 'coachee') {
  const asked = (await askedOf(town, coach)).find((pair) => pair.coachee.id === town.people[coachee].id) ?? expect.fail('not asked');
  return as(town, coach, (db) => {
    const pair = { relationshipId: asked.id, personId: town.people[coach].id };
    return accepts
      ? answerPair(db, { ...pair, accepts, declaration: null, readDeclaredAt: null })
      : declineAsk(db, sealOf(town), { ...pair, reason: 'Ik verhuis' });
  });
}

export const asks = (town: MatchTown) => as(town, 'coordinator', (db) => listAsks(db, town.round));
export const outcomes = async (town: MatchTown) => (await asks(town)).map(({ outcome }) => outcome);
