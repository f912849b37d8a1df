import { isDeepStrictEqual } from 'node:util';
import type { LiveBlock } from '#lib/domain/conversation/live-blocks.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addVersion, type LiveDoor, listVersions } from '#lib/server/queries/live-notes.ts';
import type { OpenDoor } from './live-pieces.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** How the notes looked at a moment. */
export type LiveVersion = { id: string; keptAt: Date; blocks: readonly LiveBlock[] };

const mostVersions = 50;

/** Keeps how the notes look now, unless nothing was written or nothing changed since the last time. */
export async function keepVersion(db: PersonDb, { door, seal }: OpenDoor, blocks: readonly LiveBlock[]): Promise<void> {
  if (blocks.length === 0) return;
  const [last] = await listVersions(db, door, 1);
  if (last && isDeepStrictEqual(blocksIn(seal, last), blocks)) return;
  const id = newId();
  await addVersion(db, door, { id, body: seal.seal(placeOf(id), JSON.stringify(blocks)) });
}

/** The kept versions, newest first, at most fifty; both of the pair may read them. */
export async function readLiveVersions(db: PersonDb, { door, seal }: OpenDoor): Promise<LiveVersion[]> {
  const versions = await listVersions(db, door, mostVersions);
  return versions.map((version) => ({ id: version.id, keptAt: version.keptAt, blocks: blocksIn(seal, version) }));
}

function blocksIn(seal: PairSeal, version: { id: string; body: Buffer }): LiveBlock[] {
  return JSON.parse(seal.open(placeOf(version.id), version.body)) as LiveBlock[]; // written by keepVersion only
}

function placeOf(id: string): { table: string; row: LiveDoor['conversationId']; column: string } {
  return { table: 'live_versions', row: id, column: 'body' };
}
