import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { localPath } from '#lib/server/auth/local-path.ts';
import { readLink } from '#lib/server/auth/read-link.ts';
import { hashOf } from '#lib/server/auth/token.ts';
import { browserOf, trierOf, welcome } from '#lib/server/auth/welcome.ts';
import { isLinkAlive } from '#lib/server/queries/sign-in-links.ts';
import { signInWithLink } from '#lib/server/use-cases/sign-in-with-link.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking does not use the link up: mail servers open links before people do. */
export const load: PageServerLoad = async ({ params, locals }) => {
  const token = readLink(locals.house.ring, 'sign-in', params.link);
  const isAlive = token !== null && (await locals.asSystem('sign in: look at a link', (db) => isLinkAlive(db, hashOf(token))));
  if (!isAlive) error(404, m.sign_in_link_gone_title());
};

export const actions: Actions = {
  default: async (event) => {
    const { asSystem, house } = event.locals;
    const token = readLink(house.ring, 'sign-in', event.params.link);
    const attempt = token && { token, browser: browserOf(event), trierFor: (email: string) => trierOf(event, email) };
    const signedIn = attempt && (await signInWithLink(asSystem, house.ring, attempt));
    if (!signedIn) error(404, m.sign_in_link_gone_title());
    welcome(event, signedIn);
    redirect(303, localPath(event.url.searchParams.get('next')));
  }
};
