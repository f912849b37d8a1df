import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Library, readLibrary } from '#lib/content/library.ts';
import type { Answers } from '#lib/domain/mirror/parse-answers.ts';
import { say } from '#lib/i18n/m.ts';
import { type KeyRing, loadKeyRing } from '#lib/server/crypto/key-file.ts';
import { rotateKeys } from '#lib/server/crypto/rotate-keys.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import type { ReleaseLevel } from '#lib/server/queries/mirrors.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { postHouse } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { temporaryFolder } from '#test/temporary-folder.ts';
import { handInAnswers, readOwnAnswers, saveAnswers } from './answer-mirror.ts';
import { decideRelease } from './decide-release.ts';
import { openRound } from './open-round.ts';
import { stopPair } from './stop-pair.ts';
import { readRounds } from './read-rounds.ts';
import { readNeeds, sayNeeds } from './say-needs.ts';
import { sealForPair } from './seal-for-pair.ts';

const library: Library = readLibrary(process.cwd());
const shelf = library.mirrors[0]?.instrument ?? { id: '', items: [] };
const answersOf = (value: 1 | 2 | 3 | 4 | 5): Answers => Object.fromEntries(shelf.items.map(({ id }) => [id, value]));
const level = (number: 1 | 2 | 3 | 4 | 5) => ({ level: number, wish: 'more' as const });
const needs = { 'socio-emotional': level(4), network: level(3), autonomy: level(2), career: level(5) };

type Stage = { town: Town; ring: KeyRing; path: string };

async function setStage(database: Town['database']): Promise<Stage> {
  const path = join(temporaryFolder('story'), 'keys.json');
  return { town: await buildTown(database), ring: loadKeyRing(path, new Map()), path };
}

type Reading = Parameters<typeof readRounds>[1];

/** Acts as one of the two, with the seal of their pair in hand. */
function as<T>({ town, ring }: Stage, name: Identity, work: (db: PersonDb, reading: Reading) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const pair = (await findRelationship(db, town.pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: pair.organisationId, relationshipId: pair.id });
    return work(db, { pair, seal, library });
  });
}

const open = (stage: Stage, name: Identity) =>
  as(stage, name, async (db, { pair }) => (await openRound(db, pair, shelf.id))?.id ?? expect.fail('no round was opened'));

const answer = (stage: Stage, name: Identity, value: 1 | 2 | 3 | 4 | 5) =>
  as(stage, name, async (db, reading) => {
    const round = (await readRounds(db, reading)).at(-1) ?? expect.fail('no round');
    return handInAnswers(db, { ...reading, round, personId: stage.town.people[name].id }, answersOf(value));
  });

const lastRound = (stage: Stage, name: Identity) =>
  as(stage, name, async (db, reading) => (await readRounds(db, reading)).at(-1) ?? expect.fail('no round'));

const release = (stage: Stage, mirrorId: string, to: ReleaseLevel) =>
  as(stage, 'coachee', (db, reading) => decideRelease(db, reading, { mirrorId, level: to }));

onBothEngines('the mirror of a pair', (opened) => {
  it('keeps a draft, gives it back as it was, and lets nothing change after handing in', async () => {
    const stage = await setStage(opened());
    await open(stage, 'coach');
    const draft = { SE1: 4, NW1: null } as const;
    await as(stage, 'coachee', async (db, reading) => {
      const round = (await readRounds(db, reading)).at(-1) ?? expect.fail('no round');
      const answering = { ...reading, round, personId: stage.town.people.coachee.id };
      expect(await saveAnswers(db, answering, draft)).toBe(true);
      expect((await readOwnAnswers(db, answering))?.answers).toEqual(draft);
    });
    expect(await answer(stage, 'coachee', 3)).toBe(true);
    expect(await answer(stage, 'coachee', 5)).toBe(false);
  });

  it('shows neither the other answers nor a score before both handed in, and both after (C7)', async () => {
    const stage = await setStage(opened());
    await open(stage, 'coachee');
    await answer(stage, 'coach', 5);
    const before = await lastRound(stage, 'coachee');
    expect([before.offered, before.chair.network.offered, before.coachHandedIn]).toEqual([null, null, true]);
    await answer(stage, 'coachee', 2);
    expect((await lastRound(stage, 'coachee')).chair.network).toMatchObject({ offered: 5, received: 2 });
    expect((await lastRound(stage, 'coach')).chair.network).toMatchObject({ offered: 5, received: null });
  });

  it('shows the coach what the coachee released, and no more (C17)', async () => {
    const stage = await setStage(opened());
    const mirror = await open(stage, 'coach');
    await answer(stage, 'coach', 4);
    await answer(stage, 'coachee', 2);
    await as(stage, 'coachee', (db, reading) => sayNeeds(db, { ...reading, instrument: 'needs-1' }, needs));
    await release(stage, mirror, 'nothing');
    expect((await lastRound(stage, 'coach')).release).toBeNull();
    await release(stage, mirror, 'scores');
    const scores = await lastRound(stage, 'coach');
    expect([scores.chair.career, scores.received]).toEqual([{ offered: 4, received: 2, needed: 5, wish: 'more' }, null]);
    await release(stage, mirror, 'items');
    expect((await lastRound(stage, 'coach')).received).toEqual(answersOf(2));
    await release(stage, mirror, 'nothing');
    expect((await lastRound(stage, 'coach')).chair.career.received).toBeNull();
  });

  it('never lets the coach release, nor see what the coachee needs (C4, C17)', async () => {
    const stage = await setStage(opened());
    const mirror = await open(stage, 'coach');
    await answer(stage, 'coach', 4);
    await answer(stage, 'coachee', 2);
    await as(stage, 'coachee', (db, reading) => sayNeeds(db, { ...reading, instrument: 'needs-1' }, needs));
    expect(await as(stage, 'coach', (db, reading) => decideRelease(db, reading, { mirrorId: mirror, level: 'items' }))).toBe(false);
    expect(await as(stage, 'coach', (db, { pair, seal }) => readNeeds(db, pair, seal))).toEqual([]);
  });

  it('tells the coach by mail when something is shared, and nothing of what is not (C17)', async () => {
    const stage = await setStage(opened());
    const { house, sent } = postHouse(stage.town.database, stage.ring);
    const mirror = await open(stage, 'coach');
    await answer(stage, 'coach', 4);
    await answer(stage, 'coachee', 2);
    const mailsAfter = async (level: ReleaseLevel) => {
      while (await runNextJob(house));
      sent.length = 0;
      await release(stage, mirror, level);
      while (await runNextJob(house));
      return sent.map(({ to, text }) => [to, text.includes(`/relationships/${stage.town.pair}/mirrors/${mirror}`)]);
    };
    const told = [['coach@example.org', true]];
    expect([await mailsAfter('nothing'), await mailsAfter('scores')]).toEqual([[], told]);
    expect([await mailsAfter('items'), await mailsAfter('nothing'), await mailsAfter('items')]).toEqual([[], [], told]);
  });

  it('lets nothing more be released once the pair has stopped, and tells the other calmly that it did (C28)', async () => {
    const stage = await setStage(opened());
    const { house, sent } = postHouse(stage.town.database, stage.ring);
    const mirror = await open(stage, 'coach');
    await answer(stage, 'coach', 4);
    await answer(stage, 'coachee', 2);
    while (await runNextJob(house));
    sent.length = 0;
    const { pair, people } = stage.town;
    const stop = (name: Identity) => stage.town.database.doors.asPerson(people[name].token, (db) => stopPair(db, pair, people[name].id));
    expect([await stop('otherCoach'), await stop('coach'), await stop('coachee')]).toEqual([false, true, false]);
    while (await runNextJob(house));
    expect(sent.map(({ to, text }) => [to, text.includes(`/relationships/${pair}`)])).toEqual([['coachee@example.org', true]]);
    expect(sent[0]?.subject).not.toBe(say('nl', 'mail_notice_subject'));
    expect(await release(stage, mirror, 'scores')).toBe(false);
  });

  it('leads a former coach to the home page when the coachee stops: the pair’s own pages are closed (C28)', async () => {
    const stage = await setStage(opened());
    const { house, sent } = postHouse(stage.town.database, stage.ring);
    const { pair, people } = stage.town;
    await stage.town.database.doors.asPerson(people.coachee.token, (db) => stopPair(db, pair, people.coachee.id));
    while (await runNextJob(house));
    expect(sent.map(({ to, text }) => [to, text.includes('/home'), text.includes(pair)])).toEqual([['coach@example.org', true, false]]);
  });

  it('keeps every need with its date: an older one is never changed (C4)', async () => {
    const stage = await setStage(opened());
    for (const career of [1, 5] as const) {
      await as(stage, 'coachee', (db, reading) => sayNeeds(db, { ...reading, instrument: 'needs-1' }, { ...needs, career: level(career) }));
    }
    const said = await as(stage, 'coachee', (db, { pair, seal }) => readNeeds(db, pair, seal));
    expect(said.map((dated) => dated.needs.career.level)).toEqual([1, 5]);
  });
});

onBothEngines('what the mirror of a pair leaves behind', (opened) => {
  it('opens everything again after the key of the installation was rotated', async () => {
    const stage = await setStage(opened());
    await open(stage, 'coach');
    await answer(stage, 'coach', 4);
    const evaluation = { organisationId: stage.town.organisation, relationshipId: stage.town.pair, purpose: 'evaluation' } as const;
    const place = { table: 'evaluation_releases', row: 'x', column: 'body' };
    const sealFor = ({ ring }: Stage) =>
      stage.town.database.doors.asPerson(stage.town.people.coachee.token, (db) => sealForPair(db, ring, evaluation));
    const released = (await sealFor(stage)).seal(place, 'released');
    await stage.town.database.asOwner(async (owner) => {
      await owner.query('delete from data_keys where relationship_id <> $1', [stage.town.pair]);
      await rotateKeys(owner, { path: stage.path, ring: stage.ring, wait: () => Promise.resolve() });
    });
    const renewed = { ...stage, ring: loadKeyRing(stage.path, new Map()) };
    expect((await lastRound(renewed, 'coach')).offered).toEqual(answersOf(4));
    expect((await sealFor(renewed)).open(place, released)).toBe('released');
    await expect(as(renewed, 'coach', (_db, { seal }) => Promise.resolve(seal.open(place, released)))).rejects.toThrow();
    await expect(lastRound(stage, 'coach')).rejects.toThrow(RangeError);
    rmSync(stage.path);
  });

  it('leaves no answered word in any table, job or key: a dump without the key file tells nothing', async () => {
    const stage = await setStage(opened());
    const mirror = await open(stage, 'coach');
    await answer(stage, 'coach', 4);
    await answer(stage, 'coachee', 2);
    await as(stage, 'coachee', (db, reading) => sayNeeds(db, { ...reading, instrument: 'needs-1' }, needs));
    await release(stage, mirror, 'items');
    const dump = await stage.town.database.asOwner(async (owner) => {
      const { rows: tables } = await owner.query<{ name: string }>(
        "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
      );
      const parts: string[] = [];
      for (const { name } of tables)
        parts.push(...(await owner.query<{ line: string }>(`select t::text as line from ${name} t`)).rows.map(({ line }) => line));
      return parts.join('\n').toLowerCase();
    });
    expect(dump).toContain(mirror); // the dump does hold the round
    for (const word of ['SE1', 'needsAskedAt', '"wish"', 'socio-emotional']) {
      expect(dump).not.toContain(word.toLowerCase());
      expect(dump).not.toContain(Buffer.from(word).toString('hex'));
    }
  });
});
