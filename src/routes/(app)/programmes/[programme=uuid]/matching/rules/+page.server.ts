import { createHash } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { readSettingsForm, writeSettingsForm } from '#lib/domain/matching/settings-form.ts';
import type { Trial } from '#lib/server/matching/matching-messages.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { listChangedRules } from '#lib/server/queries/match-rule-changes.ts';
import { readForm, textsOf } from '#lib/server/read-form.ts';
import { readPage } from '#lib/server/read-page.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { tryRules, useRules } from '#lib/server/use-cases/change-match-rules.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** So many changes of the rules are shown at a time. */
const most = 20;

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const { id, name } = await requireProgramme(db, params.programme);
    const { settings, asksWishes } = await findMatchRules(db, id);
    const page = readPage(url);
    const { changed, count } = await listChangedRules(db, id, { offset: (page - 1) * most, most });
    const history = { changed, page, pages: Math.max(1, Math.ceil(count / most)) };
    return { programme: { id, name }, values: writeSettingsForm(settings, asksWishes), history };
  });

async function read({ request, locals, params }: RequestEvent) {
  const values = textsOf(await readForm(request, v.record(v.string(), v.string())));
  const { id } = await locals.asPerson((db) => requireProgramme(db, params.programme));
  const { organisationId = '', personId = '' } = locals.who ?? {};
  return { values, ...readSettingsForm(values), place: { organisationId, personId, programmeId: id } };
}

/** Stands for exactly these rules, so that what is used is what was shown. */
function markOf(settings: object): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}

/** `isUnsaved`: these were to be used, but they are not what was shown before. */
type Shown = { values: Record<string, string>; problems: string[]; trial: Trial | 'none' | null; seen: string | null; isUnsaved: boolean };

async function show(event: RequestEvent, said: Awaited<ReturnType<typeof read>>, isUnsaved: boolean): Promise<Shown> {
  const { settings, asksWishes, place, values } = said;
  const trial = await tryRules({ root: process.cwd(), asPerson: event.locals.asPerson }, place, { settings, asksWishes });
  return { values, problems: [], trial, seen: markOf(settings), isUnsaved };
}

const refused = { trial: null, seen: null, isUnsaved: false };

export const actions: Actions = {
  try: async (event) => {
    const said = await read(event);
    if (said.problems.length > 0) return fail(422, { ...refused, values: said.values, problems: said.problems });
    return show(event, said, false);
  },

  use: async (event) => {
    const said = await read(event);
    if (said.problems.length > 0) return fail(422, { ...refused, values: said.values, problems: said.problems });
    if (said.values['seen'] !== markOf(said.settings)) return show(event, said, true); // changed after it was shown
    await event.locals.asPerson((db) => useRules(db, said.place, said));
    redirect(303, `/programmes/${event.params.programme}/matching/rules?kept=1`);
  }
};
