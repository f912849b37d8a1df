import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { clearSessionToken } from '#lib/server/auth/session-cookie.ts';
import { limitsFor } from '#lib/server/auth/session-limits.ts';
import { endAllSessions, endOwnSession, listOwnSessions } from '#lib/server/queries/sessions.ts';
import { readForm } from '#lib/server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { absoluteHours } = limitsFor(locals.who?.roles ?? []);
  const sessions = await locals.asPerson(listOwnSessions);
  return { sessions, absoluteHours, isEnded: url.searchParams.has('ended') };
};

const fields = v.object({ id: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  end: async ({ request, locals, cookies }) => {
    const { id } = await readForm(request, fields);
    await locals.asPerson((db) => endOwnSession(db, id));
    if (id !== locals.who?.sessionId) redirect(303, '/settings/sessions?ended=1');
    clearSessionToken(cookies, locals.house.settings);
    redirect(303, '/sign-in?out=1');
  },

  all: async ({ locals, cookies }) => {
    await locals.asPerson(endAllSessions);
    clearSessionToken(cookies, locals.house.settings);
    redirect(303, '/sign-in?out=1');
  }
};
