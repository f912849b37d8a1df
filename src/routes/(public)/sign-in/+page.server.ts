import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { parseEmail } from '#lib/domain/invitation/email.ts';
import type { MessageKey } from '#lib/i18n/m.ts';
import { BusyError } from '#lib/server/auth/hash-password.ts';
import { jarOf } from '#lib/server/auth/kept-form.ts';
import { localPath } from '#lib/server/auth/local-path.ts';
import { credentialOf, finishAuthentication } from '#lib/server/auth/passkey-ceremony.ts';
import { browserOf, trierOf, welcome } from '#lib/server/auth/welcome.ts';
import { listDemoPeople } from '#lib/server/queries/people.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requestSignInLink } from '#lib/server/use-cases/request-sign-in-link.ts';
import { signInAsDemo } from '#lib/server/use-cases/sign-in-as-demo.ts';
import { provePasskey, signInWithPasskey } from '#lib/server/use-cases/sign-in-with-passkey.ts';
import { signInWithPassword } from '#lib/server/use-cases/sign-in-with-password.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = localPath(url.searchParams.get('next'));
  if (locals.who) redirect(303, next);
  const { settings } = locals.house;
  return {
    next,
    wasSignedOut: url.searchParams.has('out'),
    lostForm: url.searchParams.has('lost'),
    hasKeptForm: next === '/sign-in/kept',
    isTrial: settings.databaseUrl === null,
    demo: settings.isDemo ? await locals.asSystem('sign in: list demo people', listDemoPeople) : []
  };
};

const withEmail = v.object({ email: v.string(), next: v.optional(v.string()) });
const withPassword = v.object({ account: v.string(), password: v.string(), next: v.optional(v.string()) });
const withAnswer = v.object({ answer: v.string(), next: v.optional(v.string()) });
const withPerson = v.object({ person: v.string(), next: v.optional(v.string()) });

type Way = 'link' | 'password' | 'passkey' | 'demo';

function refuse(status: number, way: Way, facts: { problem: MessageKey; email?: string }) {
  return fail(status, { way, email: '', ...facts });
}

export const actions: Actions = {
  link: async (event) => {
    const form = await readForm(event.request, withEmail);
    const email = parseEmail(form.email);
    if (email === null) return refuse(422, 'link', { problem: 'sign_in_email_odd', email: form.email });
    const request = { trier: trierOf(event, email), next: localPath(form.next) };
    const outcome = await requestSignInLink(event.locals.asSystem, event.locals.house.ring, request);
    if (outcome === 'too-often') return refuse(429, 'link', { problem: 'sign_in_too_often', email });
    redirect(303, '/sign-in/sent');
  },

  password: async (event) => {
    const form = await readForm(event.request, withPassword);
    const email = parseEmail(form.account);
    if (email === null) return refuse(422, 'password', { problem: 'sign_in_email_odd', email: form.account });
    const attempt = { trier: trierOf(event, email), password: form.password, browser: browserOf(event) };
    const outcome = await signInWithPassword(event.locals.asSystem, event.locals.house.ring, attempt).catch(ifBusy);
    if (outcome === 'busy') return refuse(503, 'password', { problem: 'sign_in_busy', email });
    if (outcome === 'too-often') return refuse(429, 'password', { problem: 'sign_in_too_often', email });
    if (outcome === 'wrong') return refuse(422, 'password', { problem: 'sign_in_wrong', email });
    welcome(event, outcome);
    redirect(303, localPath(form.next));
  },

  passkey: async (event) => {
    const { answer, next } = await readForm(event.request, withAnswer);
    const { asSystem } = event.locals;
    const jar = jarOf(event);
    const person = await provePasskey(asSystem, credentialOf(answer) ?? '', (passkey) => finishAuthentication(jar, passkey, answer));
    const signedIn = person && (await signInWithPasskey(asSystem, person, browserOf(event)));
    if (!signedIn) return refuse(422, 'passkey', { problem: 'sign_in_passkey_refused' });
    welcome(event, signedIn);
    redirect(303, localPath(next));
  },

  demo: async (event) => {
    const form = await readForm(event.request, withPerson);
    const { asSystem, house } = event.locals;
    const signedIn = house.settings.isDemo ? await signInAsDemo(asSystem, form.person, browserOf(event)) : null;
    if (!signedIn) return refuse(422, 'demo', { problem: 'sign_in_demo_gone' });
    welcome(event, signedIn);
    redirect(303, localPath(form.next));
  }
};

function ifBusy(error: unknown): 'busy' {
  if (error instanceof BusyError) return 'busy';
  throw error;
}
