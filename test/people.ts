import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { SystemDb } from '#lib/server/db.ts';
import type { Database } from '#lib/server/database/open.ts';
import { newId } from '#lib/server/new-id.ts';

/** A person with a signed-in browser. */
export type Person = { id: string; organisation: string; token: Buffer };

/** The people of the town, by what they are to the pair in the middle: `coach` and `coachee`. */
const townRoles = {
  coach: 'coach',
  coachee: 'coachee',
  exCoach: 'coach',
  otherCoach: 'coach',
  otherCoachee: 'coachee',
  coordinator: 'coordinator',
  otherCoordinator: 'coordinator',
  administrator: 'administrator',
  adviser: 'adviser',
  evaluator: 'evaluator'
} as const;
const strangerRoles = { stranger: 'coach', strangerCoachee: 'coachee', strangerCoordinator: 'coordinator' } as const;

type TownName = keyof typeof townRoles;
type StrangerName = keyof typeof strangerRoles;

/** Everybody who can ask the database something: the people, the coach under another hat, and a token of nobody. */
export type Identity = TownName | StrangerName | 'coachAsEvaluator' | 'nobody';
export const identities: readonly Identity[] = [
  'coach',
  'coachAsEvaluator',
  'coachee',
  'exCoach',
  'otherCoach',
  'otherCoachee',
  'coordinator',
  'otherCoordinator',
  'administrator',
  'adviser',
  'evaluator',
  'stranger',
  'strangerCoachee',
  'strangerCoordinator',
  'nobody'
];

/** Two organisations. `pair` is coach and coachee, active; `exPair` is exCoach and the same coachee, ended. */
export type Town = {
  database: Database;
  people: Readonly<Record<Identity, Person>>;
  organisation: string;
  programme: string;
  otherProgramme: string;
  pair: string;
  otherPair: string;
  exPair: string;
  stranger: { organisation: string; programme: string; pair: string };
};

export function hashOf(token: Buffer): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Builds the town through the doors that the application uses: nothing is written that they would refuse. */
export async function buildTown(database: Database): Promise<Town> {
  const here = await settle(database, townRoles, { adviser: null, administrator: null, otherCoordinator: 'other' });
  const there = await settle(database, strangerRoles, {});
  const hatted = { ...here.people.coach, token: await wearHat(database, here.people.coach, 'evaluator') };
  const nobody = { id: newId(), organisation: here.organisation, token: randomBytes(32) };
  const people = { ...here.people, ...there.people, coachAsEvaluator: hatted, nobody };
  const pair = await startPair(database, { ...people, programme: here.programme });
  const otherPair = await startPair(database, {
    coordinator: people.coordinator,
    programme: here.programme,
    coach: people.otherCoach,
    coachee: people.otherCoachee
  });
  const exPair = await startPair(database, { ...people, programme: here.programme, coach: people.exCoach });
  await database.doors.asPerson(people.coachee.token, (db) => sql`select app.end_relationship(${exPair})`.execute(db));
  const strangerPair = await startPair(database, {
    coordinator: people.strangerCoordinator,
    programme: there.programme,
    coach: people.stranger,
    coachee: people.strangerCoachee
  });
  const stranger = { organisation: there.organisation, programme: there.programme, pair: strangerPair };
  return {
    database,
    people,
    organisation: here.organisation,
    programme: here.programme,
    otherProgramme: here.other,
    pair,
    otherPair,
    exPair,
    stranger
  };
}

type Settlement<Name extends string> = { organisation: string; programme: string; other: string; people: Record<Name, Person> };
type Role = 'coach' | 'coachee' | 'coordinator' | 'administrator' | 'adviser' | 'evaluator';

/** An organisation with two programmes and its people, as the system door makes them at sign-in. `places` null: no programme. */
async function settle<Name extends string>(
  database: Database,
  roles: Readonly<Record<Name, Role>>,
  places: Partial<Record<string, null | 'other'>>
): Promise<Settlement<Name>> {
  const [organisation, programme, other] = [newId(), newId(), newId()];
  const names = Object.keys(roles) as Name[]; // the keys of a record of names
  const person = (): Person => ({ id: newId(), organisation, token: randomBytes(32) });
  const people = Object.fromEntries(names.map((name) => [name, person()])) as Record<Name, Person>; // one entry per name
  await database.doors.asSystem('test: settle', async (db) => {
    await db.insertInto('organisations').values({ id: organisation, name: 'Town', world: 'education', is_demo: false }).execute();
    const programmes = [programme, other].map((id) => ({
      organisation_id: organisation,
      id,
      name: 'Programme',
      world: 'education' as const
    }));
    await db.insertInto('programmes').values(programmes).execute();
    for (const name of names) await moveIn(db, people[name], name);
    const membership = (name: Name) => ({
      organisation_id: organisation,
      id: newId(),
      person_id: people[name].id,
      programme_id: places[name] === null ? null : places[name] === 'other' ? other : programme,
      role: roles[name]
    });
    await db.insertInto('memberships').values(names.map(membership)).execute();
  });
  return { organisation, programme, other, people };
}

async function moveIn(db: SystemDb, person: Person, name: string): Promise<void> {
  await db.insertInto('people').values({ organisation_id: person.organisation, id: person.id, name, language: 'nl' }).execute();
  const email = `${name.toLowerCase()}@example.org`;
  await db
    .insertInto('accounts')
    .values({ organisation_id: person.organisation, person_id: person.id, email, password_hash: 'hash' })
    .execute();
  await signIn(db, person, person.token);
}

/** Opens a session of the person for this token; gives its id. */
export async function signIn(db: SystemDb, person: Person, token: Buffer): Promise<string> {
  const id = newId();
  const expires_at = new Date(Date.now() + 86_400_000);
  await db
    .insertInto('sessions')
    .values({
      organisation_id: person.organisation,
      id,
      person_id: person.id,
      token_hash: hashOf(token),
      device: 'test',
      idle_minutes: 60,
      expires_at
    })
    .execute();
  return id;
}

/** A second session of the same person under another hat; gives its token. */
async function wearHat(database: Database, person: Person, hat: string): Promise<Buffer> {
  const token = randomBytes(32);
  const id = await database.doors.asSystem('test: hat', (db) => signIn(db, person, token));
  await database.asOwner((owner) =>
    owner.query('update sessions set hat = $1 where organisation_id = $2 and id = $3', [hat, person.organisation, id])
  );
  return token;
}

export type Match = { programme: string; coordinator: Person; coach: Person; coachee: Person };

/** A pair proposed by the coordinator, not yet answered; gives its id. */
export async function proposePair(database: Database, match: Match): Promise<string> {
  const id = newId();
  await database.doors.asPerson(match.coordinator.token, (db) =>
    db
      .insertInto('relationships')
      .values({
        organisation_id: match.coach.organisation,
        id,
        programme_id: match.programme,
        coach_id: match.coach.id,
        coachee_id: match.coachee.id,
        proposed_by: match.coordinator.id
      })
      .execute()
  );
  return id;
}

/** What the coach declares: no other roles, unless they are said. */
export async function declare(database: Database, match: { coach: Person; pair: string; roles?: readonly string[] }): Promise<void> {
  const { coach, pair, roles = [] } = match;
  const evaluator_contact = roles.includes('evaluator') ? ('self' as const) : ('none' as const);
  const row = { organisation_id: coach.organisation, id: newId(), relationship_id: pair, evaluator_contact, roles: [...roles] };
  await database.doors.asPerson(coach.token, (db) => db.insertInto('coach_declarations').values(row).execute());
}

/** A pair that both accepted, after the coach declared that there are no other roles. */
export async function startPair(database: Database, match: Match): Promise<string> {
  const id = await proposePair(database, match);
  await declare(database, { ...match, pair: id });
  for (const { token } of [match.coach, match.coachee]) {
    await database.doors.asPerson(token, (db) => sql`select app.answer_proposal(${id}, true)`.execute(db));
  }
  return id;
}

/** The coach who has been wearing the hat of evaluator puts it off and on again, as one must after declaring it (C12). */
export async function putHatOnAgain({ database, people }: Pick<Town, 'database' | 'people'>): Promise<void> {
  for (const hat of ['coach', 'evaluator']) {
    await database.doors.asPerson(people.coachAsEvaluator.token, (db) => sql`select app.change_hat(${hat})`.execute(db));
  }
}
