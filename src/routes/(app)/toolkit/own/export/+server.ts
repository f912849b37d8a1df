import { requireAuthor } from '#lib/server/own-shelf.ts';
import { listOwnTools } from '#lib/server/queries/own-tools.ts';
import { packShelf } from '#lib/server/shelf-zip.ts';
import { sourcesOf } from '#lib/server/use-cases/keep-own-tools.ts';
import type { RequestHandler } from './$types';

/** All own entries, as folders that can be put on another shelf. */
export const GET: RequestHandler = async ({ locals }) => {
  const versions = await locals.asPerson(async (db) => {
    await requireAuthor(db, locals);
    return listOwnTools(db);
  });
  const zip = packShelf(versions.map(sourcesOf));
  return new Response(Uint8Array.from(zip), {
    headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="vierpoot-toolkit.zip"' }
  });
};
