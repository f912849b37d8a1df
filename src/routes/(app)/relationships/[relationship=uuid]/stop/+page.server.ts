import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { requirePair } from '#lib/server/require-pair.ts';
import { stopPair } from '#lib/server/use-cases/stop-pair.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const pair = await requirePair(db, locals, params.relationship);
    return pair.status === 'active' ? { pair } : error(404, m.error_not_found_title());
  });

export const actions: Actions = {
  /** Stopping is always possible, at once, without a reason (C28). */
  default: async ({ params, locals }) => {
    const ended = await locals.asPerson((db) => stopPair(db, params.relationship, locals.who?.personId ?? ''));
    if (!ended) error(404, m.error_not_found_title());
    redirect(303, `/home?stopped=${params.relationship}`);
  }
};
