import { error } from '@sveltejs/kit';
import { writeCsv } from '#lib/domain/sheet/write-csv.ts';
import { problemSentence } from '#lib/i18n/import-words.ts';
import { m } from '#lib/i18n/m.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { leftOutOf, tryImport } from '#lib/server/use-cases/import-people.ts';
import type { RequestHandler } from './$types';

/** The lines of a file that waits which do not come in, as they stand there, and why. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const dryRun = await locals.asPerson(async (db) => {
    await requireProgramme(db, params.programme);
    return tryImport(db, { programmeId: params.programme }, params.import);
  });
  if (!dryRun) error(404, m.error_not_found_title());
  const reasons = new Map(dryRun.problems.map((problem) => [problem.line, problemSentence(problem, dryRun)]));
  const width = dryRun.head.length;
  const rows = leftOutOf(dryRun).map(({ line, cells }) => [
    ...Array.from({ length: width }, (_, at) => cells[at] ?? ''),
    reasons.get(line) ?? m.import_problem_otherwise()
  ]);
  return new Response(writeCsv([[...dryRun.head, m.import_why()], ...rows]), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="vierpoot-lines.csv"' }
  });
};
