import { readTexts } from '#lib/server/read-form.ts';
import { requireSide } from '#lib/server/require-side.ts';
import { keepProfile, writtenTags } from '#lib/server/use-cases/keep-profile.ts';
import type { RequestHandler } from './$types';

/** Saves while somebody is telling (static/enhance.js); the save button does the same without JavaScript. */
export const POST: RequestHandler = async ({ params, request, locals, url }) => {
  const form = await readTexts(request);
  const problems = await locals.asPerson(async (db) => {
    const { place } = await requireSide(db, locals, { programme: params.programme, url });
    return keepProfile(db, { place, form, written: writtenTags(locals.house.library), isHandedIn: false });
  });
  return new Response(null, { status: Object.keys(problems).length === 0 ? 204 : 422 });
};
