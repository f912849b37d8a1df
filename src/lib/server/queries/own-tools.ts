import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** One version of an entry that an organisation wrote. `facts`: tool.json. `nl`, `en` null: not written in that language. */
export type OwnToolVersion = {
  slug: string;
  number: number;
  facts: unknown;
  nl: string | null;
  en: string | null;
  isArchived: boolean;
  writtenBy: string | null;
  writtenAt: Date;
};

const columns = ['slug', 'number', 'facts', 'nl', 'en', 'is_archived', 'written_by', 'written_at'] as const;

/** The newest version of every entry of the own organisation, by name. */
export async function listOwnTools(db: PersonDb): Promise<OwnToolVersion[]> {
  const rows = await db.selectFrom('own_tools').select(columns).distinctOn('slug').orderBy('slug').orderBy('number', 'desc').execute();
  return rows.map(versionOf);
}

/** All versions of one entry, the newest first; empty when there is none. */
export async function listToolVersions(db: PersonDb, slug: string): Promise<OwnToolVersion[]> {
  const rows = await db.selectFrom('own_tools').select(columns).where('slug', '=', slug).orderBy('number', 'desc').execute();
  return rows.map(versionOf);
}

/** Tells two states of the own entries apart: changes with every version that is added, also by another process. */
export async function stampOfOwnTools(db: PersonDb): Promise<string> {
  const row = await db
    .selectFrom('own_tools')
    .select([sql<string>`count(*)`.as('count'), sql<Date | null>`max(written_at)`.as('last')])
    .executeTakeFirst();
  return `${row?.count ?? '0'} ${row?.last?.toISOString() ?? ''}`;
}

/** Adds a version; false when somebody else added one with that number before. */
export async function addOwnTool(
  db: PersonDb,
  place: { organisationId: string; personId: string },
  version: Omit<OwnToolVersion, 'writtenBy' | 'writtenAt'>
): Promise<boolean> {
  const added = await db
    .insertInto('own_tools')
    .values({
      organisation_id: place.organisationId,
      slug: version.slug,
      number: version.number,
      facts: JSON.stringify(version.facts),
      nl: version.nl,
      en: version.en,
      is_archived: version.isArchived,
      written_by: place.personId
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Whether the acting person may write entries for the organisation. */
export async function mayWriteTools(db: PersonDb): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select app.may_write_tools() as may`.execute(db);
  return rows[0]?.may ?? false;
}

type Row = {
  slug: string;
  number: number;
  facts: unknown;
  nl: string | null;
  en: string | null;
  is_archived: boolean;
  written_by: string | null;
  written_at: Date;
};

function versionOf({ is_archived: isArchived, written_by: writtenBy, written_at: writtenAt, ...row }: Row): OwnToolVersion {
  return { ...row, isArchived, writtenBy, writtenAt };
}
