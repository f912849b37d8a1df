import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { jarOf } from '#lib/server/auth/kept-form.ts';
import { finishRegistration } from '#lib/server/auth/passkey-ceremony.ts';
import { requireRecent } from '#lib/server/auth/require-recent.ts';
import { readForm } from '#lib/server/read-form.ts';
import { addPasskey } from '#lib/server/use-cases/change-passkeys.ts';
import type { Actions, PageServerLoad } from './$types';

const here = '/settings/passkeys/new';
const longestName = 100;

export const load: PageServerLoad = ({ locals }) => {
  requireRecent(locals, here);
};

const fields = v.object({ name: v.string(), answer: v.string() });

export const actions: Actions = {
  default: async (event) => {
    const who = requireRecent(event.locals, here);
    const form = await readForm(event.request, fields);
    const name = form.name.trim();
    if (name === '' || name.length > longestName)
      return fail(422, { name: form.name, field: 'settings_passkeys_name_odd' as const, problem: null });
    const passkey = await finishRegistration(jarOf(event), who.personId, form.answer);
    if (!passkey) return fail(422, { name, field: null, problem: 'settings_passkeys_refused' as const });
    await event.locals.asPerson((db) => addPasskey(db, who, { ...passkey, name }));
    redirect(303, '/settings/passkeys?added=1');
  }
};
