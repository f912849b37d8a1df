import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { plainTextOf } from '#lib/domain/conversation/live-blocks.ts';
import { type KeyRing, loadKeyRing } from '#lib/server/crypto/key-file.ts';
import type { Database } from '#lib/server/database/open.ts';
import { makeLog } from '#lib/server/log.ts';
import { newId } from '#lib/server/new-id.ts';
import { readSettings } from '#lib/server/settings.ts';
import { addLiveParagraph, readLiveNotes } from '#lib/server/use-cases/read-live-notes.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';
import { type LiveClient, openClient } from './live-client.ts';
import { type LiveHouse, openLiveHouse } from './live-house.ts';
import { buildTown, type Identity, type Town } from './people.ts';

/** A town with live notes open on its database. */
export type Stage = { town: Town; ring: KeyRing; house: LiveHouse };

/** Builds the town and opens the notes. */
export async function setStage(database: Database): Promise<Stage> {
  const town = await buildTown(database);
  const ring = loadKeyRing(join(mkdtempSync(join(tmpdir(), 'vierpoot-live-')), 'keys.json'), new Map());
  const house = await openHouse(database, ring);
  return { town, ring, house };
}

/** Opens the notes once more, as a second process would. */
export function openHouse(database: Database, ring: KeyRing): Promise<LiveHouse> {
  const settings = readSettings({ NODE_ENV: 'test' }, process.cwd());
  return openLiveHouse({ database, ring, settings, log: makeLog('silent') });
}

/** A talk of the pair. Written as the owner: whether another may be planned (C15) is not asked here. */
export async function planTalk({ town }: Pick<Stage, 'town'>): Promise<string> {
  const id = newId();
  await town.database.asOwner((owner) =>
    owner.query(
      `insert into conversations (organisation_id, id, relationship_id, state, starts_at, time_zone, created_by)
       values ($1, $2, $3, 'planned', now(), 'Europe/Brussels', $4)`,
      [town.organisation, id, town.pair, town.people.coach.id]
    )
  );
  return id;
}

/** What a browser that holds this token sends along. */
export const cookieOf = (token: Buffer) => `session-over-http=${token.toString('base64url')}`;
/** Everybody who came in; `leaveAll` sends them away. */
const clients: LiveClient[] = [];

export function leaveAll(): void {
  for (const client of clients.splice(0)) client.leave();
}

/** Somebody of the town with the notes of a talk open. */
export function open(stage: Stage, name: Identity, talk: string, house = stage.house): LiveClient {
  const { token, id } = stage.town.people[name];
  const client = openClient({ origin: house.origin, cookie: cookieOf(token) }, { relationship: stage.town.pair, conversation: talk }, id);
  return come(client);
}

/** A client of another making, sent away with the others. */
export function come(client: LiveClient): LiveClient {
  clients.push(client);
  return client;
}

/** Waits until it is as expected. */
export const eventually = (said: () => unknown, expected: unknown) =>
  expect.poll(said, { timeout: 10_000, interval: 20 }).toEqual(expected);

/** The notes as the page shows them. */
export function read({ town, ring }: Stage, name: Identity, talk: string) {
  return town.database.doors.asPerson(town.people[name].token, async (db) => {
    const seal = await sealForPair(db, ring, { organisationId: town.organisation, relationshipId: town.pair });
    return readLiveNotes(db, { pair: { id: town.pair }, seal }, talk);
  });
}

/** The stored text, as the coach reads it. */
export const textNow = async (stage: Stage, talk: string) => plainTextOf((await read(stage, 'coach', talk))?.blocks ?? []);

/** Adds to the notes as the form does. `until`: the transaction stays open until then. */
export function add(
  { town, ring }: Stage,
  name: Identity,
  { until, ...addition }: { conversationId: string; text: string; until?: Promise<void> }
) {
  return town.database.doors.asPerson(town.people[name].token, async (db) => {
    const seal = await sealForPair(db, ring, { organisationId: town.organisation, relationshipId: town.pair });
    const isAdded = await addLiveParagraph(db, { pair: { id: town.pair }, seal }, { ...addition, personId: town.people[name].id });
    await until;
    return isAdded;
  });
}
