import { join } from 'node:path';
import type { Actions } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { choose, outcomes, post, setStage } from './match-stage.ts';
import { newRing } from './doorbell.ts';
import { onBothEngines } from './engines.ts';
import { eventFor, newBrowserCookies, whoIs } from './fake-event.ts';

const page = (await import(join(process.cwd(), 'src/routes/(app)/matching/[programme=uuid]/+page.server.ts'))) as { actions: Actions }; // the form of this page

onBothEngines('a choice that is sent over and over', (opened) => {
  it('is refused after ten times in an hour, with what was filled in', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach');
    await post(town);
    const { id, organisation, token } = town.people.coachee;
    const locals = {
      house: { ring: newRing() } as App.Locals['house'], // the part that is used
      asSystem: town.database.doors.asSystem,
      asPerson: ((work) => town.database.doors.asPerson(token, work)) as App.Locals['asPerson'] // of one person
    };
    const browser = newBrowserCookies();
    const send = async (form: Record<string, string>) => {
      const route = '/(app)/matching/[programme=uuid]';
      const event = eventFor(browser, {
        path: `/matching/${town.programme}?/choose`,
        route,
        form,
        who: { ...whoIs(id), organisationId: organisation },
        locals
      });
      return page.actions['choose']?.({ ...event, params: { programme: town.programme } });
    };
    const form = { seen: 'old', [`place-${town.people.otherCoach.id}`]: '1' };
    for (let time = 0; time < 10; time += 1) expect(await send(form)).toMatchObject({ status: 409, data: { problem: 'changed' } });
    expect(await send(form)).toMatchObject({ status: 429, data: { problem: 'often', values: form } });
    expect(await outcomes(town)).toEqual([null]);
  });
});
