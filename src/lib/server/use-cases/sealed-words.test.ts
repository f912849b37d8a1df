import type { ClientBase } from 'pg';
import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { newRing } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, declare, type Town } from '#test/people.ts';
import { agreeAction } from './keep-actions.ts';
import { writeAgreement } from './keep-agreement.ts';
import { reviewGoal, readGoals, setGoal } from './keep-goals.ts';
import { rewriteNote, writeNote } from './keep-notes.ts';
import { putTopic } from './keep-topics.ts';
import { handInLookBack } from './look-back.ts';
import { noteCommonGround } from './note-common-ground.ts';
import { answerOffer, offerWays, readLatestOffer } from './offer-ways.ts';
import { planConversation } from './plan-conversation.ts';
import { drawCard, readTable, writeCardAnswer } from './play-cards.ts';
import { addLiveParagraph } from './read-live-notes.ts';
import type { PairReading } from './read-rounds.ts';
import { releaseForEvaluation } from './release-for-evaluation.ts';
import { sealForPair } from './seal-for-pair.ts';
import { tellLearning } from './tell-learning.ts';

const planted = 'Kwetsbaarwoord';
const library = readLibrary(process.cwd());
const ring = newRing();

type At = PairReading & { me: string };

function as<T>(town: Town, name: 'coach' | 'coachee', work: (db: PersonDb, at: At) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const pair = (await findRelationship(db, town.pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: pair.organisationId, relationshipId: pair.id });
    return work(db, { pair, seal, library, me: person.id });
  });
}

/** The word wherever a pair can write it while getting acquainted and agreeing. */
async function writeAtTheStart(town: Town): Promise<void> {
  await as(town, 'coach', (db, at) =>
    offerWays(db, at, [
      { kind: 'own', text: planted },
      { kind: 'own', text: `${planted} 2` }
    ])
  );
  const offer = (await as(town, 'coachee', readLatestOffer)) ?? expect.fail('nothing was offered');
  await as(town, 'coachee', (db, at) => answerOffer(db, at, { offerId: offer.id, answer: { kind: 'other', text: planted } }));
  await as(town, 'coach', (db, at) => drawCard(db, at, 'light'));
  const card = (await as(town, 'coach', readTable)).card ?? expect.fail('no card');
  await as(town, 'coachee', (db, at) => writeCardAnswer(db, at, { card: card.id, text: planted }));
  await as(town, 'coachee', (db, at) => noteCommonGround(db, at, { ticked: [], own: [planted] }));
  await as(town, 'coach', (db, at) => tellLearning(db, at, { text: planted, isShown: true }));
  const texts = Object.fromEntries(library.agreement.fields.map(({ id }) => [id, planted]));
  await as(town, 'coachee', (db, at) =>
    writeAgreement(db, at, { basedOn: null, content: { texts, evaluation: 'nothing', reviewOn: '2027-05-01' } })
  );
  await as(town, 'coachee', (db, { pair }) => releaseForEvaluation(db, ring, { pair, said: { kind: 'words', text: planted } }));
}

/** And wherever they write around a talk. */
async function writeAroundATalk(town: Town): Promise<void> {
  const plan = { moments: [Date.now() + 86_400_000], minutes: 45, place: planted };
  const conversationId =
    (await as(town, 'coachee', (db, { pair, seal, me }) => planConversation(db, { pair, seal, personId: me, timeZone: 'UTC' }, plan))) ??
    expect.fail('not planned');
  await as(town, 'coachee', async (db, at) => {
    const by = { conversationId, personId: at.me };
    await putTopic(db, at, { ...by, text: planted, wish: 'listen' });
    const id = await writeNote(db, at, { ...by, kind: 'note', isShared: true, text: planted });
    await rewriteNote(db, at, { id, me: at.me, text: `${planted} 2` });
    await setGoal(db, at, { ...by, text: planted, ifThen: planted });
    const goalId = (await readGoals(db, at))[0]?.id ?? expect.fail('no goal');
    await reviewGoal(db, at, { ...by, goalId, outcome: 'changed', context: planted, changed: { text: planted, ifThen: null } });
    await agreeAction(db, at, { conversationId, createdBy: at.me, text: planted, owner: 'coach', dueOn: null });
    await addLiveParagraph(db, at, { ...by, text: planted });
    const nothing = { hatClarity: null, adviceGiven: null, adviceWished: null, legs: [] };
    await handInLookBack(db, at, { ...by, lookBack: { ...nothing, takeAlong: planted } });
  });
}

/** Where the word went, sealed. */
const written = [
  ...['meeting_offers', 'card_answers', 'common_ground', 'learnings', 'agreements', 'evaluation_releases', 'conversations', 'topics'],
  ...['notes', 'note_versions', 'goals', 'goal_reviews', 'actions', 'live_updates', 'look_backs']
];

/** Every table whose rows hold the word, as text or as bytes. */
async function tablesWith(client: ClientBase, word: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
  );
  const found: string[] = [];
  for (const { name } of rows) {
    await client.query(`alter table ${name} no force row level security`);
    const { rows: held } = await client.query<{ count: number }>(
      `select count(*)::int from ${name} as held where held::text ilike $1 or held::text ilike $2`,
      [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`]
    );
    await client.query(`alter table ${name} force row level security`);
    if ((held[0]?.count ?? 0) > 0) found.push(name);
  }
  return found;
}

onBothEngines('sealed words', (opened) => {
  it('no word a pair writes anywhere stands readable in any table (S2)', async () => {
    const town = await buildTown(opened());
    await declare(town.database, { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    await writeAtTheStart(town);
    await writeAroundATalk(town);
    await town.database.asOwner(async (client) => {
      expect(await tablesWith(client, planted)).toEqual([]);
      expect(await tablesWith(client, 'Town')).toContain('organisations');
      for (const table of written) expect((await client.query(`select from ${table}`)).rowCount, table).toBeGreaterThan(0);
    });
  });
});
