import * as fc from 'fast-check';
import type { RawBuilder } from 'kysely';
import { NoSessionError } from '#lib/server/db.ts';
import type { Database } from '#lib/server/database/open.ts';
import { codeOf } from './asking.ts';
import { seenBy, turnsSeenBy } from './model.ts';
import type { Act, ActKind } from './act.ts';
import type { Focus, Session, World } from './model-types.ts';
import { doInModel } from './model-acts.ts';
import { wordsKept, wordsOf, wordsOfTurns, wordsSeen, writeWorld } from './world-rows.ts';
import { chooseAct, type Throw, throwsFor } from './world-acts.ts';
import { statementOf } from './world-statements.ts';
import { type Plan, plansAbout } from './world-plans.ts';
import { buildWorld } from './worlds.ts';

/** How often an act, and an act on a table of pairs, was done and how often it was refused. */
export type Tally = Map<string, { done: number; refused: number }>;

/** A world and what people try in it. */
export type Story = { plan: Plan; throws: readonly Throw[] };

/** Random stories in which people try these kinds of acts; mostly about one table when it is named. */
export function storiesOf(kinds: readonly ActKind[], focus: Focus = null): fc.Arbitrary<Story> {
  const papers = kinds.includes('lay') ? 40 : 4;
  const sheets = kinds.includes('enter') ? 30 : 0;
  return fc.record({
    plan: plansAbout(focus, { papers, sheets }),
    throws: fc.array(throwsFor(kinds, focus), { maxLength: 80, size: 'max' })
  });
}

/**
 * Lets the acts happen in the database and in the model, then compares what everybody sees and what is kept.
 * Throws with the difference.
 */
export async function checkStory(database: Database, story: Story, tally: Tally): Promise<void> {
  const world = buildWorld(story.plan);
  await database.asOwner((owner) => writeWorld(owner, world));
  for (const thrown of story.throws) {
    const chosen = chooseAct(world, thrown);
    if (chosen) await checkAct(database, world, chosen, tally);
  }
  for (const session of world.sessions) {
    const expected = [...wordsOf(seenBy(world, session)), ...wordsOfTurns(turnsSeenBy(world, session))];
    compare(nameOf(session), await seen(database, session), expected);
  }
  const kept = await database.asOwner((owner) => wordsKept(owner, world));
  compare('the owner', kept, wordsOf({ ...world, passkeys: [] }));
}

async function checkAct(database: Database, world: World, { who, act }: { who: Session; act: Act }, tally: Tally): Promise<void> {
  const isDone = await doInDatabase(database, who, statementOf(act));
  const isAllowed = doInModel(world, who, act);
  for (const name of namesOf(act)) {
    const count = tally.get(name) ?? { done: 0, refused: 0 };
    tally.set(name, { done: count.done + Number(isAllowed), refused: count.refused + Number(!isAllowed) });
  }
  if (isDone !== isAllowed && act.kind !== 'look' && act.kind !== 'look at notes') {
    throw new Error(`${nameOf(who)} ${isDone ? 'could' : 'could not'} ${JSON.stringify(act)}`);
  }
}

/** What an act counts as: its kind, and its kind on this table or with this question. */
function namesOf(act: Act): string[] {
  if ('of' in act) return [act.kind, `${act.kind} ${act.of}`];
  return 'question' in act ? [act.kind, `${act.kind} ${act.question}`] : [act.kind];
}

/** Refused by a right or a policy, or impossible by a key: nothing happened. */
const refusals = ['42501', '23503', '23505', '23514'];

async function doInDatabase(database: Database, who: Session, statement: RawBuilder<unknown>): Promise<boolean> {
  try {
    const { rows, numAffectedRows } = await database.doors.asPerson(who.token, (db) => statement.execute(db));
    if (numAffectedRows !== undefined) return numAffectedRows > 0n;
    return rows.some((row) => Object.values(row ?? {}).some((value) => value !== null && value !== false));
  } catch (error) {
    if (error instanceof NoSessionError || refusals.includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

async function seen(database: Database, session: Session): Promise<string[]> {
  try {
    return await database.doors.asPerson(session.token, wordsSeen);
  } catch (error) {
    if (error instanceof NoSessionError) return [];
    throw error;
  }
}

function compare(who: string, found: readonly string[], expected: readonly string[]): void {
  const extra = found.filter((word) => !expected.includes(word));
  const missing = expected.filter((word) => !found.includes(word));
  const isSame = extra.length === 0 && missing.length === 0 && found.length === expected.length;
  if (!isSame) throw new Error(`${who} sees too much: [${extra.join('; ')}]; misses: [${missing.join('; ')}]`);
}

function nameOf(session: Session): string {
  return `${session.person} in ${session.organisation} under the hat ${session.hat}`;
}
