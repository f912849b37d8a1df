import { templateRows } from '#lib/domain/people-import/template.ts';
import { writeCsv } from '#lib/domain/sheet/write-csv.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals }) => {
  await locals.asPerson((db) => requireProgramme(db, params.programme));
  return new Response(writeCsv(templateRows(locals.locale)), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="vierpoot.csv"' }
  });
};
