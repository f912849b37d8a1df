import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import { loadKeyRing, type KeyRing } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { deleteNote } from '#lib/server/queries/notes.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';
import { readNote, rewriteNote, shareNote, writeNote } from './keep-notes.ts';
import type { PairReading } from './read-rounds.ts';
import { sealForPair } from './seal-for-pair.ts';

const library = readLibrary(process.cwd());

type Stage = { town: Town; ring: KeyRing };
type At = PairReading & { me: string };

/** Acts as one of the two, with the seal of their pair in hand. */
function as<T>({ town, ring }: Stage, name: Identity, work: (db: PersonDb, at: At) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const pair = (await findRelationship(db, town.pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: pair.organisationId, relationshipId: pair.id });
    return work(db, { pair, seal, library, me: person.id });
  });
}

onBothEngines('a note', (open) => {
  const stage = async (): Promise<Stage> => {
    const ring = loadKeyRing(join(mkdtempSync(join(tmpdir(), 'vierpoot-notes-')), 'keys.json'), new Map());
    return { town: await buildTown(open()), ring };
  };

  it('shows what a note said before its sharing was taken back, and not what it says now again (C17)', async () => {
    const here = await stage();
    const id = await as(here, 'coach', (db, at) =>
      writeNote(db, at, { conversationId: null, personId: at.me, kind: 'note', isShared: true, text: 'eerst' })
    );
    const share = (isShared: boolean) => as(here, 'coach', (db, at) => shareNote(db, at, { id, isShared }));
    const said = async () => (await as(here, 'coachee', (db, at) => readNote(db, at, { id, me: at.me })))?.versions.map(({ text }) => text);
    for (const isShared of [false, true, false, true]) expect(await share(isShared)).toBe(true);
    expect(await said()).toEqual([]);
    await share(false);
    await as(here, 'coach', (db, at) => rewriteNote(db, at, { id, me: at.me, text: 'daarna' }));
    await share(true);
    expect(await said()).toEqual(['eerst']);
  });

  it('is rewritten and shared in a running pair only, and deleted and brought back later too (C28)', async () => {
    const here = await stage();
    const write = (kind: 'note' | 'preparation') =>
      as(here, 'coachee', (db, at) => writeNote(db, at, { conversationId: null, personId: at.me, kind, isShared: false, text: 'x' }));
    const [id, prepared] = [await write('note'), await write('preparation')];
    const share = (note: string) => as(here, 'coachee', (db, at) => shareNote(db, at, { id: note, isShared: true }));
    expect(await share(prepared)).toBe(false);
    await stopPair(here.town);
    expect(await share(id)).toBe(false);
    expect(await as(here, 'coachee', (db, at) => rewriteNote(db, at, { id, me: at.me, text: 'y' }))).toBe(false);
    const remove = (isBack: boolean) => as(here, 'coachee', (db) => deleteNote(db, { relationshipId: here.town.pair, id }, isBack));
    expect([await remove(false), await remove(true)]).toEqual([true, true]);
  });
});
