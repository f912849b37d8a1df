import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Library, readLibrary } from '#lib/content/library.ts';
import { mostNoted } from '#lib/domain/acquaintance/change-ground.ts';
import type { MeetingWay } from '#lib/domain/acquaintance/parse-offer.ts';
import { type KeyRing, loadKeyRing } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { removeCardAnswer } from '#lib/server/queries/question-cards.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
import { noteCommonGround, readOwnGround } from './note-common-ground.ts';
import { answerOffer, offerWays, readAcquaintanceFacts, readChosenWay, readLatestOffer } from './offer-ways.ts';
import { cardPlace, drawCard, readTable, writeCardAnswer } from './play-cards.ts';
import type { PairReading } from './read-rounds.ts';
import { sealForPair } from './seal-for-pair.ts';
import { readLearnings, tellLearning } from './tell-learning.ts';

const library: Library = readLibrary(process.cwd());
const ways: MeetingWay[] = [
  { kind: 'written', id: 'walk' },
  { kind: 'written', id: 'online' },
  { kind: 'own', text: 'Samen planten verpotten' }
];

type Stage = { town: Town; ring: KeyRing; pair: string };
type Somebody = 'coach' | 'coachee' | 'otherCoach' | 'otherCoachee';

const byKind = (a: { kind: string }, b: { kind: string }) => a.kind.localeCompare(b.kind);

/** Acts as one of a pair, with the seal in hand. */
function as<T>({ town, ring, pair }: Stage, name: Somebody, work: (db: PersonDb, reading: PairReading) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const found = (await findRelationship(db, pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: found.organisationId, relationshipId: found.id });
    return work(db, { pair: found, seal, library });
  });
}

onBothEngines('getting acquainted', (opened) => {
  let stage: Stage;
  beforeAll(async () => {
    const town = await buildTown(opened());
    const ring = loadKeyRing(join(mkdtempSync(join(tmpdir(), 'vierpoot-acquaintance-')), 'keys.json'), new Map());
    stage = { town, ring, pair: town.pair };
  });
  const latest = (name: Somebody) => as(stage, name, readLatestOffer);
  const facts = () => as(stage, 'coach', (db, { pair }) => readAcquaintanceFacts(db, pair));
  const offer = () => as(stage, 'coach', (db, reading) => offerWays(db, reading, ways));
  const answer = (name: Somebody, offerId: string) =>
    as(stage, name, (db, reading) => answerOffer(db, reading, { offerId, answer: { kind: 'chosen', way: 1 } }));

  it('lets the coach offer ways and the coachee choose one, once; both then read the same way (C21)', async () => {
    expect([await latest('coachee'), await facts()]).toEqual([null, { offer: 'none' }]);
    expect(await as(stage, 'coachee', (db, reading) => offerWays(db, reading, ways))).toBe(false);
    await offer();
    const offered = (await latest('coachee')) ?? expect.fail('nothing was offered');
    expect(offered.ways).toHaveLength(ways.length);
    expect([offered.answer, await facts()]).toEqual([null, { offer: 'open' }]);
    expect(await answer('coach', offered.id)).toBe(false);
    expect(await answer('coachee', offered.id)).toBe(true);
    expect(await answer('coachee', offered.id)).toBe(false);
    const chosen = offered.ways[1] ?? expect.fail('no second way');
    const title = chosen.kind === 'own' ? chosen.text : library.acquaintance.words.en.ways[chosen.id]?.title;
    const read = await as(stage, 'coach', (db, reading) => readChosenWay(db, reading, { offerId: offered.id, locale: 'en' }));
    expect([read, await facts()]).toEqual([title, { offer: 'answered' }]);
    const none = await as(stage, 'coach', (db, reading) => readChosenWay(db, reading, { offerId: 'x', locale: 'en' }));
    const ofOthers = await as({ ...stage, pair: stage.town.otherPair }, 'otherCoach', (db, reading) =>
      readChosenWay(db, reading, { offerId: offered.id, locale: 'en' })
    );
    expect([none, ofOthers]).toEqual([null, null]);
  });

  it('takes "rather not now" without a word, and lets the coach offer anew (C21)', async () => {
    await offer();
    const first = (await latest('coachee')) ?? expect.fail('nothing was offered');
    const later = { offerId: first.id, answer: { kind: 'later' } } as const;
    expect(await as(stage, 'coachee', (db, reading) => answerOffer(db, reading, later))).toBe(true);
    const seen = await latest('coach');
    expect(seen?.answer).toEqual({ kind: 'later' });
    expect(await as(stage, 'coach', (db, reading) => readChosenWay(db, reading, { offerId: first.id, locale: 'nl' }))).toBeNull();
    await offer();
    expect(await answer('coachee', first.id)).toBe(false);
    expect((await latest('coachee'))?.answer).toBeNull();
  });

  it('takes an answer to the newest offer alone: an older one no longer counts (C21)', async () => {
    await offer();
    const older = (await latest('coachee')) ?? expect.fail('nothing was offered');
    await offer();
    const newer = (await latest('coachee')) ?? expect.fail('nothing was offered');
    expect([await answer('coachee', older.id), await answer('coachee', newer.id)]).toEqual([false, true]);
  });

  it('puts the ways in an order of chance, so that none of them leads (C21)', async () => {
    const firsts = new Set<string>();
    for (let turn = 0; turn < 60 && firsts.size < 3; turn += 1) {
      await offer();
      firsts.add(JSON.stringify((await latest('coach'))?.ways[0]));
    }
    expect(firsts.size).toBe(3);
  });

  it('lays one card on the table for both, and tells of none that was passed over (C22)', async () => {
    expect((await as(stage, 'coach', readTable)).card).toBeNull();
    await as(stage, 'coach', (db, reading) => drawCard(db, reading, 'light'));
    const before = await as(stage, 'coachee', readTable);
    expect(before.card?.depth).toBe('light');
    await as(stage, 'coachee', (db, reading) => drawCard(db, reading, 'deep'));
    const after = await as(stage, 'coach', readTable);
    expect(after).toEqual({ card: expect.objectContaining({ depth: 'deep' }) as unknown, answers: [] }); // nothing else is told
  });

  it('shows a written answer to both, and only its author takes it away (C22)', async () => {
    const card = 'small-joy';
    const write = (text: string) => as(stage, 'coachee', (db, reading) => writeCardAnswer(db, reading, { card, text }));
    expect([await write('De merel.'), await write('De merel in de tuin.')]).toEqual([true, true]);
    const seen = { card, isMine: false, text: 'De merel in de tuin.' };
    expect((await as(stage, 'coach', readTable)).answers).toEqual([seen]);
    await as(stage, 'coach', (db, { pair }) => removeCardAnswer(db, cardPlace(pair), card));
    expect((await as(stage, 'coach', readTable)).answers).toEqual([seen]);
    await as(stage, 'coachee', (db, { pair }) => removeCardAnswer(db, cardPlace(pair), card));
    expect((await as(stage, 'coach', readTable)).answers).toEqual([]);
    expect(await as(stage, 'coach', (db, reading) => writeCardAnswer(db, reading, { card: 'no-card', text: 'x' }))).toBe(false);
  });

  it('shows what both noted and nothing else, also in two languages and in own words (C22)', async () => {
    const note = (name: Somebody, ticked: string[], own: string[]) =>
      as(stage, name, (db, reading) => noteCommonGround(db, reading, { ticked, own }));
    const mutual = async (name: Somebody) =>
      (await as(stage, name, readOwnGround)).filter(({ isMutual }) => isMutual).map(({ topic }) => topic);
    expect(await note('coach', ['cooking', 'reading'], ['Schaken'])).toBeNull();
    expect([await mutual('coach'), await mutual('coachee'), await as(stage, 'coachee', readOwnGround)]).toEqual([[], [], []]);
    expect(await note('coachee', ['podcasts'], ['COOKING', 'schaken!'])).toBeNull();
    const both = [
      { kind: 'written', id: 'cooking' },
      { kind: 'own', text: 'Schaken' }
    ];
    expect((await mutual('coach')).toSorted(byKind)).toEqual(both.toSorted(byKind));
    expect(await mutual('coachee')).toHaveLength(2);
    expect(await as(stage, 'coachee', readOwnGround)).toHaveLength(3);
  });

  it('takes single notes back and keeps what both noted (C22)', async () => {
    await as(stage, 'coachee', (db, reading) => noteCommonGround(db, reading, { ticked: [], own: [] }));
    expect(await as(stage, 'coachee', readOwnGround)).toHaveLength(2);
    expect((await as(stage, 'coach', readOwnGround)).map(({ isMutual }) => isMutual)).toEqual(expect.arrayContaining([true, true, false]));
  });

  it('lets nobody note more than a third of the written topics (C22)', () => {
    const written = library.acquaintance.groups.flatMap(({ topics }) => topics);
    expect(mostNoted).toBeLessThanOrEqual(written.length / 3);
  });

  it('says that it is too much once everything ever noted is twelve, and then takes nothing back (C22)', async () => {
    const fresh = { ...stage, pair: stage.town.otherPair };
    const own = (from: number, count: number) => Array.from({ length: count }, (_none, index) => `onderwerp ${from + index}`);
    const note = (words: string[]) => as(fresh, 'otherCoach', (db, reading) => noteCommonGround(db, reading, { ticked: [], own: words }));
    expect(await note(own(0, 8))).toBeNull();
    expect(await note(own(0, 4))).toBeNull();
    expect(await note(own(4, 5))).toBe('many');
    expect(await as(fresh, 'otherCoach', readOwnGround)).toHaveLength(4);
    expect(await note(own(8, 4))).toBeNull();
    expect(await note(own(20, 1))).toBe('many');
  });

  it('compares by a mark that says nothing outside its own pair (C22)', async () => {
    const key = 'written:cooking';
    const here = await as(stage, 'coach', (_db, { seal }) => Promise.resolve(seal.mark('common_ground', key)));
    const again = await as(stage, 'coachee', (_db, { seal }) => Promise.resolve(seal.mark('common_ground', key)));
    const elsewhere = { ...stage, pair: stage.town.otherPair };
    const there = await as(elsewhere, 'otherCoach', (_db, { seal }) => Promise.resolve(seal.mark('common_ground', key)));
    const table = await as(stage, 'coach', (_db, { seal }) => Promise.resolve(seal.mark('learnings', key)));
    expect([again.equals(here), there.equals(here), table.equals(here), here.length]).toEqual([true, false, false, 32]);
  });

  it('shows what somebody is learning when that is wanted, and else as if nothing was written (C39)', async () => {
    const tell = (isShown: boolean) => as(stage, 'coach', (db, reading) => tellLearning(db, reading, { text: 'Luisteren', isShown }));
    await tell(false);
    expect(await as(stage, 'coachee', readLearnings)).toEqual({ mine: null, others: null });
    expect((await as(stage, 'coach', readLearnings)).mine).toEqual({ text: 'Luisteren', isShown: false });
    await tell(true);
    expect((await as(stage, 'coachee', readLearnings)).others?.text).toBe('Luisteren');
    await as(stage, 'coach', (db, reading) => tellLearning(db, reading, null));
    expect([await as(stage, 'coach', readLearnings), await as(stage, 'coachee', readLearnings)]).toEqual([
      { mine: null, others: null },
      { mine: null, others: null }
    ]);
  });
});
