import { redirect } from '@sveltejs/kit';
import { dropKeptForm, jarOf } from '#lib/server/auth/kept-form.ts';
import { clearSessionToken } from '#lib/server/auth/session-cookie.ts';
import { endOwnSession } from '#lib/server/queries/sessions.ts';
import type { RequestHandler } from './$types';

/** Ends the session of this browser, in the database and in the browser. */
export const POST: RequestHandler = async ({ cookies, locals }) => {
  const { who, house } = locals;
  if (who) await locals.asPerson((db) => endOwnSession(db, who.sessionId));
  clearSessionToken(cookies, house.settings);
  dropKeptForm(jarOf({ cookies, locals }));
  redirect(303, '/sign-in?out=1');
};
