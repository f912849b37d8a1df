import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireRecent } from '#lib/server/auth/require-recent.ts';
import { listOwnPasskeys } from '#lib/server/queries/passkeys.ts';
import { readForm } from '#lib/server/read-form.ts';
import { removePasskey } from '#lib/server/use-cases/change-passkeys.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const passkeys = await locals.asPerson(listOwnPasskeys);
  return {
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt })),
    isAdded: url.searchParams.has('added'),
    isRemoved: url.searchParams.has('removed')
  };
};

const fields = v.object({ id: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  remove: async ({ request, locals }) => {
    const who = requireRecent(locals, '/settings/passkeys');
    const { id } = await readForm(request, fields);
    await locals.asPerson((db) => removePasskey(db, who, id));
    redirect(303, '/settings/passkeys?removed=1');
  }
};
