import { isHttpError } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { linkPart, newToken } from '#lib/server/auth/token.ts';
import { linkToken } from '#lib/server/crypto/key-file.ts';
import { newId } from '#lib/server/new-id.ts';
import { newRing, testSettings } from '#test/doorbell.ts';
import { eventFor, newBrowserCookies } from '#test/fake-event.ts';
import { load } from './+page.server.ts';

const ring = newRing();

/** Opens a link; gives the status and how often the system door was opened for it. */
async function open(link: string): Promise<{ status: number; opened: number }> {
  let opened = 0;
  const asSystem: App.Locals['asSystem'] = () => {
    opened += 1;
    return Promise.resolve(false as never); // no link is alive here
  };
  const house = { ring, settings: testSettings() } as App.Locals['house']; // what the page uses of it
  const event = eventFor(newBrowserCookies(), {
    path: `/sign-in/link/${link}`,
    route: '/(public)/sign-in/link/[link]',
    locals: { house, asSystem }
  });
  const asked = { ...event, params: { link } } as unknown as Parameters<typeof load>[0]; // the same event, on this route
  const thrown: unknown = await Promise.resolve(load(asked)).catch((error: unknown) => error);
  return { status: isHttpError(thrown) ? thrown.status : 200, opened };
}

it('does not open the system door for a guessed link, and answers it as one that is over', async () => {
  const id = newId();
  expect(await open(linkPart(id, newToken()))).toEqual({ status: 404, opened: 0 });
  expect(await open(linkPart(id, linkToken(ring, 'sign-in', id)))).toEqual({ status: 404, opened: 1 });
});
