import { fail, redirect } from '@sveltejs/kit';
import { elements, parseElements } from '#lib/domain/conversation/elements.ts';
import { parseRhythm, usualRhythmDays } from '#lib/domain/conversation/rhythm.ts';
import { findConversationRules, setConversationRules } from '#lib/server/queries/programmes.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const { id, name, world } = await requireProgramme(db, params.programme);
    const rules = await findConversationRules(db, id);
    const values: Record<string, string> = { ...rules.elements, rhythm: String(rules.rhythmDays ?? '') };
    return {
      programme: { id, name, world },
      elements,
      values,
      usualDays: usualRhythmDays[world],
      isJustSaved: url.searchParams.has('saved')
    };
  });

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const parsed = parseElements(form);
    const rhythmDays = parseRhythm(form['rhythm']);
    const isRhythmWrong = rhythmDays === null && typeof form['rhythm'] === 'string' && form['rhythm'].trim() !== '';
    if ('problems' in parsed || isRhythmWrong) {
      const problems: Record<string, true> = Object.fromEntries(
        'problems' in parsed ? Object.keys(parsed.problems).map((field) => [field, true]) : []
      );
      return fail(422, { problems: { ...problems, ...(isRhythmWrong && { rhythm: true as const }) }, values: textsOf(form) });
    }
    await locals.asPerson(async (db) => {
      await requireProgramme(db, params.programme);
      await setConversationRules(db, params.programme, { rhythmDays, elements: parsed.words });
    });
    redirect(303, `/programmes/${params.programme}/settings/conversations?saved`);
  }
};
