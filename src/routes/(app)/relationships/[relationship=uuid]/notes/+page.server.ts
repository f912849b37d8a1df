import { error, fail, redirect } from '@sveltejs/kit';
import { longest, parseText } from '#lib/domain/conversation/parse-text.ts';
import { m } from '#lib/i18n/m.ts';
import { isUuid } from '#lib/server/new-id.ts';
import { findEvaluationRule } from '#lib/server/queries/agreements.ts';
import { findConversation } from '#lib/server/queries/conversations.ts';
import { keyOf, textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readNotes, writeNote } from '#lib/server/use-cases/keep-notes.ts';
import { searchPair } from '#lib/server/use-cases/search-pair.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const me = locals.who?.personId ?? '';
    const notes = await readNotes(db, reading, { me });
    const deleted = notes.find(({ id, deletedAt }) => deletedAt !== null && id === url.searchParams.get('deleted'));
    return {
      pair: reading.pair,
      notes: notes.filter(({ deletedAt }) => deletedAt === null),
      deleted: deleted?.id ?? null,
      evaluation: await findEvaluationRule(db, reading.pair.id)
    };
  });

const kinds = ['preparation', 'note', 'moment'] as const;

export const actions: Actions = {
  /** What somebody looks for is as private as what is found: it stands in no address, history or log. */
  search: async ({ params, request, locals }) => {
    const typed = (await request.formData()).get('words');
    const words = typeof typed === 'string' ? typed.trim() : '';
    if (words === '') redirect(303, `/relationships/${params.relationship}/notes`);
    const found = await locals.asPerson(async (db) => {
      const reading = await requireReading(db, locals, params.relationship);
      return searchPair(db, reading, { me: locals.who?.personId ?? '', words });
    });
    return { words, found };
  },
  write: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const kind = kinds.find((known) => known === form['kind']) ?? error(400, m.error_fault_title());
    const parsed = parseText(form['text'], longest.note);
    if ('problem' in parsed) return fail(422, { problem: parsed.problem, values: textsOf(form) });
    const wanted = form['conversation'];
    const isShared = kind !== 'preparation' && form['shared'] === 'yes';
    const back = await locals.asPerson(async (db) => {
      const reading = await requireReading(db, locals, params.relationship);
      if (reading.pair.status !== 'active') error(404, m.error_not_found_title());
      const talk = typeof wanted === 'string' && isUuid(wanted) ? await findConversation(db, reading.pair.id, wanted) : null;
      const note = {
        conversationId: talk?.id ?? null,
        personId: locals.who?.personId ?? '',
        kind,
        isShared,
        text: parsed.text,
        ...keyOf(form)
      };
      await writeNote(db, reading, note);
      return talk ? `/conversations/${talk.id}?part=${kind === 'preparation' ? 'before#preparation' : 'during#notes'}` : '/notes?saved';
    });
    redirect(303, `/relationships/${params.relationship}${back}`);
  }
};
