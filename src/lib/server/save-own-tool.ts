import { fail, redirect } from '@sveltejs/kit';
import type { FormFields } from '#lib/content/parse-tool-form.ts';
import { newId } from './new-id.ts';
import { ownLibrary, requireAuthor } from './own-shelf.ts';
import { previewOf, readFields, readOwnTool, slugFor } from './read-own-tool.ts';
import { writeOwnTool } from './use-cases/keep-own-tools.ts';

/** The form as it was, to fill in again. */
const again = (values: FormFields) => ({ values, problems: {}, preview: null, isOvertaken: false });

/** Shows how an entry will look; nothing is kept yet. */
export async function previewOwnTool(locals: App.Locals, request: Request) {
  const values = await readFields(request);
  const library = await locals.asPerson(async (db) => {
    await requireAuthor(db, locals);
    return ownLibrary(db, locals);
  });
  const read = readOwnTool(values, library);
  if ('problems' in read) return fail(422, { ...again(values), problems: read.problems });
  return { ...again(values), preview: previewOf(read, locals.locale) };
}

/** Keeps an entry as its next version; a new one gets its name from its title. */
export async function saveOwnTool(locals: App.Locals, request: Request, slug: string | null) {
  const values = await readFields(request);
  const saved = await locals.asPerson(async (db) => {
    const author = await requireAuthor(db, locals);
    const read = readOwnTool(values, await ownLibrary(db, locals));
    if ('problems' in read) return read;
    const id = slug ?? slugFor(read.title, values['key']?.[0] ?? newId());
    const basedOn = slug === null ? 0 : Number(values['version']?.[0] ?? 0);
    return { id, ...(await writeOwnTool(db, author, { sources: { id, ...read.sources }, basedOn })) };
  });
  if ('problems' in saved) return fail(422, { ...again(values), problems: saved.problems });
  if (saved.outcome === 'overtaken') return fail(409, { ...again(values), isOvertaken: true });
  redirect(303, `/toolkit/own?saved=${saved.id}`);
}
