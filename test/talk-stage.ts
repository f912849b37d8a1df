import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import { loadKeyRing, type KeyRing } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { Database } from '#lib/server/database/open.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { planConversation } from '#lib/server/use-cases/plan-conversation.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';
import { buildTown, type Identity, type Town } from './people.ts';

const library = readLibrary(process.cwd());
export const hour = 60 * 60 * 1000;
/** A whole hour, a day from now. */
export const soon = () => Math.ceil(Date.now() / hour) * hour + 24 * hour;

/** A town and the keys with which its pair seals. */
export type TalkStage = { town: Town; ring: KeyRing };
/** A pair read by whoever acts. */
export type At = PairReading & { me: string };

/** Acts as one of the two, with the seal of their pair in hand. */
export function as<T>({ town, ring }: TalkStage, name: Identity, work: (db: PersonDb, at: At) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const pair = (await findRelationship(db, town.pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: pair.organisationId, relationshipId: pair.id });
    return work(db, { pair, seal, library, me: person.id });
  });
}

/** Plans a talk; its id, or null when the agreement comes first. */
export const plan = (stage: TalkStage, name: Identity, moments: readonly number[], place: string | null = null) =>
  as(stage, name, (db, { pair, seal, me }) =>
    planConversation(db, { pair, seal, personId: me, timeZone: 'Europe/Brussels' }, { moments, minutes: 45, place })
  );

/** A planned talk of the pair. */
export async function planned(stage: TalkStage): Promise<string> {
  return (await plan(stage, 'coach', [soon()])) ?? expect.fail('not planned');
}

export async function setTalkStage(database: Database): Promise<TalkStage> {
  const ring = loadKeyRing(join(mkdtempSync(join(tmpdir(), 'vierpoot-talking-')), 'keys.json'), new Map());
  return { town: await buildTown(database), ring };
}
