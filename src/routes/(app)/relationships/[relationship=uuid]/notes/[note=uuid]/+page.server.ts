import { error, fail, redirect } from '@sveltejs/kit';
import { longest, parseText } from '#lib/domain/conversation/parse-text.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findEvaluationRule } from '#lib/server/queries/agreements.ts';
import { listLooksAtNote } from '#lib/server/queries/access-records.ts';
import { deleteNote } from '#lib/server/queries/notes.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readNote, rewriteNote, shareNote } from '#lib/server/use-cases/keep-notes.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const me = locals.who?.personId ?? '';
    const read = await readNote(db, reading, { id: params.note, me });
    if (!read || read.note.deletedAt) error(404, m.error_not_found_title());
    const isMine = read.note.personId === me;
    const evaluation = await findEvaluationRule(db, reading.pair.id);
    return { pair: reading.pair, ...read, isMine, evaluation, looks: isMine ? await listLooksAtNote(db, read.note.id) : [] };
  });

type Posted = { params: { relationship: string; note: string }; locals: App.Locals };

/** Does something to one's own note; 404 when there was nothing to do it to. */
async function change({ params, locals }: Posted, work: (db: PersonDb, reading: PairReading) => Promise<boolean>): Promise<void> {
  const isChanged = await locals.asPerson(async (db) => work(db, await requireReading(db, locals, params.relationship)));
  if (!isChanged) error(404, m.error_not_found_title());
}

function here({ relationship, note }: Posted['params']): string {
  return `/relationships/${relationship}/notes/${note}`;
}

export const actions: Actions = {
  rewrite: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const parsed = parseText(form['text'], longest.note);
    if ('problem' in parsed) return fail(422, { problem: parsed.problem, values: textsOf(form) });
    const me = locals.who?.personId ?? '';
    await change({ params, locals }, (db, reading) => rewriteNote(db, reading, { id: params.note, me, text: parsed.text }));
    redirect(303, `${here(params)}?saved`);
  },
  share: async ({ params, request, locals }) => {
    const isShared = (await request.formData()).get('shared') === 'yes';
    await change({ params, locals }, (db, reading) => shareNote(db, reading, { id: params.note, isShared }));
    redirect(303, `${here(params)}?saved`);
  },
  delete: async ({ params, locals }) => {
    await change({ params, locals }, (db, { pair }) => deleteNote(db, { relationshipId: pair.id, id: params.note }));
    redirect(303, `/relationships/${params.relationship}/notes?deleted=${params.note}`);
  },
  back: async ({ params, locals }) => {
    await change({ params, locals }, (db, { pair }) => deleteNote(db, { relationshipId: pair.id, id: params.note }, true));
    redirect(303, `${here(params)}?saved`);
  }
};
