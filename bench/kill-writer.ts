// The process that gets killed: opens the vault as the application does and writes through its doors until it dies.
// node bench/kill-writer.ts <file with the town> [sabotage]. Prints each write that was acknowledged, one line of JSON each.
import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Library, readLibrary } from '#lib/content/library.ts';
import type { Side } from '#lib/domain/relationship/next-steps.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { handInDraft, listRounds, type Round } from '#lib/server/queries/mirrors.ts';
import { findRelationship, type Relationship } from '#lib/server/queries/relationships.ts';
import { openVault, type Vault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';
import { handInAnswers, readOwnAnswers, saveAnswers } from '#lib/server/use-cases/answer-mirror.ts';
import { decideRelease } from '#lib/server/use-cases/decide-release.ts';
import { readGoals, reviewGoal, setGoal } from '#lib/server/use-cases/keep-goals.ts';
import { openRound } from '#lib/server/use-cases/open-round.ts';
import { openSessionFor } from '#lib/server/use-cases/open-session-for.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import { readNeeds, sayNeeds } from '#lib/server/use-cases/say-needs.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';
import { hashOf } from '#test/people.ts';
import { answersFor, needsFor, readAnswers, releaseLevels, type Trace, traces } from './kill-acts.ts';
import { readTown, type TownPair } from './town.ts';

const [, , townFile = '', sabotage = 'none'] = process.argv;
const library: Library = readLibrary(process.cwd());
const vault: Vault = await openVault(readSettings(process.env, process.cwd()), process.cwd());

/** Into the pipe before the next statement runs: what the parent reads was acknowledged, however we end. */
function acknowledge(written: readonly Trace[]): void {
  if (written.length > 0) writeSync(1, `${JSON.stringify(written)}\n`);
}

/** One act of one of the two, in one transaction, as a page does it. Acknowledged when the commit is. */
async function act<T>(
  pair: TownPair,
  side: Side,
  work: (db: PersonDb, reading: PairReading) => Promise<{ written: Trace[]; result: T }>
): Promise<T> {
  const done = await vault.database.doors.asPerson(pair[side].token, async (db) => {
    const relationship: Relationship | null = await findRelationship(db, pair.id, pair[side].id);
    if (!relationship) throw new Error('The pair is not there.');
    const seal = await sealForPair(db, vault.ring, { organisationId: relationship.organisationId, relationshipId: pair.id });
    const outcome = await work(db, { pair: relationship, seal, library });
    if (sabotage === 'lost') await acknowledgeTooSoon(outcome.written);
    return outcome;
  });
  if (sabotage !== 'lost') acknowledge(done.written);
  return done.result;
}

/** The sabotage that a kill must bring to light: said before the commit. */
async function acknowledgeTooSoon(written: readonly Trace[]): Promise<void> {
  acknowledge(written);
  if (written.length > 0) await pause(20);
}

const look = <T>(pair: TownPair, side: Side, work: (db: PersonDb, reading: PairReading) => Promise<T>): Promise<T> =>
  act(pair, side, async (db, reading) => ({ written: [], result: await work(db, reading) }));

/** A life of one pair: round after round, from where the last process fell. */
async function live(pair: TownPair): Promise<never> {
  let needs = await look(pair, 'coachee', async (db, { pair: own, seal }) => (await readNeeds(db, own, seal)).length);
  let goal = await look(pair, 'coach', async (db, reading) => Number((await readGoals(db, reading))[0]?.text ?? 0));
  for (;;) {
    const round = await openOrFind(pair);
    for (const side of sidesToAnswer(round)) {
      await answer(pair, round, side);
      needs += 1;
      await say(pair, needs);
      goal += 1;
      await review(pair, goal);
    }
    for (const level of releaseLevels) await release(pair, round, level);
    await signIn(pair);
  }
}

function sidesToAnswer(round: Round): Side[] {
  return [...(round.coachHandedIn ? [] : ['coach' as const]), ...(round.coacheeHandedIn ? [] : ['coachee' as const])];
}

/** The round that is open, else a new one. */
async function openOrFind(pair: TownPair): Promise<Round> {
  const last = await look(pair, 'coach', async (db) => (await listRounds(db, pair.id)).at(-1));
  if (last && !(last.coachHandedIn && last.coacheeHandedIn)) return last;
  return act(pair, 'coach', async (db, reading) => {
    const opened = await openRound(db, reading.pair, library.mirrors[0]?.instrument.id ?? '');
    const round = opened && (await listRounds(db, pair.id)).find(({ id }) => id === opened.id);
    if (!round) throw new Error('The round does not open.');
    return { written: [[traces.round(round.id), 1]], result: round };
  });
}

/** Five drafts over one another, then the final one, which is handed in. */
async function answer(pair: TownPair, round: Round, side: Side): Promise<void> {
  const { instrument } = library.mirror(round.instrument);
  const before = await look(pair, side, (db, reading) => readOwnAnswers(db, { ...reading, round, personId: pair[side].id }));
  const start = before ? (readAnswers(instrument, before.answers)?.number ?? 0) : 0;
  for (let number = start + 1; number <= start + 5; number += 1) {
    await act(pair, side, async (db, reading) => {
      const saved = await saveAnswers(db, { ...reading, round, personId: pair[side].id }, answersFor(instrument, number, false));
      if (!saved) throw new Error('The draft is not kept.');
      return { written: [[traces.draft(round.id, side), number]], result: undefined };
    });
  }
  await handIn(pair, round, { side, number: start + 6 });
}

async function handIn(pair: TownPair, round: Round, { side, number }: { side: Side; number: number }): Promise<void> {
  const { instrument } = library.mirror(round.instrument);
  const final = answersFor(instrument, number, true);
  const written: Trace[] = [
    [traces.draft(round.id, side), number],
    [traces.handedIn(round.id, side), number]
  ];
  if (sabotage === 'half') {
    await look(pair, side, (db, reading) => saveAnswers(db, { ...reading, round, personId: pair[side].id }, final));
    await pause(20);
    await act(pair, side, async (db) => ({ written, result: await handInDraft(db, round.id, pair[side].id) }));
    return;
  }
  await act(pair, side, async (db, reading) => {
    if (!(await handInAnswers(db, { ...reading, round, personId: pair[side].id }, final))) throw new Error('It is not handed in.');
    return { written, result: undefined };
  });
}

async function say(pair: TownPair, number: number): Promise<void> {
  await act(pair, 'coachee', async (db, { pair: own, seal }) => {
    await sayNeeds(db, { pair: own, seal, instrument: 'needs-1' }, needsFor(number));
    return { written: [[traces.needs(pair.id), number]], result: undefined };
  });
}

/** The goal of a pair says another number, and a review says so: two tables, one act. */
async function review(pair: TownPair, number: number): Promise<void> {
  await act(pair, 'coach', async (db, reading) => {
    const by = { conversationId: null, personId: pair.coach.id };
    if ((await readGoals(db, reading)).length === 0) await setGoal(db, reading, { ...by, text: '0', ifThen: null });
    const goalId = (await readGoals(db, reading))[0]?.id ?? '';
    const text = String(number);
    const isKept = await reviewGoal(db, reading, { ...by, goalId, outcome: 'changed', context: text, changed: { text, ifThen: null } });
    if (!isKept) throw new Error('The goal is not reviewed.');
    return { written: [[traces.goal(pair.id), number]], result: undefined };
  });
}

async function release(pair: TownPair, round: Round, level: (typeof releaseLevels)[number]): Promise<void> {
  await act(pair, 'coachee', async (db, reading) => {
    if (!(await decideRelease(db, reading, { mirrorId: round.id, level }))) throw new Error('It is not released.');
    return { written: [[traces.release(round.id), releaseLevels.indexOf(level) + 1]], result: undefined };
  });
}

/** Another browser of the coach, through the system door, which notes why it was opened in the same transaction. */
async function signIn({ coach }: TownPair): Promise<void> {
  const account = { organisationId: coach.organisation, personId: coach.id, email: 'coach@example.org' };
  const { token } = await vault.database.doors.asSystem('bench: sign in', (db) =>
    openSessionFor(db, account, { device: 'bench', closes: null })
  );
  acknowledge([[traces.session(hashOf(token).toString('hex')), 1]]);
}

const town = readTown(readFileSync(townFile, 'utf8'));
acknowledge([['writing', 1]]);
await Promise.all(town.pairs.map(live));
