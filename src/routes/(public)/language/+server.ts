import { redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/locale.ts';
import { sealedCookie } from '#lib/server/auth/known-person.ts';
import { localPath } from '#lib/server/auth/local-path.ts';
import type { RequestHandler } from './$types';

const yearSeconds = 365 * 86_400;

/** Remembers the language of somebody who is not signed in. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
  const form = await request.formData();
  const language = form.get('language');
  const next = form.get('next');
  if (isLocale(language)) cookies.set('language', language, { ...sealedCookie(locals.house.settings), maxAge: yearSeconds });
  redirect(303, localPath(typeof next === 'string' ? next : null, '/'));
};
