import { error, fail, redirect } from '@sveltejs/kit';
import { parseProfile } from '#lib/domain/person/parse-profile.ts';
import { isTimeZone } from '#lib/i18n/dates.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/m.ts';
import { timeZoneOptions } from '#lib/i18n/time-zones.ts';
import { sealedCookie } from '#lib/server/auth/known-person.ts';
import { readLink } from '#lib/server/auth/read-link.ts';
import { browserOf, welcome } from '#lib/server/auth/welcome.ts';
import { acceptInvitation, readInvitation } from '#lib/server/use-cases/accept-invitation.ts';
import type { Actions, PageServerLoad } from './$types';

/** Used, taken back, over or never there: one page says the same. */
function gone(): never {
  error(404, m.sign_in_invitation_gone_title());
}

export const load: PageServerLoad = async ({ params, locals, cookies, url }) => {
  const token = readLink(locals.house.ring, 'invitation', params.invitation) ?? gone();
  const invitation = (await readInvitation(locals.asSystem, token)) ?? gone();
  if (!locals.who && !isLocale(cookies.get('language')) && invitation.language !== locals.locale) {
    cookies.set('language', invitation.language, sealedCookie(locals.house.settings));
    redirect(303, url.pathname);
  }
  const { organisationName, programmeName, role, name, email, isKnown } = invitation;
  return { organisationName, programmeName, role, name, email, isKnown, timeZones: timeZoneOptions(null) };
};

export const actions: Actions = {
  default: async (event) => {
    const { asSystem, who, house } = event.locals;
    const token = readLink(house.ring, 'invitation', event.params.invitation) ?? gone();
    const invitation = (await readInvitation(asSystem, token)) ?? gone();
    const form = Object.fromEntries(await event.request.formData());
    const parsed = invitation.isKnown ? { profile: null } : parseProfile(form, isTimeZone);
    if ('problems' in parsed) return fail(422, parsed);
    const accepted = await acceptInvitation(asSystem, {
      token,
      profile: parsed.profile,
      browser: browserOf(event),
      signedInAs: who?.personId ?? null
    });
    if (!accepted) gone();
    if (accepted.as === 'known') redirect(303, '/sign-in/sent');
    if (accepted.as === 'new') welcome(event, accepted.signedIn);
    redirect(303, '/home');
  }
};
