import { join } from 'node:path';
import { type Actions, isRedirect } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { onBothEngines } from './engines.ts';
import { eventFor, newBrowserCookies, whoIs } from './fake-event.ts';
import { buildMatchTown } from './match-town.ts';

const page = (await import(join(process.cwd(), 'src/routes/(app)/programmes/[programme=uuid]/matching/+page.server.ts'))) as {
  actions: Actions;
}; // the form of this page

onBothEngines('a key that is the id of a round elsewhere', (opened) => {
  it('opens a round like any other key, and the same key no second one', async () => {
    const [town, elsewhere] = [await buildMatchTown(opened()), await buildMatchTown(opened())];
    const { id, organisation, token } = town.people.coordinator;
    const locals = { asPerson: ((work) => town.database.doors.asPerson(token, work)) as App.Locals['asPerson'] }; // of one person
    const send = async (key: string): Promise<string> => {
      const route = '/(app)/programmes/[programme=uuid]/matching';
      const who = { ...whoIs(id), organisationId: organisation };
      const path = `/programmes/${town.programme}/matching`;
      const event = eventFor(newBrowserCookies(), { path, route, form: { key }, who, locals });
      try {
        await page.actions['default']?.({ ...event, params: { programme: town.programme } });
      } catch (error) {
        if (isRedirect(error)) return error.location.split('/').at(-1) ?? '';
        throw error;
      }
      return expect.fail('led nowhere');
    };
    const own = await town.database.asOwner(async (owner) => {
      const round = newId(); // of the same organisation, in a programme that somebody else coordinates
      await owner.query('insert into match_rounds (organisation_id, id, programme_id) values ($1, $2, $3)', [
        organisation,
        round,
        town.otherProgramme
      ]);
      return round;
    });
    const free = newId();
    const made = [];
    for (const key of [own, elsewhere.round, free, free]) made.push(await send(key));
    const rounds = await town.database.asOwner(async (owner) =>
      (await owner.query<{ id: string }>('select id from match_rounds where programme_id = $1', [town.programme])).rows.map((row) => row.id)
    );
    expect(made.every((round) => rounds.includes(round))).toBe(true);
    expect(new Set(made).size).toBe(3);
  });
});
