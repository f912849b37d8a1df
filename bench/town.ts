import { randomBytes } from 'node:crypto';
import type { Database } from '#lib/server/database/open.ts';
import { newId } from '#lib/server/new-id.ts';
import { type Person, signIn, startPair } from '#test/people.ts';

/** One pair that has started, and the signed-in browsers of both. */
export type TownPair = { id: string; coach: Person; coachee: Person };
export type Town = { organisation: string; pairs: readonly TownPair[] };

/** An organisation with so many pairs, made through the doors that the application uses. */
export async function buildTown(database: Database, pairs: number): Promise<Town> {
  const organisation = newId();
  const programme = newId();
  const person = (): Person => ({ id: newId(), organisation, token: randomBytes(32) });
  const coordinator = person();
  const couples = Array.from({ length: pairs }, () => ({ coach: person(), coachee: person() }));
  await database.doors.asSystem('bench: town', async (db) => {
    await db.insertInto('organisations').values({ id: organisation, name: 'Town', world: 'work', is_demo: false }).execute();
    await db.insertInto('programmes').values({ organisation_id: organisation, id: programme, name: 'Programme', world: 'work' }).execute();
    const settle = async (one: Person, role: 'coach' | 'coachee' | 'coordinator') => {
      await db.insertInto('people').values({ organisation_id: organisation, id: one.id, name: role, language: 'nl' }).execute();
      const membership = { organisation_id: organisation, id: newId(), person_id: one.id, programme_id: programme, role };
      await db.insertInto('memberships').values(membership).execute();
      await signIn(db, one, one.token);
    };
    await settle(coordinator, 'coordinator');
    for (const { coach, coachee } of couples) {
      await settle(coach, 'coach');
      await settle(coachee, 'coachee');
    }
  });
  const started: TownPair[] = [];
  for (const couple of couples) started.push({ ...couple, id: await startPair(database, { programme, coordinator, ...couple }) });
  return { organisation, pairs: started };
}

/** The town as text for another process, and back. */
export function writeTown(town: Town): string {
  return JSON.stringify(town, (_key, value: unknown) => (isBufferText(value) ? Buffer.from(value.data).toString('base64url') : value));
}

export function readTown(text: string): Town {
  const town = JSON.parse(text) as Town; // written by writeTown, tokens as text
  const awake = (person: Person): Person => ({ ...person, token: Buffer.from(String(person.token), 'base64url') });
  return { ...town, pairs: town.pairs.map((pair) => ({ ...pair, coach: awake(pair.coach), coachee: awake(pair.coachee) })) };
}

/** What JSON makes of a Buffer before anybody is asked. */
function isBufferText(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}
