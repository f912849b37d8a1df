import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isTimeZone } from '#lib/i18n/dates.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { m, type MessageKey } from '#lib/i18n/m.ts';
import { tokenOfLink } from '#lib/server/auth/token.ts';
import { browserOf, welcome } from '#lib/server/auth/welcome.ts';
import type { Profile } from '#lib/server/queries/people.ts';
import { acceptInvitation, readInvitation } from '#lib/server/use-cases/accept-invitation.ts';
import type { Actions, PageServerLoad } from './$types';

/** Used, taken back, over or never there: one page says the same. */
const gone = () => error(404, m.sign_in_invitation_gone_title());

export const load: PageServerLoad = async ({ params, locals, cookies, url }) => {
  const token = tokenOfLink(params.invitation) ?? gone();
  const invitation = (await readInvitation(locals.asSystem, token)) ?? gone();
  if (!locals.who && !isLocale(cookies.get('language')) && invitation.language !== locals.locale) {
    cookies.set('language', invitation.language, { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' });
    redirect(303, url.pathname);
  }
  const { organisationName, programmeName, role, name, email, language, isKnown } = invitation;
  return { organisationName, programmeName, role, name, email, language, isKnown, timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')] };
};

const fields = v.object({ name: v.string(), pronouns: v.string(), language: v.string(), timeZone: v.string() });
type Values = v.InferOutput<typeof fields>;
type Problems = Partial<Record<keyof Values, MessageKey>>;

export const actions: Actions = {
  default: async (event) => {
    const { asSystem, who } = event.locals;
    const token = tokenOfLink(event.params.invitation) ?? gone();
    const invitation = (await readInvitation(asSystem, token)) ?? gone();
    const read = invitation.isKnown ? { profile: null } : readProfile(Object.fromEntries(await event.request.formData()));
    if ('problems' in read) return fail(422, read);
    const accepted = await acceptInvitation(asSystem, { token, profile: read.profile, browser: browserOf(event), signedInAs: who?.personId ?? null });
    if (!accepted) gone();
    if (accepted.as === 'known') redirect(303, '/sign-in/sent');
    if (accepted.as === 'new') welcome(event, accepted.signedIn);
    redirect(303, '/home');
  }
};

function readProfile(form: Record<string, FormDataEntryValue>): { profile: Profile } | { problems: Problems; values: Values } {
  const values = v.parse(fields, form);
  const name = values.name.trim();
  const pronouns = values.pronouns.trim() || null;
  const { language, timeZone } = values;
  const problems: Problems = {};
  if (name === '' || name.length > 200) problems.name = 'settings_name_odd';
  if (pronouns !== null && pronouns.length > 60) problems.pronouns = 'settings_pronouns_long';
  if (!isTimeZone(timeZone)) problems.timeZone = 'settings_time_zone_odd';
  if (!isLocale(language) || Object.keys(problems).length > 0) return { problems, values };
  return { profile: { name, pronouns, language, timeZone } };
}
