import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { importFields, parseColumns } from '#lib/domain/people-import/columns.ts';
import { m } from '#lib/i18n/m.ts';
import { findImport, mapImport, undoImport } from '#lib/server/queries/imports.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { importPeople, tryImport } from '#lib/server/use-cases/import-people.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many lines of a kind are shown; the rest is counted. */
const mostShown = 100;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { programme, found, dryRun } = await locals.asPerson(async (db) => ({
    programme: await requireProgramme(db, params.programme),
    found: await findImport(db, params.programme, params.import),
    dryRun: await tryImport(db, { programmeId: params.programme }, params.import)
  }));
  if (!found) error(404, m.error_not_found_title());
  const { appliedAt, undoneAt, mayUndo, members, kept } = found;
  const few = <T>(all: readonly T[]) => ({ count: all.length, shown: all.slice(0, mostShown) });
  const namesOf = (all: readonly { line: number; name: string }[]) => few(all.map(({ line, name }) => ({ line, name })));
  const plan = dryRun && {
    ...{ head: dryRun.head, sample: dryRun.sample, columns: dryRun.columns, missing: dryRun.missing, problems: few(dryRun.problems) },
    ...{ adding: namesOf(dryRun.adding), present: namesOf(dryRun.present), otherwise: namesOf(dryRun.otherwise) },
    handingIn: dryRun.adding.filter(({ handsIn }) => handsIn).length
  };
  return {
    programme: { id: programme.id, name: programme.name },
    outcome: { appliedAt, undoneAt, mayUndo, members, kept },
    plan,
    wasMapped: url.searchParams.has('mapped')
  };
};

const runFields = v.object({ welcome: v.picklist(['now', 'later']), leavesOut: v.optional(v.literal('on')) });

export const actions: Actions = {
  map: async ({ params, request, locals }) => {
    const form = await readForm(request, v.record(v.string(), v.string()));
    const at = Object.fromEntries(importFields.flatMap((field) => (form[field] ? [[field, Number(form[field])] as const] : [])));
    const columns = parseColumns({ at, everybody: form['everybody'] }, 1_000);
    await locals.asPerson(async (db) => {
      await requireProgramme(db, params.programme);
      await mapImport(db, params.import, columns);
    });
    redirect(303, `/programmes/${params.programme}/import/${params.import}?mapped=1#report`);
  },

  run: async ({ params, request, locals }) => {
    const { welcome, leavesOut } = await readForm(request, runFields);
    const count = await locals.asPerson(async (db) => {
      const { id } = await requireProgramme(db, params.programme);
      const place = { organisationId: locals.who?.organisationId ?? '', programmeId: id, language: locals.locale };
      return importPeople(db, place, { id: params.import, welcome, leavesOut: leavesOut === 'on' });
    });
    if (count === null) return fail(422, { welcome, isRefused: true });
    redirect(303, `/programmes/${params.programme}/import/${params.import}`);
  },

  undo: async ({ params, locals }) => {
    const isUndone = await locals.asPerson(async (db) => {
      await requireProgramme(db, params.programme);
      return undoImport(db, params.import);
    });
    if (!isUndone) return fail(409, { welcome: 'later' as const, isRefused: true });
    redirect(303, `/programmes/${params.programme}/import/${params.import}`);
  }
};
