import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choose, countBlockingPairs } from './choose.ts';
import { drawnByLot } from './favour.ts';
import type { Instance } from './instance.ts';

const instanceOf = (
  capacities: readonly number[],
  scores: readonly (readonly number[])[],
  pins: readonly number[] | null = null
): Instance => ({
  coachees: scores.length,
  coaches: capacities.length,
  capacities: Int32Array.from(capacities),
  scores: Int32Array.from(scores.flat()),
  starts: null,
  columns: null,
  pins: pins && Int32Array.from(pins)
});

it('gives the place to the coachee who comes first when a coach favours both as much', () => {
  const instance = instanceOf(
    [1, 0],
    [
      [5, 1],
      [9, 1],
      [7, 1]
    ]
  );
  expect([...choose(instance, () => 1).coachOf]).toEqual([0, -1, -1]);
});

it('asks the coach who comes first when a coachee likes both as much', () => {
  expect([...choose(instanceOf([1, 1], [[5, 5]]), drawnByLot).coachOf]).toEqual([0]);
});

it('takes a pinned pair and its place out before anybody chooses', () => {
  const instance = instanceOf(
    [1, 1],
    [
      [1, 2],
      [9, 3]
    ],
    [0, -1]
  );
  expect([...choose(instance, ({ score }) => score).coachOf]).toEqual([0, 1]);
});

it('counts a pair that would both rather have each other', () => {
  const instance = instanceOf(
    [1, 1],
    [
      [9, 1],
      [1, 9]
    ]
  );
  expect(countBlockingPairs(instance, ({ score }) => score, Int32Array.of(1, 0))).toBe(2);
});

it('leaves nobody who would both rather, and gives everybody the best they can have in that (Gale & Shapley)', () => {
  const scores = fc.array(fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }), scores, (capacities, rows) => {
      const instance = instanceOf(capacities, rows);
      const { coachOf } = choose(instance, drawnByLot);
      expect(countBlockingPairs(instance, drawnByLot, coachOf)).toBe(0);
      const ownScores = rows.map((row, coachee) => row[coachOf[coachee] ?? -1] ?? -1);
      for (const other of everyAssignment(instance)) {
        if (countBlockingPairs(instance, drawnByLot, other) > 0) continue;
        rows.forEach((row, coachee) => expect(ownScores[coachee]).toBeGreaterThanOrEqual(row[other[coachee] ?? -1] ?? -1));
      }
    }),
    { numRuns: 500 }
  );
});

function everyAssignment({ coachees, coaches, capacities, scores }: Instance): Int32Array[] {
  return Array.from({ length: (coaches + 1) ** coachees }, (_, code) =>
    Int32Array.from({ length: coachees }, (_one, coachee) => (Math.floor(code / (coaches + 1) ** coachee) % (coaches + 1)) - 1)
  ).filter((coachOf) => {
    const isAllowed = coachOf.every((coach, coachee) => coach === -1 || (scores[coachee * coaches + coach] ?? -1) >= 0);
    return isAllowed && capacities.every((places, coach) => coachOf.filter((own) => own === coach).length <= places);
  });
}
