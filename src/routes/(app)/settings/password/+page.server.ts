import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { BusyError } from '#lib/server/auth/hash-password.ts';
import { longestPassword, shortestPassword, signsOf } from '#lib/server/auth/judge-password.ts';
import { requireRecent } from '#lib/server/auth/require-recent.ts';
import { findAccount } from '#lib/server/queries/accounts.ts';
import { readForm } from '#lib/server/read-form.ts';
import { changePassword } from '#lib/server/use-cases/change-password.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const isDone = url.searchParams.has('saved');
  const who = isDone ? locals.who : requireRecent(locals, '/settings/password');
  const account = who && (await locals.asSystem('settings: has a password', (db) => findAccount(db, who)));
  return { isDone, hasPassword: Boolean(account?.passwordHash), email: account?.email ?? '', shortest: shortestPassword };
};

const fields = v.object({ password: v.string() });

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const who = requireRecent(locals, '/settings/password');
    const { password } = await readForm(request, fields);
    const fault = await changePassword(locals, who, password).catch(ifBusy);
    if (fault === 'busy') return fail(503, { problem: 'sign_in_busy' as const, short: 0 });
    if (fault !== null)
      return fail(422, { problem: `settings_password_${fault}` as const, short: shortBy(password), longest: longestPassword });
    redirect(303, '/settings/password?saved=1');
  }
};

/** How many signs there are too few; 0 when there are enough. The password itself never goes back into a page. */
function shortBy(password: string): number {
  return Math.max(0, shortestPassword - signsOf(password).length);
}

function ifBusy(error: unknown): 'busy' {
  if (error instanceof BusyError) return 'busy';
  throw error;
}
