import { sql } from 'kysely';
import type { Database } from '#lib/server/database/open.ts';
import { newId } from '#lib/server/new-id.ts';
import { inserting } from './asking.ts';
import { buildTown, type Identity, type Person, type Town } from './people.ts';

/**
 * A town in the middle of a match: `coach` and `coachee` handed in a profile, `otherCoach` has a draft; the round is published,
 * and suggests `otherCoach` and `exCoach` to the coachee.
 */
export type MatchTown = Town & { round: string; profiles: Readonly<Record<'coach' | 'coachee' | 'otherCoach' | 'exCoach', string>> };

export async function buildMatchTown(database: Database): Promise<MatchTown> {
  const town = await buildTown(database);
  const profiles = { coach: newId(), coachee: newId(), otherCoach: newId(), exCoach: newId() };
  const round = newId();
  const match = { ...town, round, profiles };
  for (const name of ['coach', 'coachee', 'otherCoach', 'exCoach'] as const) {
    const role = name === 'coachee' ? 'coachee' : 'coach';
    const handedIn = name === 'otherCoach' ? {} : { handed_in_at: sql`now()` };
    await enterAs(match, name, 'match_profiles', { ...profileOf(match, town.people[name], role), id: profiles[name], ...handedIn });
    await enterAs(match, name, 'match_backgrounds', backgroundOf(town.people[name], profiles[name]));
  }
  await enterAs(match, 'coordinator', 'match_rounds', { ...roundOf(match, town.people.coordinator), id: round });
  for (const name of ['otherCoach', 'exCoach'] as const) {
    await enterAs(match, 'coordinator', 'match_suggestions', suggestionOf(match, { coach: town.people[name] }));
  }
  await setRound(match, 'published');
  return match;
}

/** Adds a row as somebody; throws when refused. */
export async function enterAs(town: Town, name: Identity, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  await town.database.doors.asPerson(town.people[name].token, (db) => inserting(table, row).execute(db));
}

/** How far the round is, as its coordinator says. */
export async function setRound({ database, people, round }: MatchTown, status: string): Promise<void> {
  await database.doors.asPerson(people.coordinator.token, (db) =>
    sql`update match_rounds set status = ${status} where id = ${round}`.execute(db)
  );
}

export function profileOf({ programme }: Town, person: Person, role: 'coach' | 'coachee') {
  return { organisation_id: person.organisation, id: newId(), programme_id: programme, person_id: person.id, role, answers: '{}' };
}

export function backgroundOf(person: Person, profile: string) {
  return { organisation_id: person.organisation, profile_id: profile, answers: '{}' };
}

export function roundOf({ programme }: Town, by: Person) {
  return { organisation_id: by.organisation, id: newId(), programme_id: programme, created_by: by.id };
}

type Two = { coachee?: Person; coach?: Person; by?: Person };

/** The two of a pair in the round, as columns. */
export function twoOf({ people, round, organisation }: MatchTown, { coachee = people.coachee, coach = people.coach, by }: Two) {
  return { organisation_id: by?.organisation ?? organisation, round_id: round, coachee_id: coachee.id, coach_id: coach.id };
}

export function suggestionOf(town: MatchTown, two: Two) {
  return { ...twoOf(town, two), programme_id: town.programme, place: 1, why: 'fit' };
}
