import { fail } from '@sveltejs/kit';
import { requireAuthor } from '#lib/server/own-shelf.ts';
import { type ZipProblem, unpackShelf, zipBounds } from '#lib/server/shelf-zip.ts';
import { importShelf } from '#lib/server/use-cases/import-shelf.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  await locals.asPerson((db) => requireAuthor(db, locals));
};

type Refused = { problem: ZipProblem['problem'] | 'missing'; name: string | null };

/** The zip as it was chosen, or as the page held it since the dry run. */
async function readZip(request: Request): Promise<Uint8Array | Refused> {
  const form = await request.formData();
  const [file, held] = [form.get('file'), form.get('held')];
  if (typeof held === 'string' && held !== '') return Buffer.from(held, 'base64');
  if (!(file instanceof File) || file.size === 0) return { problem: 'missing', name: null };
  if (file.size > zipBounds.packed) return { problem: 'size', name: null };
  return new Uint8Array(await file.arrayBuffer());
}

async function bringIn(locals: App.Locals, request: Request, isDry: boolean) {
  const zip = await readZip(request);
  if ('problem' in zip) return fail(422, { ...zip, lines: null, held: '', isDone: false });
  const read = unpackShelf(zip);
  if ('problem' in read) return fail(422, { ...read, lines: null, held: '', isDone: false });
  const situations = locals.house.library.situations.map(({ id }) => id);
  const importing = { entries: read.entries, situations, locale: locals.locale, isDry };
  const lines = await importShelf(locals.asPerson, (db) => requireAuthor(db, locals), importing);
  const isRefused = lines.some(({ outcome }) => outcome === 'refused');
  const held = isDry && !isRefused ? Buffer.from(zip).toString('base64') : '';
  return { problem: null, name: null, lines, held, isDone: !isDry && !isRefused };
}

export const actions: Actions = {
  look: ({ locals, request }) => bringIn(locals, request, true),
  do: ({ locals, request }) => bringIn(locals, request, false)
};
