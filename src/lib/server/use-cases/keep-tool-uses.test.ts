import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import { loadKeyRing, type KeyRing } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';
import { readLatelyUsed, readTakenTools, readToolInPair, sayOfTool, takeTool } from './keep-tool-uses.ts';
import { planConversation } from './plan-conversation.ts';
import type { PairReading } from './read-rounds.ts';
import { sealForPair } from './seal-for-pair.ts';

const library = readLibrary(process.cwd());
const day = 24 * 60 * 60 * 1000;
const [map, agenda] = ['network-map', 'your-agenda'];

type Stage = { town: Town; ring: KeyRing };

function as<T>({ town, ring }: Stage, name: Identity, work: (db: PersonDb, at: PairReading & { me: string }) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const pair = (await findRelationship(db, town.pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: pair.organisationId, relationshipId: pair.id });
    return work(db, { pair, seal, library, me: person.id });
  });
}

const plan = (stage: Stage, startsAt: number) =>
  as(stage, 'coach', (db, { pair, seal, me }) =>
    planConversation(db, { pair, seal, personId: me, timeZone: 'Europe/Brussels' }, { moments: [startsAt], minutes: 45, place: null })
  ).then((id) => id ?? expect.fail('not planned'));
const take = (stage: Stage, name: Identity, tool: string, now = Date.now()) =>
  as(stage, name, (db, { pair, me }) => takeTool(db, pair, { tool, personId: me, now }));
const say = (stage: Stage, name: Identity, tool: string, state: 'helped' | 'not-now') =>
  as(stage, name, (db, { pair, me }) => sayOfTool(db, pair, { tool, personId: me, state }));
const taken = (stage: Stage, name: Identity, conversationId: string, now = Date.now()) =>
  as(stage, name, (db, at) => readTakenTools(db, at, { conversationId, locale: 'nl', now }));

onBothEngines('tools of a pair', (open) => {
  const stage = async (): Promise<Stage> => {
    const ring = loadKeyRing(join(mkdtempSync(join(tmpdir(), 'vierpoot-tools-')), 'keys.json'), new Map());
    return { town: await buildTown(open()), ring };
  };

  it('lie ready for the next talk, for both, whoever took them (C9)', async () => {
    const here = await stage();
    const talk = await plan(here, Date.now() + day);
    await take(here, 'coachee', map);
    await take(here, 'coach', agenda);
    for (const name of ['coach', 'coachee'] as const)
      expect((await taken(here, name, talk)).map(({ id, state }) => [id, state])).toEqual([
        [map, 'planned'],
        [agenda, 'planned']
      ]);
    expect((await taken(here, 'coach', talk))[0]?.title).toBe(library.tool(map)?.words.nl.title);
  });

  it('wait for a talk when none is planned, and then lie ready there', async () => {
    const here = await stage();
    await take(here, 'coachee', map);
    expect(await as(here, 'coach', (db, { pair }) => readToolInPair(db, pair, map))).toMatchObject({
      use: { conversationId: null },
      talk: null
    });
    const talk = await plan(here, Date.now() + day);
    expect((await taken(here, 'coach', talk)).map(({ id }) => id)).toEqual([map]);
  });

  it('are not taken to a talk that is over', async () => {
    const here = await stage();
    const talk = await plan(here, Date.now() + day);
    await take(here, 'coach', map, Date.now() + 2 * day);
    expect(await as(here, 'coach', (db, { pair }) => readToolInPair(db, pair, map))).toMatchObject({ use: { conversationId: null } });
    expect(await taken(here, 'coach', talk, Date.now() + 2 * day)).toEqual([]);
  });

  it('keep what was said of them last, with the talk they were taken to', async () => {
    const here = await stage();
    const talk = await plan(here, Date.now() + day);
    await take(here, 'coach', map);
    await say(here, 'coachee', map, 'not-now');
    await say(here, 'coach', map, 'helped');
    expect((await taken(here, 'coachee', talk)).map(({ state }) => state)).toEqual(['helped']);
    expect(await as(here, 'coachee', (db, { pair }) => readToolInPair(db, pair, map))).toMatchObject({ talk: { id: talk } });
  });

  it('step back for ten weeks', async () => {
    const here = await stage();
    await take(here, 'coach', map);
    const lately = (now: number) => as(here, 'coachee', (db, { pair }) => readLatelyUsed(db, pair, now));
    expect(await lately(Date.now())).toEqual([map]);
    expect(await lately(Date.now() + 71 * day)).toEqual([]);
  });

  it('are no longer said anything of once the pair stopped (C28)', async () => {
    const here = await stage();
    await take(here, 'coachee', map);
    await stopPair(here.town);
    await expect(take(here, 'coachee', agenda)).rejects.toThrow(/row-level security/);
  });
});
