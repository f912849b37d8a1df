import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { hats } from '#lib/domain/hat/hat.ts';
import { changeHat } from '#lib/server/queries/hats.ts';
import { readForm } from '#lib/server/read-form.ts';
import { listOwnHats } from '#lib/server/use-cases/list-own-hats.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  hats: await locals.asPerson((db) => listOwnHats(db, locals.who?.personId ?? ''))
});

const fields = v.object({ hat: v.picklist(hats) });

export const actions: Actions = {
  /** Changing hats is an act of its own, never a by-product of opening a page (C12). */
  change: async ({ request, locals }) => {
    const { hat } = await readForm(request, fields);
    const isChanged = await locals.asPerson((db) => changeHat(db, hat));
    if (!isChanged) return fail(409, { isUndeclared: true });
    redirect(303, '/home');
  }
};
