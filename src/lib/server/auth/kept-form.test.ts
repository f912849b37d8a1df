import { expect, it, vi } from 'vitest';
import { newRing, testSettings } from '#test/doorbell.ts';
import { type Browser, eventFor, newBrowserCookies, takeCookies, whoIs } from '#test/fake-event.ts';
import { findKeptForm, jarOf, withKeptForms } from './kept-form.ts';
import { welcome } from './welcome.ts';

const house = { ring: newRing(), settings: testSettings() } as App.Locals['house']; // what sealed cookies use of it
const page = () => new Response('page');
const an = { organisationId: 'organisation', personId: 'an', email: 'an@example.org', token: Buffer.alloc(32) };
const bo = { ...an, personId: 'bo', email: 'bo@example.org' };

const event = (browser: Browser, form?: Record<string, string>, personId?: string) =>
  eventFor(browser, {
    path: '/settings?/save',
    route: '/(app)/settings',
    ...(form && { form }),
    who: personId === undefined ? null : whoIs(personId),
    locals: { house }
  });

function knownBrowser(): Browser {
  const browser = newBrowserCookies();
  welcome(event(browser), an);
  return browser;
}

async function sendLate(browser: Browser, form: Record<string, string>): Promise<string | null> {
  const response = await withKeptForms(event(browser, form), page);
  takeCookies(browser, response);
  return response.headers.get('location');
}

const keptFor = (browser: Browser, personId: string) => findKeptForm(jarOf(event(browser)), personId);

it('keeps a form that comes when the session is over, and asks to sign in (F11)', async () => {
  const browser = knownBrowser();
  expect(await sendLate(browser, { text: 'zeepaardje', choice: '3' })).toBe('/sign-in?next=%2Fsign-in%2Fkept');
  expect(keptFor(browser, 'an')).toEqual({ personId: 'an', path: '/settings?/save', body: 'text=zeepaardje&choice=3' });
});

it('gives it to nobody else, and leaves no trace once somebody else has signed in (F11)', async () => {
  const browser = knownBrowser();
  await sendLate(browser, { text: 'zeepaardje' });
  expect(keptFor(browser, 'bo')).toBeNull();
  welcome(event(browser), bo);
  expect([keptFor(browser, 'an'), browser.jar.has('kept-form')]).toEqual([null, false]);
});

it('keeps it through signing in as the same person, and drops it when it is sent again', async () => {
  const browser = knownBrowser();
  await sendLate(browser, { text: 'zeepaardje' });
  welcome(event(browser), an);
  expect(keptFor(browser, 'an')).not.toBeNull();
  expect(await (await withKeptForms(event(browser, { text: 'zeepaardje' }, 'an'), page)).text()).toBe('page');
  expect(keptFor(browser, 'an')).toBeNull();
});

it('shows nothing of what it keeps in the cookie, and forgets it after half an hour', async () => {
  vi.useFakeTimers();
  const browser = knownBrowser();
  await sendLate(browser, { text: 'zeepaardje' });
  expect(Buffer.from(browser.jar.get('kept-form') ?? '', 'base64url').toString('latin1')).not.toContain('zeepaardje');
  vi.advanceTimersByTime(31 * 60_000);
  expect(keptFor(browser, 'an')).toBeNull();
  vi.useRealTimers();
});

it('keeps 3 kB of any text within the 4 kB of one cookie', async () => {
  const texts = [
    'a'.repeat(3_060),
    'é ü ☕ 🐘 '.repeat(60),
    Array.from({ length: 3_060 }, (_, index) => 'q7Zx-K0p_m'[(index * 7 + (index >> 3)) % 10]).join('')
  ];
  for (const text of texts) {
    const browser = knownBrowser();
    await sendLate(browser, { text });
    expect(new URLSearchParams(keptFor(browser, 'an')?.body).get('text')).toBe(text);
    expect((browser.jar.get('kept-form') ?? '').length).toBeLessThan(3_900);
  }
});

it('says so when it cannot keep a form: too large, a password, or a browser nobody signed in with', async () => {
  const lost = '/sign-in?lost=1&next=%2Fsettings';
  expect(await sendLate(knownBrowser(), { text: 'x'.repeat(3_100) })).toBe(lost);
  expect(await sendLate(knownBrowser(), { password: 'vier blauwe olifanten' })).toBe(lost);
  expect(await sendLate(newBrowserCookies(), { text: 'zeepaardje' })).toBe(lost);
});

it('leaves every other request to its page', async () => {
  const browser = knownBrowser();
  const publicForm = eventFor(browser, {
    path: '/sign-in?/link',
    route: '/(public)/sign-in',
    form: { email: 'x' },
    locals: { house }
  });
  for (const asked of [event(browser), event(browser, { text: 'x' }, 'an'), publicForm]) {
    expect(await (await withKeptForms(asked, page)).text()).toBe('page');
  }
});
