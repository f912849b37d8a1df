import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign } from './assign.ts';
import { recordOfTags } from './code-people.ts';
import { findConflicts, findNobodyLeft } from './find-conflicts.ts';
import { findFullCoaches } from './find-full-coaches.ts';
import { findShortages } from './find-shortages.ts';
import { pinOf, scoreOfPair, type Instance } from './instance.ts';
import { standardSettings } from './match-settings.ts';
import type { Coach, Coachee, Position } from './person.ts';
import { scorePairs } from './score-pairs.ts';
import { shortLists, type Suggestion } from './short-lists.ts';

/** Numbers that repeat: no chance. */
const turn = (seed: number, upTo: number) => (Math.imul(seed + 1, 2_654_435_761) >>> 8) % upTo;
const tagsOf = (seed: number) => {
  let next = seed * 97;
  return recordOfTags((attribute) => {
    next += 1;
    return attribute === 'languages' ? ['Dutch'] : [`${turn(next, 5)}`, `${turn(next + 50, 5)}`];
  });
};
const coacheeOf = (at: number): Coachee => ({
  id: `coachee ${at}`,
  tags: tagsOf(at),
  working: null,
  ties: [],
  lines: [],
  position: ((at % 5) + 1) as Position, // as: 1 to 5 by arithmetic
  vetoes: [],
  evaluators: [],
  wishes: []
});
const coachOf = (at: number): Coach => ({
  id: `coach ${at}`,
  tags: tagsOf(1_000 + at),
  working: null,
  ties: [],
  lines: [],
  capacity: 2,
  vetoes: [],
  closeTo: [],
  volunteered: []
});

function makeLists(coacheeCount: number, coachCount: number, pins: Int32Array | null = null) {
  const coachees = Array.from({ length: coacheeCount }, (_, at) => coacheeOf(at));
  const coaches = Array.from({ length: coachCount }, (_, at) => coachOf(at));
  const scores = scorePairs({ coachees, coaches, bans: [] }, standardSettings);
  const capacities = new Int32Array(coachCount).fill(2);
  const lists = shortLists({ coachees, capacities, pins, scores, settings: standardSettings });
  return { lists, scores, capacities };
}

const coachesOf = (list: readonly Suggestion[]) => list.map(({ coach }) => coach);

it('suggests three coaches to everybody, all different, the last one deliberately so (C27)', () => {
  const { lists } = makeLists(40, 20);
  expect(lists.every((list) => new Set(coachesOf(list)).size === 3)).toBe(true);
  const kinds = lists.map((list) => list.map(({ why }) => why).join(' '));
  expect(new Set(kinds)).toEqual(new Set(['fit fit different', 'fit fit fit']));
  expect(kinds.filter((kind) => kind === 'fit fit different').length).toBeGreaterThanOrEqual(36);
});

it('calls nobody different who is not, and of equals takes who is least like the others (C27)', () => {
  const settings = { ...standardSettings, suggestions: 2 };
  const listOf = (ground: number[], horizon: number[]) => {
    const scores = {
      fit: Int32Array.from(ground, (g, at) => 67 * g + 33 * (horizon[at] ?? 0)),
      ground: Uint8Array.from(ground),
      horizon: Uint8Array.from(horizon)
    };
    const [list] = shortLists({
      coachees: [coacheeOf(0)],
      capacities: new Int32Array(ground.length).fill(1),
      pins: null,
      scores,
      settings
    });
    return list ?? [];
  };
  expect(listOf([90, 80, 20], [50, 100, 100])).toEqual([
    { coach: 1, why: 'fit' },
    { coach: 2, why: 'different' } // as new as the first, and less alike
  ]);
  expect(listOf([90, 90], [50, 50]).map(({ why }) => why)).toEqual(['fit', 'fit']);
});

it('suggests nobody more often than three times the places', () => {
  const { lists } = makeLists(40, 20);
  const counts = Array.from({ length: 20 }, (_, coach) => lists.flatMap(coachesOf).filter((suggested) => suggested === coach).length);
  expect(Math.max(...counts)).toBe(6);
});

it('gives as first suggestions an assignment in which everybody has a place', () => {
  const { lists } = makeLists(40, 20);
  const firsts = lists.map(([first]) => first?.coach);
  expect(Array.from({ length: 20 }, (_, coach) => firsts.filter((first) => first === coach).length)).toEqual(Array(20).fill(2));
});

it('suggests somebody to everybody also when there are too few places', () => {
  const { lists } = makeLists(30, 5);
  expect(lists.every((list) => list.length === 3)).toBe(true);
});

it('suggests the pinned coach only to whoever was pinned', () => {
  const { lists } = makeLists(40, 20, new Int32Array(40).fill(-1).with(7, 3));
  expect(coachesOf(lists[7] ?? [])).toEqual([3]);
});

it('puts a coach with more new horizon last on the list of a pioneer than the first two have', () => {
  const { lists, scores } = makeLists(40, 20);
  const horizonOf = (coachee: number) => (lists[coachee] ?? []).map(({ coach }) => scores.horizon[coachee * 20 + coach] ?? 0);
  const pioneers = [0, 5, 10, 15, 20, 25, 30, 35].map(horizonOf);
  const mean = (at: number) => pioneers.reduce((sum, numbers) => sum + (numbers[at] ?? 0), 0) / pioneers.length;
  expect(mean(2)).toBeGreaterThan((mean(0) + mean(1)) / 2);
});

const instanceOf = (capacities: number[], scores: number[][], pins: number[] | null = null): Instance => ({
  coachees: scores.length,
  coaches: capacities.length,
  capacities: Int32Array.from(capacities),
  scores: Int32Array.from(scores.flat()),
  starts: null,
  columns: null,
  pins: pins && Int32Array.from(pins)
});

it('says which coachees together have too few places, and for whom every coach is forbidden', () => {
  const instance = instanceOf(
    [1, 1, 2],
    [
      [5, 5, -1],
      [5, 5, -1],
      [5, 5, -1],
      [-1, -1, 5],
      [-1, -1, -1]
    ]
  );
  const { coachOf: seats } = assign(instance, 'matched');
  expect(findShortages(instance, seats)).toEqual([
    { unmatched: [seats.indexOf(-1)], coachees: [0, 1, 2], coaches: [0, 1], places: 2 },
    { unmatched: [4], coachees: [4], coaches: [], places: 0 }
  ]);
  expect(findNobodyLeft(instance)).toEqual([{ kind: 'nobody-left', coachee: 4 }]);
});

it('tells everybody who is short of the same places once', () => {
  const instance = instanceOf([1], [[5], [7], [6]]);
  expect(findShortages(instance, assign(instance, 'matched').coachOf)).toEqual([
    { unmatched: [0, 2], coachees: [0, 1, 2], coaches: [0], places: 1 }
  ]);
});

/** Small instances with pins that can be kept; places are few. */
const smallInstances = fc
  .tuple(fc.array(fc.nat(2), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 7 }))
  .chain(([capacities, coachees]) =>
    fc.record({
      capacities: fc.constant(capacities),
      scores: fc.array(fc.array(fc.oneof(fc.constant(-1), fc.nat(9)), { minLength: capacities.length, maxLength: capacities.length }), {
        minLength: coachees,
        maxLength: coachees
      }),
      wished: fc.array(fc.integer({ min: -4, max: capacities.length - 1 }), { minLength: coachees, maxLength: coachees })
    })
  )
  .map(({ capacities, scores, wished }) => {
    const left = [...capacities];
    const pins = scores.map((row, coachee) => {
      const coach = wished[coachee] ?? -1;
      if ((row[coach] ?? -1) < 0 || (left[coach] ?? 0) === 0) return -1;
      left[coach] = (left[coach] ?? 0) - 1;
      return coach;
    });
    return { ...instanceOf(capacities, scores, pins), left };
  });

it('explains every shortage by coachees who can go nowhere else and fewer places, each of them once (Hall)', () => {
  fc.assert(
    fc.property(smallInstances, ({ left, ...instance }) => {
      const { coachOf } = assign(instance, 'matched');
      const shortages = findShortages(instance, coachOf);
      for (const { coachees, coaches, places, unmatched } of shortages) {
        const possible = coachees.flatMap((coachee) =>
          left.flatMap((_, coach) => (scoreOfPair(instance, coachee, coach) < 0 ? [] : [coach]))
        );
        expect([...new Set(possible)].toSorted()).toEqual(coaches);
        expect(coaches.reduce((sum, coach) => sum + (left[coach] ?? 0), 0)).toBe(places);
        expect(coachees.length - unmatched.length).toBe(places);
        expect(coachees.every((coachee) => pinOf(instance, coachee) === -1)).toBe(true);
      }
      const told = shortages.flatMap(({ unmatched }) => unmatched).toSorted((a, b) => a - b);
      expect(told).toEqual([...coachOf].flatMap((coach, coachee) => (coach === -1 ? [coachee] : [])));
      const all = shortages.flatMap(({ coachees }) => coachees);
      expect(new Set(all).size).toBe(all.length);
    }),
    { numRuns: 3_000 }
  );
});

it('explains pins that cannot be kept: who, and which constraint', () => {
  const instance = instanceOf(
    [1, 1],
    [
      [5, -1],
      [5, 5],
      [5, 5]
    ],
    [1, 0, 0]
  );
  expect(findConflicts(instance)).toEqual([
    { kind: 'pin-forbidden', coachee: 0, coach: 1 },
    { kind: 'pins-over-capacity', coach: 0, pinned: [1, 2], capacity: 1 }
  ]);
});

it('names the better-fitting coach who was full, with what it would cost at least', () => {
  const instance = instanceOf(
    [1, 1],
    [
      [9, 4],
      [9, 8]
    ]
  );
  const assignment = assign(instance, 'matched');
  expect([...assignment.coachOf]).toEqual([0, 1]);
  const [full] = findFullCoaches(instance, 1, assignment);
  expect(full?.coach).toBe(0);
  expect(full?.dearer).toBeGreaterThanOrEqual(0);
  expect(full?.dearer).toBeLessThanOrEqual(17 - 13);
});

it('says of somebody without a coach what a full one would cost all together, and no more than that', () => {
  const instance = instanceOf([2], [[3], [0], [1]]);
  expect(findFullCoaches(instance, 1, assign(instance, 'matched'))).toEqual([{ coach: 0, dearer: 1 }]);
});
