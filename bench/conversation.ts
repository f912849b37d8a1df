import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLibrary } from '#lib/content/library.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { addAccount } from '#lib/server/queries/accounts.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { openVault, type Vault } from '#lib/server/running.ts';
import { readSettings, type Settings } from '#lib/server/settings.ts';
import { writeNote } from '#lib/server/use-cases/keep-notes.ts';
import { planConversation } from '#lib/server/use-cases/plan-conversation.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';
import { makeDatabase, superUrl } from '#test/server-engine.ts';
import { cookieOf } from './house.ts';
import type { Load, Served } from './load-generator.ts';
import { figure, median } from './numbers.ts';
import type { FallibleServer } from './postgres.ts';
import { table } from './report.ts';
import { buildTown, type Town } from './town.ts';
import { startVierpoot } from './vierpoot.ts';

/** `notes`: how many stand in the table, of all pairs together, from few to many. */
export type ConversationPlan = { notes: readonly number[]; rounds: number; blockMs: number; mails: number };

const pairs = 20;
const own = 50;

/** The page of a talk with fifty notes, while the table grows; and how many mails a second are made. */
export async function measureConversation(server: FallibleServer | null, plan: ConversationPlan): Promise<string> {
  if (!server) return 'Not measured: no PostgreSQL server programs found.';
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-talk-'));
  const name = 'vierpoot_talk';
  await makeDatabase(server, name);
  const environment = { DATA_DIR: folder, DATABASE_URL: superUrl(server, name), DATABASE_OLD_VERSION: 'allow' };
  const settings = readSettings({ ...environment, NODE_ENV: 'test', LOG_LEVEL: 'silent' }, process.cwd());
  const vault = await openVault(settings, process.cwd());
  try {
    const town = await buildTown(vault.database, pairs);
    const path = await talk(vault, town);
    const pages = await measureGrowth({ vault, town, path, environment }, plan);
    return `${pages}\n\n${await measureMails({ vault, settings }, town, plan.mails)}`;
  } finally {
    await vault.database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One talk with fifty notes of both, sealed as the application seals them. Gives where it stands. */
async function talk({ database, ring }: Vault, { pairs: [pair] }: Town): Promise<string> {
  if (!pair) throw new RangeError('talk wants a pair');
  const library = readLibrary(process.cwd());
  return database.doors.asPerson(pair.coach.token, async (db) => {
    const relationship = await findRelationship(db, pair.id, pair.coach.id);
    if (!relationship) throw new RangeError('talk wants a pair of its own');
    const seal = await sealForPair(db, ring, { organisationId: relationship.organisationId, relationshipId: pair.id });
    const planning = { pair: relationship, seal, personId: pair.coach.id, timeZone: 'Europe/Brussels' };
    const id = await planConversation(db, planning, { moments: [Date.now() + 60_000], minutes: 45, place: 'Hier' });
    for (let note = 0; note < own; note += 1)
      await writeNote(
        db,
        { pair: relationship, seal, library },
        { conversationId: id, personId: pair.coach.id, kind: 'note', isShared: true, text: 'Wat we samen zagen. '.repeat(20) }
      );
    return `/relationships/${pair.id}/conversations/${id ?? ''}?part=during`;
  });
}

type Ground = { vault: Vault; town: Town; path: string; environment: Readonly<Record<string, string>> };

async function measureGrowth({ vault, town, path, environment }: Ground, plan: ConversationPlan): Promise<string> {
  const web = await startVierpoot(environment);
  const generator = fork('bench/load-generator.ts', { execPath: process.execPath });
  const coach = town.pairs[0]?.coach.token ?? Buffer.alloc(0);
  const lines: { notes: number; p50: number; p95: number }[] = [];
  try {
    const load: Load = { port: web.port, connections: 1, lengthMs: plan.blockMs, asks: [{ path, cookie: cookieOf(coach) }] };
    await block(generator, load);
    for (const notes of plan.notes) {
      await fill(vault, town, notes);
      lines.push({ notes, ...(await take(generator, load, plan.rounds)) });
    }
  } finally {
    generator.kill('SIGKILL');
    await web.stop();
  }
  const [few] = lines;
  const rows = lines.map(({ notes, p50, p95 }) => [
    notes.toLocaleString('en'),
    figure(p50),
    figure(p95),
    figure(p50 / (few?.p50 ?? p50)),
    figure(p95 / (few?.p95 ?? p95))
  ]);
  return `The page of a talk with ${own} notes, on PostgreSQL, one reader:\n\n${table(['notes in the table', 'p50 ms', 'p95 ms', 'times few, p50', 'times few, p95'], rows)}`;
}

/** Medians of the rounds, after one that does not count. */
async function take(generator: ChildProcess, load: Load, rounds: number): Promise<{ p50: number; p95: number }> {
  await block(generator, load);
  const taken: Served[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await block(generator, load));
  return { p50: median(taken.map(({ p50 }) => p50)), p95: median(taken.map(({ p95 }) => p95)) };
}

async function block(generator: ChildProcess, load: Load): Promise<Served> {
  generator.send(load);
  const [served] = (await once(generator, 'message')) as [Served]; // sent by load-generator.ts
  if (served.refused > 0) throw new Error(`The page of a talk: ${served.refused} of ${served.requests} were refused.`);
  return served;
}

/** Notes of the other pairs until so many stand there; nobody opens them, so any bytes will do. */
async function fill({ database }: Vault, town: Town, notes: number): Promise<void> {
  const others = town.pairs.slice(1);
  await database.asOwner(async (client) => {
    await client.query(
      `insert into notes (organisation_id, id, relationship_id, person_id, kind, is_shared, body)
       select $1, gen_random_uuid(), ids.pair, ids.person, 'note', true, decode(repeat('ab', 600), 'hex')
         from generate_series(1, $4 - (select count(*)::int from notes)) as number
         join unnest($2::uuid[], $3::uuid[]) with ordinality as ids (pair, person, place) on place = 1 + number % ${others.length}`,
      [town.organisation, others.map(({ id }) => id), others.map(({ coachee }) => coachee.id), notes]
    );
    await client.query('analyze');
  });
}

/** From queued to handed to a mail server that takes everything at once. */
async function measureMails({ vault, settings }: { vault: Vault; settings: Settings }, town: Town, mails: number): Promise<string> {
  const { database, ring } = vault;
  const [pair] = town.pairs;
  if (!pair) return '';
  await database.doors.asSystem('bench: mails', async (db) => {
    await db.deleteFrom('jobs').execute();
    await addAccount(db, { organisationId: town.organisation, personId: pair.coach.id, email: 'coach@town.example' });
    for (let mail = 0; mail < mails; mail += 1)
      await enqueue(db, 'mirror-ready', { organisationId: town.organisation, personId: pair.coach.id, path: `/mirrors/${newId()}` });
  });
  let sent = 0;
  const mailer = { outbox: () => [], send: () => Promise.resolve(void (sent += 1)) };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const from = performance.now();
  while (await runNextJob({ database, ring, settings, mailer, log: silent }));
  const seconds = (performance.now() - from) / 1_000;
  return `Mails: ${figure(sent / seconds)} a second from queue to mail server (${sent} notices, one runner, four transactions each).`;
}
