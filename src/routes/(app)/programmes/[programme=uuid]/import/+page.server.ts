import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isThrownAway, parseOutcome } from '#lib/domain/people-import/outcome.ts';
import { isUuid, newId } from '#lib/server/new-id.ts';
import { type ListedImport, listImports } from '#lib/server/queries/imports.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { bringFile, type FileFault } from '#lib/server/use-cases/import-people.ts';
import { explainColumns } from './explain-columns.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { programme, imports } = await locals.asPerson(async (db) => ({
    programme: await requireProgramme(db, params.programme),
    imports: await listImports(db, params.programme)
  }));
  return {
    programme: { id: programme.id, name: programme.name },
    imports: imports.map(showImport),
    explained: explainColumns(locals.house.library.matching.words[locals.locale], locals.locale),
    isTooLarge: url.searchParams.has('large')
  };
};

function showImport({ id, createdAt, appliedAt, undoneAt, columns }: ListedImport) {
  const outcome = parseOutcome(columns);
  const settled = isThrownAway(appliedAt, outcome) ? ('thrown' as const) : ('done' as const);
  const state = undoneAt ? ('undone' as const) : appliedAt ? settled : ('waiting' as const);
  return { id, createdAt, state, ...outcome };
}

const fields = v.object({ file: v.instance(File), key: v.string() });

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const { file, key } = await readForm(request, fields);
    const id = isUuid(key) ? key : newId();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const fault: FileFault | null = await locals.asPerson(async (db) => {
      const programme = await requireProgramme(db, params.programme);
      return bringFile(db, programme.id, { id, bytes });
    });
    if (fault) return fail(422, { fault, fileName: file.name.slice(0, 120) });
    redirect(303, `/programmes/${params.programme}/import/${id}`);
  }
};
