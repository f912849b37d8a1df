import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashPassword } from '#lib/server/auth/hash-password.ts';
import type { Database } from '#lib/server/database/open.ts';
import { setPasswordHash } from '#lib/server/queries/accounts.ts';
import { newRing, testSettings } from '#test/doorbell.ts';
import { openFresh } from '#test/engines.ts';
import { type Browser, eventFor, newBrowserCookies } from '#test/fake-event.ts';
import { buildTown, type Town } from '#test/people.ts';
import { actions } from './+page.server.ts';

type Way = 'link' | 'password' | 'passkey' | 'demo';

const ring = newRing();
const passphrase = 'vier blauwe olifanten';
let town: Town;
let database: Database;

beforeAll(async () => {
  database = await openFresh('embedded');
  town = await buildTown(database);
  const hash = await hashPassword(passphrase);
  const { id: personId, organisation: organisationId } = town.people.coach;
  await database.doors.asSystem('test', (db) => setPasswordHash(db, { organisationId, personId }, hash));
});
afterAll(() => database.close());

/** What the page answers: a place to go, or a status with what it shows. */
async function send(way: Way, form: Record<string, string>, browser: Browser = newBrowserCookies()): Promise<unknown> {
  const house = { ring, settings: testSettings() } as App.Locals['house']; // what the actions use of it
  const { asSystem } = database.doors;
  const act = actions[way] ?? expect.fail('no such way');
  const event = eventFor(browser, { path: `/sign-in?/${way}`, route: '/(public)/sign-in', form, locals: { house, asSystem } });
  try {
    const answer = await act(event as Parameters<typeof act>[0]); // the same event, on this route
    return isActionFailure(answer) ? { status: answer.status, data: answer.data } : answer;
  } catch (thrown) {
    if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
    throw thrown;
  }
}

const masked = (answer: unknown, email: string) => JSON.stringify(answer).replaceAll(email, '<email>');

it('answers a wrong password for somebody, for somebody without one and for nobody with the same status and body', async () => {
  const answers = [];
  for (const account of ['coach@example.org', 'coachee@example.org', 'nobody@example.org']) {
    answers.push(masked(await send('password', { account, password: 'gegokt maar niet geraden' }), account));
  }
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? '')).toEqual({ status: 422, data: { way: 'password', email: '<email>', problem: 'sign_in_wrong' } });
});

it('answers a request for a link the same for somebody and for nobody, down to the cookies', async () => {
  const browsers = [newBrowserCookies(), newBrowserCookies()];
  const answers = [];
  for (const [index, email] of ['coach@example.org', 'nobody@example.org'].entries())
    answers.push(await send('link', { email }, browsers[index]));
  expect(answers).toEqual([
    { status: 303, to: '/sign-in/sent' },
    { status: 303, to: '/sign-in/sent' }
  ]);
  expect(browsers.map(({ jar }) => jar.size)).toEqual([0, 0]);
});

it('gives a token and remembers the browser only after a good sign-in, and goes to a page of our own', async () => {
  const browser = newBrowserCookies();
  await send('password', { account: 'coach@example.org', password: 'gegokt maar niet geraden' }, browser);
  expect([...browser.jar.keys()]).toEqual([]);
  const answer = await send('password', { account: ' Coach@Example.org ', password: passphrase, next: '//evil.example' }, browser);
  expect(answer).toEqual({ status: 303, to: '/home' });
  expect([...browser.jar.keys()]).toEqual(['__Host-session', 'known-person']);
});

it('keeps what was typed and says what is odd about an address', async () => {
  expect(await send('link', { email: 'not an address' })).toEqual({
    status: 422,
    data: { way: 'link', email: 'not an address', problem: 'sign_in_email_odd' }
  });
});

it('lets nobody in with one click outside a demo, nor with an answer that is no passkey', async () => {
  expect(await send('demo', { person: town.people.coach.id })).toMatchObject({ status: 422 });
  for (const answer of ['', 'no', '{}', JSON.stringify({ id: 'x', rawId: 'x', type: 'public-key', response: {} })]) {
    expect(await send('passkey', { answer })).toMatchObject({ status: 422, data: { problem: 'sign_in_passkey_refused' } });
  }
});
