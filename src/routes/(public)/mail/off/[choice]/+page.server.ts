import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { readSwitchOff } from '#lib/server/mail/switch-off.ts';
import { switchOffMail } from '#lib/server/queries/mail-choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) => {
  const choice = readSwitchOff(locals.house.ring, params.choice) ?? error(404, m.error_not_found_title());
  return { kind: choice.kind };
};

export const actions: Actions = {
  /** One press, also by a mail program that has no session (RFC 8058): the sealed link itself says who and what. */
  default: async ({ params, locals }) => {
    const choice = readSwitchOff(locals.house.ring, params.choice) ?? error(404, m.error_not_found_title());
    await locals.asSystem('mail: switch off', (db) => switchOffMail(db, choice, choice.kind));
    return { isOff: true };
  }
};
