import { parseAnswers } from '#lib/domain/mirror/parse-answers.ts';
import { saveAnswers } from '#lib/server/use-cases/answer-mirror.ts';
import { readSheet } from '#lib/server/read-sheet.ts';
import type { RequestHandler } from './$types';

/** Saves a draft while somebody is answering (static/enhance.js); the save button does the same without JavaScript. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
  const form = Object.fromEntries(await request.formData());
  const saved = await locals.asPerson(async (db) => {
    const sheet = await readSheet(db, locals, params);
    const parsed = parseAnswers(sheet.shelf.instrument, form);
    return 'answers' in parsed && saveAnswers(db, sheet.answering, { ...sheet.own?.answers, ...parsed.answers });
  });
  return new Response(null, { status: saved ? 204 : 409 });
};
