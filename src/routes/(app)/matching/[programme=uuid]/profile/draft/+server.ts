import { m } from '#lib/i18n/m.ts';
import { readTexts } from '#lib/server/read-form.ts';
import { requireSide } from '#lib/server/require-side.ts';
import { keepProfile, writtenTags } from '#lib/server/use-cases/keep-profile.ts';
import type { RequestHandler } from './$types';

/** Saves while somebody is telling (static/enhance.js), and says what is not right; the save button does the same without JavaScript. */
export const POST: RequestHandler = async ({ params, request, locals, url }) => {
  const form = await readTexts(request);
  const problems = await locals.asPerson(async (db) => {
    const { place } = await requireSide(db, locals, { programme: params.programme, url });
    return keepProfile(db, { place, form, written: writtenTags(locals.house.library), isHandedIn: false });
  });
  const count = Object.keys(problems).length;
  return count === 0 ? new Response(null, { status: 204 }) : new Response(m.intake_problems({ count }), { status: 422 });
};
