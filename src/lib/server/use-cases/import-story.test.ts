import { beforeAll, expect, it } from 'vitest';
import { isThrownAway, parseOutcome } from '#lib/domain/people-import/outcome.ts';
import { newId } from '#lib/server/new-id.ts';
import { findImport, listImports, undoImport } from '#lib/server/queries/imports.ts';
import { listMembers } from '#lib/server/queries/programmes.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newRing, postHouse } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { written } from '#test/match-programme.ts';
import { buildTown, type Town } from '#test/people.ts';
import { bringFile, chooseColumns, importPeople, leftOutOf, throwAway, tryImport } from './import-people.ts';
import { openMatchRound } from './match-round.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

onBothEngines('a file of people', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  const as = <T>(work: (db: PersonDb) => Promise<T>) => town.database.doors.asPerson(town.people.coordinator.token, work);
  const place = () => ({ organisationId: town.organisation, programmeId: town.programme, language: 'nl' as const, written });
  const found = async (id: string) => (await as((db) => listImports(db, town.programme))).find((one) => one.id === id);
  async function bring(text: string): Promise<string> {
    const id = newId();
    expect(await as((db) => bringFile(db, town.programme, { id, bytes: bytesOf(text) }))).toBeNull();
    return id;
  }

  it('is tried without changing anything, taken in whole, welcomed by mail, and taken back', async () => {
    const id = await bring(
      'naam;e-mail;rol\nAn Maes;an@example.org;coach\nBo;bo@example.org;coachee\nCo;coach@example.org;coachee\nDi;x;coach'
    );
    const before = await as((db) => listMembers(db, town.programme));
    const dryRun = await as((db) => tryImport(db, place(), id));
    expect([dryRun?.adding.length, dryRun?.otherwise.length]).toEqual([2, 1]);
    expect(dryRun?.problems).toEqual([{ line: 5, field: 'email', kind: 'odd', who: 'Di', value: 'x', earlier: null }]);
    expect(await as((db) => importPeople(db, place(), { id, welcome: 'now', leavesOut: false }))).toBeNull();
    expect(await as((db) => listMembers(db, town.programme))).toEqual(before);
    expect(await as((db) => importPeople(db, place(), { id, welcome: 'now', leavesOut: true }))).toBe(2);
    expect(await as((db) => listMembers(db, town.programme))).toHaveLength(before.length + 2);
    const { house, sent } = postHouse(town.database, newRing());
    while (await runNextJob(house));
    expect(sent.map(({ to }) => to).sort()).toEqual(['an@example.org', 'bo@example.org']);
    expect(await as((db) => undoImport(db, town.otherProgramme, id))).toBe(false);
    expect(await as((db) => undoImport(db, town.programme, id))).toBe(true);
    expect(await as((db) => listMembers(db, town.programme))).toEqual(before);
    expect(await found(id)).toMatchObject({ kept: 0, mayUndo: false });
  });

  it('tells whoever had an account already, also when the file comes in quietly, and takes no address for a name', async () => {
    const id = await bring(
      'naam;e-mail;rol\nNiemand;administrator@example.org;coach\nIn;in@example.org;coach\nHerstel op https://x.example;op@example.org;coach'
    );
    expect((await as((db) => tryImport(db, place(), id)))?.problems).toMatchObject([{ line: 4, field: 'name', kind: 'odd' }]);
    expect(await as((db) => importPeople(db, place(), { id, welcome: 'later', leavesOut: true }))).toBe(2);
    const { house, sent } = postHouse(town.database, newRing());
    while (await runNextJob(house));
    expect(sent.map((mail) => mail.to)).toEqual(['administrator@example.org']);
    expect(await as((db) => undoImport(db, town.programme, id))).toBe(true);
  });

  it('tells somebody once a day that they were taken in, however often a file is taken back and brought again', async () => {
    const { house, sent } = postHouse(town.database, newRing());
    for (const time of [1, 2, 3]) {
      const id = await bring('naam;e-mail;rol\nAda;administrator@example.org;coach');
      expect(await as((db) => importPeople(db, place(), { id, welcome: 'now', leavesOut: false }))).toBe(1);
      while (await runNextJob(house));
      expect(await as((db) => undoImport(db, town.programme, id)), `${time}`).toBe(true);
    }
    expect(sent.map(({ to }) => to)).toEqual(['administrator@example.org']);
  });

  it('has the lines that were left out wait on as a file of their own, each where it was, for a day', async () => {
    const file = [
      'naam;e-mail;rol;extra',
      'El Maes;el@example.org;coach;=1',
      '',
      '"Fa',
      '""F""";fa;coachee;=2',
      'Gi;coach@example.org;coachee;3'
    ];
    const id = await bring(file.join('\n'));
    expect(await as((db) => importPeople(db, place(), { id, welcome: 'later', leavesOut: true }))).toBe(1);
    const { rest, ...counts } = parseOutcome((await found(id))?.columns);
    expect(counts).toEqual({ lines: 3, came: 1, left: 2 });
    const waiting = await as((db) => tryImport(db, place(), rest ?? ''));
    expect(waiting?.problems).toMatchObject([{ line: 4, field: 'email', who: 'Fa "F"', value: 'fa' }]);
    expect(waiting?.otherwise).toMatchObject([{ line: 6, name: 'Gi' }]);
    expect(waiting && leftOutOf(waiting)).toEqual([
      { line: 4, cells: ['Fa\n"F"', 'fa', 'coachee', '=2'] },
      { line: 6, cells: ['Gi', 'coach@example.org', 'coachee', '3'] }
    ]);
    expect(parseOutcome((await found(rest ?? ''))?.columns)).toMatchObject({ lines: 2, came: null });
  });

  it('has words of a file mean what people tick who tell it themselves, in either language, so that both meet', async () => {
    const id = await bring('naam;e-mail;rol;interesses\nKo;ko@example.org;coachee;fietsen|Cycling|vogels');
    expect(await as((db) => importPeople(db, place(), { id, welcome: 'later', leavesOut: false }))).toBe(1);
    const { rows } = await town.database.asOwner((owner) =>
      owner.query<{ tags: unknown }>(
        "select p.answers -> 'tags' -> 'interests' as tags from match_profiles p join accounts a on a.person_id = p.person_id where a.email = $1",
        ['ko@example.org']
      )
    );
    expect(rows).toEqual([{ tags: ['cycling', 'vogels'] }]);
  });

  it('keeps other columns, and how many lines there are with them', async () => {
    const id = await bring('wie;waar\nHa;ha@example.org');
    expect((await as((db) => tryImport(db, place(), id)))?.missing).toEqual(['email', 'name', 'role']);
    const columns = { at: { name: 0, email: 1 }, everybody: 'coach' } as const;
    await as((db) => chooseColumns(db, town.programme, { id, columns }));
    expect((await as((db) => tryImport(db, place(), id)))?.adding).toMatchObject([{ name: 'Ha', role: 'coach' }]);
    expect(parseOutcome((await found(id))?.columns).lines).toBe(1);
  });

  it('throws a file away as it waits, text and all, once, and never one that is in', async () => {
    const id = await bring('naam;e-mail;rol\nJo;jo@example.org;coach');
    const before = await as((db) => listMembers(db, town.programme));
    expect(await as((db) => throwAway(db, town.otherProgramme, id))).toBe(false);
    expect(await as((db) => throwAway(db, town.programme, id))).toBe(true);
    expect(await as((db) => throwAway(db, town.programme, id))).toBe(false);
    expect(await as((db) => tryImport(db, place(), id))).toBeNull();
    expect(await as((db) => listMembers(db, town.programme))).toEqual(before);
    const thrown = await as((db) => findImport(db, town.programme, id));
    expect(thrown?.sheet).toBe('');
    expect(isThrownAway(thrown?.appliedAt ?? null, parseOutcome(thrown?.columns))).toBe(true);
  });

  it.each([
    ['a formula file with nobody in it', 'naam;e-mail;rol', 'empty'],
    ['a quote without an end', 'naam;e-mail\n"An;x', 'open-quote'],
    ['a million lines', 'a;b\n'.repeat(500_000), 'many-rows'],
    ['more than two megabytes', `a;b\n${'x'.repeat(2_000_000)}`, 'large']
  ])('says clearly why it cannot be read: %s', async (_, text, kind) => {
    const fault = await as((db) => bringFile(db, town.programme, { id: newId(), bytes: bytesOf(text) }));
    expect(fault?.kind).toBe(kind);
  });

  /** How many rows the planner thinks there are in the tables that a large programme fills. */
  async function knownSizes(): Promise<number[]> {
    const filled = ['people', 'accounts', 'memberships', 'match_profiles', 'match_backgrounds', 'match_participants'];
    const { rows } = await town.database.asOwner((owner) =>
      owner.query<{ size: number }>('select reltuples::int as size from pg_class where oid = any ($1::regclass[])', [filled])
    );
    return rows.map(({ size }) => size);
  }

  it('takes in 5,000 people at once, and has the planner know of them', async () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, at) => `Persoon ${at};p${at}@example.org;${at % 5 === 0 ? 'coach' : 'coachee'};Fietsen|Koken`
    );
    const id = await bring(`naam;e-mail;rol;interesses\n${lines.join('\n')}`);
    expect(await as((db) => importPeople(db, place(), { id, welcome: 'later', leavesOut: false }))).toBe(5_000);
    const round = { ...place(), personId: town.people.coordinator.id, roundId: newId() };
    await as((db) => openMatchRound(db, round));
    expect(Math.min(...(await knownSizes()))).toBeGreaterThanOrEqual(4_000); // its coaches told no places
    expect(await as((db) => undoImport(db, town.programme, id))).toBe(true);
    expect((await as((db) => listMembers(db, town.programme))).length).toBeLessThan(20);
  });
});
