import { setImmediate as nextTurn } from 'node:timers/promises';
import { comparePair } from '#lib/domain/matching/compare-pair.ts';
import { findPinProblems } from '#lib/domain/matching/find-pin-problems.ts';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import type { Coach } from '#lib/domain/matching/person.ts';
import { parseMatchProfile, toCoach, emptyBackground } from '#lib/domain/matching/profile.ts';
import type { MatchingResult } from './matching-messages.ts';
import { type Everybody, pinsOf, readRoundInput, type RoundDesk, type RoundInput } from './read-round-input.ts';
import { startMatching } from './start-matching.ts';

/**
 * One thing that could be otherwise: other rules; another number of places with a coach; so many more coaches with `places` each, in a
 * sector (as a tag) or anywhere (null).
 */
export type Change =
  | { readonly kind: 'rules'; readonly settings: MatchSettings }
  | { readonly kind: 'places'; readonly coachId: string; readonly places: number }
  | { readonly kind: 'coaches'; readonly count: number; readonly places: number; readonly sector: string | null };

/** How a result looks as a whole. `ground`, `horizon`: the means of all pairs, 0 to 100; null when nothing was measured. */
export type Picture = { matched: number; ground: number | null; horizon: number | null };

/**
 * What a change would do. `moved`: so many coachees would be put with another coach, or with none; `listed`: so many would read another
 * short list. `gained`, `lost`: the ids of who would then have a coach, or would have none any more.
 */
export type Trial = { before: Picture; after: Picture; moved: number; listed: number; gained: string[]; lost: string[] };

export type TrialDesk = RoundDesk & { root: string; settings: MatchSettings };

/** One trial at a time in a process: each takes a thread, and six bytes a pair. */
const turn: { last: Promise<unknown> } = { last: Promise.resolve() };

/**
 * Works out a round twice, as it is and with one change, and says what is different; nothing is kept. Personal wishes stay out of both
 * (C26), so that no change shows whom they put together. Null when pins cannot be kept, as it is or with the change.
 */
export async function tryRound(desk: TrialDesk, change: Change): Promise<Trial | null> {
  const mine = turn.last.then(() => compareBoth(desk, change));
  turn.last = mine.catch(() => undefined);
  return mine;
}

type Side = { input: RoundInput; settings: MatchSettings; found: MatchingResult };

async function compareBoth(desk: TrialDesk, change: Change): Promise<Trial | null> {
  const input = await readRoundInput(desk);
  const otherwise = { ...input, people: changed(input.people, change) };
  const settings = change.kind === 'rules' ? change.settings : desk.settings;
  if (!holds(input, desk.settings) || !holds(otherwise, settings)) return null;
  return compare(await work(desk.root, input, desk.settings), await work(desk.root, otherwise, settings));
}

function holds({ people, bans, pins }: RoundInput, settings: MatchSettings): boolean {
  return findPinProblems({ ...people, bans }, pins, settings).length === 0;
}

async function work(root: string, input: RoundInput, settings: MatchSettings): Promise<Side> {
  const rules = { settings, objective: 'matched' as const, bans: input.bans, pins: pinsOf(input) };
  const run = startMatching({ root, ...input.people, rules }, () => undefined);
  try {
    return { input, settings, found: await run.finished };
  } finally {
    await run.stop();
  }
}

function changed(people: Everybody, change: Change): Everybody {
  if (change.kind === 'rules') return people;
  if (change.kind === 'coaches') return { ...people, coaches: [...people.coaches, ...moreCoaches(change)] };
  const { coachId, places } = change;
  return { ...people, coaches: people.coaches.map((coach) => (coach.id === coachId ? { ...coach, capacity: places } : coach)) };
}

/** Coaches of whom only the sector and the places are known: whatever else they would say is not guessed. */
function moreCoaches({ count, places, sector }: Extract<Change, { kind: 'coaches' }>): Coach[] {
  const profile = parseMatchProfile({ capacity: places, tags: sector === null ? {} : { sector: [sector] } });
  return Array.from({ length: count }, (_, at) => toCoach({ id: `new ${at}`, profile, background: emptyBackground, marks: [] }, new Map()));
}

async function compare(before: Side, after: Side): Promise<Trial> {
  const { coachees } = before.input.people;
  const coachOf = ({ input, found }: Side, at: number) => input.people.coaches[found.assignment.coachOf[at] ?? -1]?.id ?? null;
  const moves = coachees.map(({ id }, at) => ({ id, from: coachOf(before, at), to: coachOf(after, at) }));
  const listOf = ({ input, found }: Side, at: number) =>
    (found.lists[at] ?? []).map(({ coach }) => input.people.coaches[coach]?.id ?? '').join(' ');
  return {
    before: await pictureOf(before),
    after: await pictureOf(after),
    moved: moves.filter(({ from, to }) => from !== to).length,
    listed: coachees.filter((_, at) => listOf(before, at) !== listOf(after, at)).length,
    gained: moves.filter(({ from, to }) => from === null && to !== null).map(({ id }) => id),
    lost: moves.filter(({ from, to }) => from !== null && to === null).map(({ id }) => id)
  };
}

/** Both results are measured by their own rules. */
async function pictureOf({ input, settings, found }: Side): Promise<Picture> {
  const { coachees, coaches } = input.people;
  const grounds: number[] = [];
  const horizons: number[] = [];
  for (const [at, coachee] of coachees.entries()) {
    if (at % 200 === 199) await nextTurn();
    const coach = coaches[found.assignment.coachOf[at] ?? -1];
    if (!coach) continue;
    const { ground, horizon } = comparePair(coachee, coach, settings);
    if (ground !== null) grounds.push(ground);
    if (horizon !== null) horizons.push(horizon);
  }
  return { matched: found.assignment.matched, ground: meanOf(grounds), horizon: meanOf(horizons) };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
