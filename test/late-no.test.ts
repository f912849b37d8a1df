import { join } from 'node:path';
import type { Actions } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { newRing } from './doorbell.ts';
import { onBothEngines } from './engines.ts';
import { eventFor, newBrowserCookies, whoIs } from './fake-event.ts';
import { buildTown } from './people.ts';

const route = '/(app)/relationships/[relationship=uuid]/proposal';
const page = (await import(join(process.cwd(), 'src/routes', route, '+page.server.ts'))) as { actions: Actions }; // the forms of this page

onBothEngines('a no that comes when the pair has begun', (opened) => {
  it('leads to the pair, which goes on', async () => {
    const { database, people, pair } = await buildTown(opened());
    const { id, token } = people.coach;
    const locals = {
      house: { ring: newRing() } as App.Locals['house'], // the part that is used
      asPerson: ((work) => database.doors.asPerson(token, work)) as App.Locals['asPerson'] // of one person
    };
    const path = `/relationships/${pair}/proposal?/decline`;
    const event = eventFor(newBrowserCookies(), { path, route, form: { reason: 'Te druk' }, who: whoIs(id), locals });
    const declining = Promise.resolve(page.actions['decline']?.({ ...event, params: { relationship: pair } }));
    await expect(declining).rejects.toMatchObject({ status: 303, location: `/relationships/${pair}` });
  });
});
