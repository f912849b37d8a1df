import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/**
 * A file of people that waits or was taken in. `sheet`: its text, empty once taken in. `columns`: as `parseColumns` reads them, and what
 * came of the file as `parseOutcome` reads it.
 */
export type Import = {
  id: string;
  sheet: string;
  columns: unknown;
  people: number;
  members: number;
  kept: number;
  createdAt: Date;
  appliedAt: Date | null;
  undoneAt: Date | null;
  mayUndo: boolean;
};

/** One of a list of imports. */
export type ListedImport = Omit<Import, 'sheet'>;

/** One person as `app.apply_import` takes them in. */
export type ImportLine = {
  person: string;
  membership: string;
  profile: string | null;
  name: string;
  email: string;
  role: 'coach' | 'coachee';
  language: 'nl' | 'en';
  answers: object | null;
  background: object | null;
  hands_in: boolean;
};

/** Keeps a file; nothing happens when the asker does not coordinate the programme. */
export async function keepImport(db: PersonDb, kept: { id: string; programmeId: string; sheet: string; columns: object }): Promise<void> {
  await sql`select app.keep_import(${kept.id}, ${kept.programmeId}, ${kept.sheet}, ${JSON.stringify(kept.columns)}::jsonb)`.execute(db);
}

export async function mapImport(db: PersonDb, id: string, columns: object): Promise<void> {
  await sql`select app.map_import(${id}, ${JSON.stringify(columns)}::jsonb)`.execute(db);
}

/** The imports of a programme the asker coordinates, the newest first; the texts are left out. */
export async function listImports(db: PersonDb, programmeId: string): Promise<ListedImport[]> {
  const { rows } = await sql<ListedImport>`select id, columns, people, members, kept, created_at as "createdAt",
    applied_at as "appliedAt", undone_at as "undoneAt", may_undo as "mayUndo" from app.imports_of(${programmeId})`.execute(db);
  return rows;
}

/** One import; null when it is not there or not theirs. */
export async function findImport(db: PersonDb, programmeId: string, id: string): Promise<Import | null> {
  const { rows } = await sql<Import>`select id, sheet, columns, people, members, kept, created_at as "createdAt", applied_at as "appliedAt",
    undone_at as "undoneAt", may_undo as "mayUndo" from app.imports_of(${programmeId}) where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Thousands of people are one statement, which on a busy machine takes longer than any statement of a page may. */
async function takeYourTime(db: PersonDb): Promise<void> {
  await sql`set local statement_timeout = '60s'`.execute(db);
}

/** Takes people in, all or none; gives who came in, also who had an account already. None when it was done before. */
export async function applyImport(db: PersonDb, id: string, lines: readonly ImportLine[]): Promise<string[]> {
  await takeYourTime(db);
  const { rows } = await sql<{
    id: string;
  }>`select taken_in as id from app.apply_import(${id}, ${JSON.stringify(lines)}::jsonb)`.execute(db);
  return rows.map((row) => row.id);
}

/** Takes back what an import of this programme made and nobody used since; false when that cannot be (any more). */
export async function undoImport(db: PersonDb, programmeId: string, id: string): Promise<boolean> {
  await takeYourTime(db);
  const { rows } = await sql<{ done: boolean }>`
    select app.undo_import(id) as done from app.imports_of(${programmeId}) where id = ${id}`.execute(db);
  return rows[0]?.done ?? false;
}
