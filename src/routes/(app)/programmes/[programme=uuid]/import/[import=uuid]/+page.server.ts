import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { importFields, parseColumns } from '#lib/domain/people-import/columns.ts';
import { isThrownAway, parseOutcome } from '#lib/domain/people-import/outcome.ts';
import { m } from '#lib/i18n/m.ts';
import { findImport, undoImport } from '#lib/server/queries/imports.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { chooseColumns, importPeople, throwAway, tryImport } from '#lib/server/use-cases/import-people.ts';
import { writtenTags } from '#lib/server/use-cases/keep-profile.ts';
import { showLeftOut, showPlan } from './show-plan.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const place = { programmeId: params.programme };
  const { programme, found, dryRun, rest } = await locals.asPerson(async (db) => {
    const [programme, found] = [await requireProgramme(db, params.programme), await findImport(db, params.programme, params.import)];
    const restId = parseOutcome(found?.columns).rest;
    const [dryRun, rest] = [await tryImport(db, place, params.import), restId === null ? null : await tryImport(db, place, restId)];
    return { programme, found, dryRun, rest };
  });
  if (!found) error(404, m.error_not_found_title());
  const { appliedAt, undoneAt, mayUndo, members, kept } = found;
  const outcome = parseOutcome(found.columns);
  return {
    id: params.import,
    programme: { id: programme.id, name: programme.name },
    settled: { ...outcome, isThrownAway: isThrownAway(appliedAt, outcome), undoneAt, mayUndo, members, kept },
    plan: dryRun && showPlan(dryRun),
    leftOut: rest && showLeftOut(rest),
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
      await chooseColumns(db, params.programme, { id: params.import, columns });
    });
    redirect(303, `/programmes/${params.programme}/import/${params.import}?mapped=1`);
  },

  run: async ({ params, request, locals }) => {
    const { welcome, leavesOut } = await readForm(request, runFields);
    const count = await locals.asPerson(async (db) => {
      const { id } = await requireProgramme(db, params.programme);
      const written = writtenTags(locals.house.library);
      const place = { organisationId: locals.who?.organisationId ?? '', programmeId: id, language: locals.locale, written };
      return importPeople(db, place, { id: params.import, welcome, leavesOut: leavesOut === 'on' });
    });
    if (count === null) return fail(422, { refused: 'run' as const, welcome, leavesOut: leavesOut === 'on' });
    redirect(303, `/programmes/${params.programme}/import/${params.import}`);
  },

  undo: async ({ params, locals }) => {
    const isUndone = await locals.asPerson(async (db) => {
      await requireProgramme(db, params.programme);
      return undoImport(db, params.programme, params.import);
    });
    if (!isUndone) return fail(409, { refused: 'undo' as const });
    redirect(303, `/programmes/${params.programme}/import/${params.import}`);
  },

  throwAway: async ({ params, locals }) => {
    await locals.asPerson(async (db) => {
      await requireProgramme(db, params.programme);
      await throwAway(db, params.programme, params.import);
    });
    redirect(303, `/programmes/${params.programme}/import/${params.import}`);
  }
};
