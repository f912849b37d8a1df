import { sql } from 'kysely';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import type { AccountId } from './jobs.ts';

/** When the acting person made the address of a calendar; null: there is none. */
export async function findFeed(db: PersonDb): Promise<Date | null> {
  const row = await db.selectFrom('calendar_feeds').select('created_at').executeTakeFirst();
  return row?.created_at ?? null;
}

/** Gives the acting person an address for a calendar; the one before no longer works. */
export async function replaceFeed(db: PersonDb, person: AccountId, tokenHash: Buffer): Promise<void> {
  await removeFeed(db, person.personId);
  const feed = { organisation_id: person.organisationId, person_id: person.personId, token_hash: tokenHash };
  await db.insertInto('calendar_feeds').values(feed).execute();
}

/** Takes the address away: calendars that follow it get nothing more. */
export async function removeFeed(db: PersonDb, personId: string): Promise<void> {
  await db.deleteFrom('calendar_feeds').where('person_id', '=', personId).execute();
}

/** A talk of a person: times and ids only. */
export type TalkTimes = { id: string; relationshipId: string; startsAt: Date; minutes: number; changes: number };

/** The talks behind an address, with the language and time zone of its owner; null for an address of nobody. */
export type Feed = { language: 'nl' | 'en'; timeZone: string; talks: TalkTimes[] };

type FeedRow = {
  language: Feed['language'];
  time_zone: string;
  id: string | null;
  starts_at: Date | null;
  minutes: number | null;
  changes: number | null;
  relationship_id: string | null;
};

export async function readFeed(db: SystemDb, tokenHash: Buffer): Promise<Feed | null> {
  const { rows } = await sql<FeedRow>`select * from app.feed_talks(${tokenHash})`.execute(db);
  const [first] = rows;
  if (!first) return null;
  const talks = rows.flatMap(({ id, starts_at, minutes, changes, relationship_id }) =>
    id && starts_at && relationship_id
      ? [{ id, relationshipId: relationship_id, startsAt: starts_at, minutes: minutes ?? 0, changes: changes ?? 0 }]
      : []
  );
  return { language: first.language, timeZone: first.time_zone, talks };
}
