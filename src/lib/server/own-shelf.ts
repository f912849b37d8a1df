import { error } from '@sveltejs/kit';
import type { Library, ToolOnShelf } from '#lib/content/library.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { mayWriteTools } from '#lib/server/queries/own-tools.ts';
import { type Author, readOwnLibrary } from '#lib/server/use-cases/keep-own-tools.ts';

/** The shelf as the reader's organisation has it. */
export function ownLibrary(db: PersonDb, locals: App.Locals): Promise<Library> {
  return readOwnLibrary(db, locals.house.library, locals.who?.organisationId ?? '');
}

/** An entry of the shelf, of the house or one's own; 404 when there is none. */
export async function requireTool(db: PersonDb, locals: App.Locals, id: string): Promise<ToolOnShelf> {
  return (await ownLibrary(db, locals)).tool(id) ?? error(404, m.error_not_found_title());
}

/** Whoever writes entries for the organisation; for anybody else the page is not there. */
export async function requireAuthor(db: PersonDb, { who }: App.Locals): Promise<Author> {
  if (!who || !(await mayWriteTools(db))) error(404, m.error_not_found_title());
  return { organisationId: who.organisationId, personId: who.personId };
}
