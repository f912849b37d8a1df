import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { parseEmail } from '#lib/domain/invitation/email.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/m.ts';
import type { Who } from '#lib/server/db.ts';
import { listOpenInvitations, revokeInvitation } from '#lib/server/queries/invitations.ts';
import { countUndeliveredMails } from '#lib/server/queries/jobs.ts';
import { listProgrammes } from '#lib/server/queries/programmes.ts';
import { readForm } from '#lib/server/read-form.ts';
import { inviteAgain, invitePeople } from '#lib/server/use-cases/invite-people.ts';
import type { Actions, PageServerLoad } from './$types';

/** To everybody else there is no such page. */
function requireAdministrator({ who }: App.Locals): Who {
  return who?.roles.includes('administrator') ? who : error(404, m.error_not_found_title());
}

/** What the page may say was just done. */
const done = ['invited', 'again', 'revoked'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const who = requireAdministrator(locals);
  const lists = await locals.asPerson(async (db) => ({
    programmes: await listProgrammes(db),
    invitations: await listOpenInvitations(db, null),
    undelivered: await countUndeliveredMails(db)
  }));
  const wasDone = done.find((act) => url.searchParams.has(act)) ?? null;
  return { ...lists, organisation: who.organisationName, language: locals.locale, wasDone };
};

const fields = v.object({ name: v.string(), email: v.string(), role: v.picklist(['coordinator', 'adviser']), language: v.string() });
const openInvitation = v.object({ invitation: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  invite: async ({ request, locals }) => {
    const { organisationId, personId } = requireAdministrator(locals);
    const values = await readForm(request, fields);
    const name = values.name.trim();
    const email = parseEmail(values.email);
    const problems = { name: name === '' || name.length > 200, email: email === null, known: false };
    if (email === null || problems.name) return fail(422, { values, problems });
    const guest = { name, email, role: values.role, language: isLocale(values.language) ? values.language : locals.locale };
    const inviter = { organisationId, personId, programmeId: null, ring: locals.house.ring };
    const { invited } = await locals.asPerson((db) => invitePeople(db, inviter, [guest]));
    if (invited === 0) return fail(422, { values, problems: { ...problems, known: true } });
    redirect(303, '/administration?invited=1');
  },

  again: async ({ request, locals }) => {
    const { organisationId, personId } = requireAdministrator(locals);
    const { invitation } = await readForm(request, openInvitation);
    const inviter = { organisationId, personId, programmeId: null, ring: locals.house.ring };
    const isSent = await locals.asPerson((db) => inviteAgain(db, inviter, invitation));
    redirect(303, isSent ? '/administration?again=1' : '/administration');
  },

  revoke: async ({ request, locals }) => {
    requireAdministrator(locals);
    const { invitation } = await readForm(request, openInvitation);
    const revoked = await locals.asPerson((db) => revokeInvitation(db, invitation));
    redirect(303, revoked ? '/administration?revoked=1' : '/administration');
  }
};
