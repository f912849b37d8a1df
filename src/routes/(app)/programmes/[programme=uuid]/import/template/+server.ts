import { headings, importFields } from '#lib/domain/people-import/columns.ts';
import { writeCsv } from '#lib/domain/sheet/write-csv.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import type { RequestHandler } from './$types';

/** Somebody who does not exist, to show how a line looks. */
const example: Readonly<Record<string, string>> = {
  ...{ email: 'noor@example.org', name: 'Noor Peeters', role: 'coachee', language: 'nl', position: '3', working: '2|4|3|5' },
  ...{ interests: 'fietsen|koken', values: 'eerlijkheid|rust', languages: 'Nederlands|Frans' }
};

export const GET: RequestHandler = async ({ params, locals }) => {
  await locals.asPerson((db) => requireProgramme(db, params.programme));
  const fields = importFields.filter((field) => field !== 'firstName' && field !== 'lastName');
  const head = fields.map((field) => headings[field][locals.locale][0] ?? field);
  const file = writeCsv([head, fields.map((field) => example[field] ?? '')]);
  return new Response(file, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="vierpoot.csv"' }
  });
};
