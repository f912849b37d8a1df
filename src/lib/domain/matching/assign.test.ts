import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign, type Objective } from './assign.ts';
import { certify } from './certify.ts';
import { choose, countBlockingPairs } from './choose.ts';
import { drawnByLot } from './favour.ts';
import { forbidden, pinOf, scoreOfPair, type Instance } from './instance.ts';

type Optimum = { readonly score: number; readonly matched: number };
type Fixture = {
  readonly caps: readonly number[];
  readonly scores?: readonly (readonly number[])[];
  readonly candidates?: readonly (readonly (readonly [coach: number, score: number])[])[];
  readonly pinned?: readonly (readonly [coachee: number, coach: number])[];
  readonly optimum: { readonly maxScore: Optimum; readonly maxMatchedThenScore: Optimum; readonly maxScoreWithPins?: Optimum };
  readonly stable: { readonly assignment: readonly number[]; readonly score: number };
};

const names = ['m1', 'm2', 'm3', 'm4', 'm5'] as const;

function readFixture(name: string): Fixture {
  const read: unknown = JSON.parse(readFileSync(`test/fixtures/matching/matching-${name}.json`, 'utf8'));
  return read as Fixture; // as: our own file, and what it holds is what is tested
}

function instanceOf({ caps, scores, candidates = [] }: Fixture): Instance {
  const rows = scores ?? candidates;
  const sizes = { coachees: rows.length, coaches: caps.length, capacities: Int32Array.from(caps), pins: null };
  if (scores) return { ...sizes, scores: Int32Array.from(scores.flat()), starts: null, columns: null };
  const entries = candidates.flat();
  const starts = candidates.reduce<number[]>((ends, row) => [...ends, (ends.at(-1) ?? 0) + row.length], [0]);
  return {
    ...sizes,
    scores: Int32Array.from(entries, ([, score]) => score),
    columns: Int32Array.from(entries, ([coach]) => coach),
    starts: Int32Array.from(starts)
  };
}

function pinsOf({ pinned = [] }: Fixture, coachees: number): Int32Array {
  const pins = new Int32Array(coachees).fill(-1);
  for (const [coachee, coach] of pinned) pins[coachee] = coach;
  return pins;
}

const short = ({ total, matched }: { total: number; matched: number }) => ({ score: total, matched });

it.each(names)('finds the known optimum of fixture %s, for both objectives, and proves it', (name) => {
  const fixture = readFixture(name);
  const instance = instanceOf(fixture);
  const [score, matched] = [assign(instance, 'score'), assign(instance, 'matched')];
  expect(short(score)).toEqual(fixture.optimum.maxScore);
  expect(short(matched)).toEqual(fixture.optimum.maxMatchedThenScore);
  expect([score.certificate.proven, matched.certificate.proven]).toEqual([true, true]);
});

it('finds the known optimum of fixture m2 with its pins, and keeps them', () => {
  const fixture = readFixture('m2');
  const instance = { ...instanceOf(fixture), pins: pinsOf(fixture, 60) };
  const assignment = assign(instance, 'matched');
  expect(short(assignment)).toEqual(fixture.optimum.maxScoreWithPins);
  expect([...assignment.coachOf.subarray(0, 3)]).toEqual([15, 16, 9]);
  expect(assignment.certificate.proven).toBe(true);
});

it.each(names)('gives exactly the choice that fixture %s knows, with nobody who would both rather', (name) => {
  const fixture = readFixture(name);
  const instance = instanceOf(fixture);
  const choice = choose(instance, drawnByLot);
  expect([...choice.coachOf]).toEqual(fixture.stable.assignment);
  expect(choice.total).toBe(fixture.stable.score);
  expect(countBlockingPairs(instance, drawnByLot, choice.coachOf)).toBe(0);
});

const worlds = fc
  .record({
    coachees: fc.integer({ min: 1, max: 6 }),
    coaches: fc.integer({ min: 1, max: 4 }),
    highest: fc.constantFrom(1, 3, 20, 1_000_000)
  })
  .chain(({ coachees, coaches, highest }) =>
    fc.record({
      coachees: fc.constant(coachees),
      coaches: fc.constant(coaches),
      capacities: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: coaches, maxLength: coaches }),
      scores: fc.array(
        fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: highest }) }, { arbitrary: fc.constant(forbidden), weight: 1 }),
        {
          minLength: coachees * coaches,
          maxLength: coachees * coaches
        }
      ),
      pin: fc.option(fc.record({ coachee: fc.nat(coachees - 1), coach: fc.nat(coaches - 1) })),
      isSparse: fc.boolean()
    })
  );

type World = Parameters<Parameters<typeof worlds.map>[0]>[0];

/** A pin that cannot be kept is left out: `findConflicts` is there for those. */
function pinsOfWorld({ coachees, coaches, capacities, scores, pin }: World): Int32Array | null {
  if (!pin || capacities[pin.coach] === 0 || (scores[pin.coachee * coaches + pin.coach] ?? forbidden) < 0) return null;
  return new Int32Array(coachees).fill(-1).fill(pin.coach, pin.coachee, pin.coachee + 1);
}

function instanceOfWorld(world: World): Instance {
  const { coachees, coaches, scores, isSparse } = world;
  const sizes = { coachees, coaches, capacities: Int32Array.from(world.capacities), pins: pinsOfWorld(world) };
  if (!isSparse) return { ...sizes, scores: Int32Array.from(scores), starts: null, columns: null };
  const listed = scores.flatMap((score, entry) => (score < 0 ? [] : [entry]));
  const ends = Array.from({ length: coachees + 1 }, (_, row) => listed.filter((entry) => entry < row * coaches).length);
  return {
    ...sizes,
    scores: Int32Array.from(listed, (entry) => scores[entry] ?? forbidden),
    columns: Int32Array.from(listed, (entry) => entry % coaches),
    starts: Int32Array.from(ends)
  };
}

const loadOf = (coachOf: Int32Array, coaches: number) =>
  Array.from({ length: coaches }, (_, coach) => coachOf.filter((own) => own === coach).length ** 2).reduce(
    (sum, square) => sum + square,
    0
  );

type Tried = { readonly total: number; readonly matched: number; readonly load: number };

/** Everything there is, one coachee after another. */
function* tryAll(instance: Instance, left: readonly number[], coachee = 0): Generator<Tried> {
  if (coachee === instance.coachees) {
    const loads = left.map((places, coach) => (instance.capacities[coach] ?? 0) - places);
    yield { total: 0, matched: 0, load: loads.reduce((sum, load) => sum + load ** 2, 0) };
    return;
  }
  const pin = pinOf(instance, coachee);
  if (pin === -1) yield* tryAll(instance, left, coachee + 1);
  for (let coach = 0; coach < instance.coaches; coach += 1) {
    const score = scoreOfPair(instance, coachee, coach);
    const places = left[coach] ?? 0;
    if (score < 0 || places === 0 || ![-1, coach].includes(pin)) continue;
    for (const rest of tryAll(instance, left.with(coach, places - 1), coachee + 1)) {
      yield { total: rest.total + score, matched: rest.matched + 1, load: rest.load };
    }
  }
}

function isBetter(one: Tried, other: Tried, objective: Objective): boolean {
  if (objective === 'matched' && one.matched !== other.matched) return one.matched > other.matched;
  return one.total === other.total ? one.load < other.load : one.total > other.total;
}

it.each<Objective>(['score', 'matched'])('is as good as trying everything on 10,000 random small instances: %s', (objective) => {
  fc.assert(
    fc.property(worlds, (world) => {
      const instance = instanceOfWorld(world);
      const { total, matched, coachOf, certificate } = assign(instance, objective);
      let best: Tried = { total: -1, matched: -1, load: 0 };
      for (const tried of tryAll(instance, [...instance.capacities])) if (isBetter(tried, best, objective)) best = tried;
      expect({ total, proven: certificate.proven }).toEqual({ total: best.total, proven: true });
      if (objective === 'matched')
        expect({ matched, load: loadOf(coachOf, instance.coaches) }).toEqual({ matched: best.matched, load: best.load });
    }),
    { numRuns: 10_000 }
  );
});

/** Numbers that repeat: no chance. */
const turn = (at: number, upTo: number) => (Math.imul(at + 1, 2_654_435_761) >>> 8) % upTo;

it.each([
  ['tight', 400, 5, 1_000_000],
  ['scarce', 300, 4, 1_000_000],
  ['slack, with many equals', 700, 7, 20],
  ['tight, with hardly anything but equals', 400, 5, 2]
] as const)('proves the optimum of larger ones, whose rows are looked up by sample: %s', (_, places, capacity, highest) => {
  const coaches = 900;
  const coachees = 400;
  const capacities = Int32Array.from({ length: coaches }, (_one, coach) => (coach < Math.floor(places / capacity) ? capacity : 0));
  const scores = Int32Array.from({ length: coachees * coaches }, (_one, at) =>
    turn(at, 50) === 0 ? forbidden : turn(at * 7, highest + 1)
  );
  const instance: Instance = { coachees, coaches, capacities, scores, starts: null, columns: null, pins: null };
  expect(assign(instance, 'score').certificate.proven).toBe(true);
  expect(assign(instance, 'matched').certificate.proven).toBe(true);
});

it('gives the same result for the same instance', () => {
  const instance = instanceOf(readFixture('m3'));
  expect(assign(instance, 'score').coachOf).toEqual(assign(instance, 'score').coachOf);
});

it('does not call a claim proven that is worth a unit less, breaks a capacity, or takes a forbidden pair', () => {
  const instance: Instance = {
    coachees: 2,
    coaches: 2,
    capacities: Int32Array.of(1, 1),
    scores: Int32Array.of(5, 4, 5, forbidden),
    starts: null,
    columns: null,
    pins: null
  };
  const { prices, worth } = assign(instance, 'score');
  const isProven = (...coachOf: number[]) => certify(instance, { coachOf: Int32Array.from(coachOf), prices, worth }).proven;
  expect(isProven(1, 0)).toBe(true);
  expect(isProven(0, -1)).toBe(false);
  expect(isProven(0, 0)).toBe(false);
  expect(isProven(0, 1)).toBe(false);
});
