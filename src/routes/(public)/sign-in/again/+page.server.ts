import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { BusyError } from '#lib/server/auth/hash-password.ts';
import { jarOf } from '#lib/server/auth/kept-form.ts';
import { localPath } from '#lib/server/auth/local-path.ts';
import { credentialOf, finishAuthentication } from '#lib/server/auth/passkey-ceremony.ts';
import { trierOf } from '#lib/server/auth/welcome.ts';
import { findAccount, findOwnEmail } from '#lib/server/queries/accounts.ts';
import { confirmSession } from '#lib/server/queries/sessions.ts';
import { readForm } from '#lib/server/read-form.ts';
import { confirmWithPassword } from '#lib/server/use-cases/confirm-with-password.ts';
import { requestSignInLink } from '#lib/server/use-cases/request-sign-in-link.ts';
import { provePasskey } from '#lib/server/use-cases/sign-in-with-passkey.ts';
import type { Actions, PageServerLoad } from './$types';

function requireWho(locals: App.Locals, next: string) {
  return locals.who ?? redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = localPath(url.searchParams.get('next'));
  const who = requireWho(locals, next);
  const account = await locals.asSystem('confirm: which ways', (db) => findAccount(db, who));
  return { next, name: who.name, hasPassword: Boolean(account?.passwordHash) };
};

const fields = v.object({ next: v.optional(v.string()), password: v.optional(v.string(), ''), answer: v.optional(v.string(), '') });

export const actions: Actions = {
  password: async (event) => {
    const { asSystem, house } = event.locals;
    const form = await readForm(event.request, fields);
    const who = requireWho(event.locals, localPath(form.next));
    const confirmation = { who, password: form.password, trierFor: (email: string) => trierOf(event, email) };
    const outcome = await confirmWithPassword(asSystem, house.ring, confirmation).catch(ifBusy);
    if (outcome === 'busy') return fail(503, { way: 'password', problem: 'sign_in_busy' as const });
    if (outcome === 'too-often') return fail(429, { way: 'password', problem: 'sign_in_too_often' as const });
    if (outcome === 'wrong') return fail(422, { way: 'password', problem: 'sign_in_again_wrong' as const });
    redirect(303, localPath(form.next));
  },

  passkey: async (event) => {
    const { asSystem } = event.locals;
    const form = await readForm(event.request, fields);
    const who = requireWho(event.locals, localPath(form.next));
    const jar = jarOf(event);
    const person = await provePasskey(asSystem, credentialOf(form.answer) ?? '', (passkey) =>
      finishAuthentication(jar, passkey, form.answer)
    );
    if (person?.personId !== who.personId) return fail(422, { way: 'passkey', problem: 'sign_in_passkey_refused' as const });
    await asSystem('confirm: passkey', (db) => confirmSession(db, who));
    redirect(303, localPath(form.next));
  },

  link: async (event) => {
    const { asSystem, asPerson, house } = event.locals;
    const form = await readForm(event.request, fields);
    const email = await asPerson(findOwnEmail);
    const outcome = await requestSignInLink(asSystem, house.ring, { trier: trierOf(event, email), next: localPath(form.next) });
    if (outcome === 'too-often') return fail(429, { way: 'link', problem: 'sign_in_too_often' as const });
    redirect(303, '/sign-in/sent');
  }
};

function ifBusy(error: unknown): 'busy' {
  if (error instanceof BusyError) return 'busy';
  throw error;
}
