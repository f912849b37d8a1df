import { fail, redirect } from '@sveltejs/kit';
import { parseProfile } from '#lib/domain/person/parse-profile.ts';
import { isTimeZone } from '#lib/i18n/dates.ts';
import { timeZoneOptions } from '#lib/i18n/time-zones.ts';
import { findOwnEmail } from '#lib/server/queries/accounts.ts';
import { changeOwnProfile, findOwnProfile } from '#lib/server/queries/people.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { profile, email } = await locals.asPerson(async (db) => ({ profile: await findOwnProfile(db), email: await findOwnEmail(db) }));
  return {
    profile: { ...profile, pronouns: profile.pronouns ?? '' },
    email,
    timeZones: timeZoneOptions(profile.timeZone),
    isSaved: url.searchParams.has('saved')
  };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const parsed = parseProfile(Object.fromEntries(await request.formData()), isTimeZone);
    if ('problems' in parsed) return fail(422, parsed);
    await locals.asPerson((db) => changeOwnProfile(db, parsed.profile));
    redirect(303, '/settings?saved=1');
  }
};
