import { error, redirect } from '@sveltejs/kit';
import { hashOf, newToken } from '#lib/server/auth/token.ts';
import { m } from '#lib/i18n/m.ts';
import { findFeed, removeFeed, replaceFeed } from '#lib/server/queries/calendar-feeds.ts';
import type { AccountId } from '#lib/server/queries/jobs.ts';
import { listUnwantedMail, mailChoices, setUnwantedMail } from '#lib/server/queries/mail-choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.asPerson(async (db) => ({
    kinds: mailChoices,
    unwanted: await listUnwantedMail(db),
    madeAt: await findFeed(db),
    isJustSaved: url.searchParams.has('saved'),
    isJustRemoved: url.searchParams.has('removed')
  }));

function meOf({ who }: App.Locals): AccountId {
  return who ? { organisationId: who.organisationId, personId: who.personId } : error(404, m.error_not_found_title());
}

export const actions: Actions = {
  mails: async ({ request, locals }) => {
    const wanted = (await request.formData()).getAll('kind');
    const unwanted = mailChoices.filter((kind) => !wanted.includes(kind));
    await locals.asPerson((db) => setUnwantedMail(db, meOf(locals), unwanted));
    redirect(303, '/settings/mail?saved');
  },
  /** The address is shown in the answer itself, once: only its hash is kept. */
  feed: async ({ locals }) => {
    const token = newToken();
    await locals.asPerson((db) => replaceFeed(db, meOf(locals), hashOf(token)));
    return { address: new URL(`/calendar/${token.toString('base64url')}.ics`, locals.house.settings.publicUrl).href };
  },
  remove: async ({ locals }) => {
    await locals.asPerson((db) => removeFeed(db, meOf(locals).personId));
    redirect(303, '/settings/mail?removed');
  }
};
