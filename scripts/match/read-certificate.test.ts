import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findConflicts } from '#lib/domain/matching/find-conflicts.ts';
import { readInstance } from './read-instance.ts';
import { solveInstance } from './solve-instance.ts';

/** What somebody has who did not see how it was made: the instance as it was given, the object as it was printed, and the method page. */
type Given = { caps: number[]; scores: number[][]; pinned: [coachee: number, coach: number][] };
type Printed = {
  total: number;
  matched: number;
  assignment: number[];
  certificate: { proven: boolean; value: number; bound: number; worthOfUnmatched: number; prices: number[]; gains: number[] };
};

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const at = <T>(list: readonly T[], index: number): T => list[index] ?? expect.fail(`nothing at ${index}`);

/** The rules of docs/methods/matching.md, "Proof", each by itself; the names of those that do not hold. */
function findUntrue({ caps, scores, pinned }: Given, { total, matched, assignment, certificate }: Printed): string[] {
  const { value, bound, worthOfUnmatched: worth, prices, gains } = certificate;
  const pinOf = new Map(pinned);
  const reached = assignment.map((coach, coachee) => (coach === -1 ? worth : at(at(scores, coachee), coach)));
  const mayGain = (coachee: number) =>
    at(scores, coachee).every((score, coach) => score < 0 || at(gains, coachee) >= score - at(prices, coach)) &&
    at(gains, coachee) >= worth;
  const isGain = (coachee: number) => {
    const pin = pinOf.get(coachee);
    return pin === undefined ? mayGain(coachee) : at(gains, coachee) === at(at(scores, coachee), pin) - at(prices, pin);
  };
  const rules = {
    'nobody is with a coach who cannot be': assignment.every((coach, coachee) => coach === -1 || at(at(scores, coachee), coach) >= 0),
    'no coach has more than places': caps.every((cap, coach) => assignment.filter((one) => one === coach).length <= cap),
    'pins are kept': pinned.every(([coachee, coach]) => assignment[coachee] === coach),
    'prices are 0 or more': prices.every((price) => price >= 0),
    'gains are what they may be': assignment.every((_, coachee) => isGain(coachee)),
    'value is what is reached': sum(reached) === value && total + worth * (assignment.length - matched) === value,
    'bound is gains and places': sum(gains) + sum(caps.map((cap, coach) => cap * at(prices, coach))) === bound,
    'both are the same': value === bound && certificate.proven
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

const sizes = fc.record({ coachees: fc.integer({ min: 1, max: 9 }), coaches: fc.integer({ min: 1, max: 5 }) });
const instances = sizes.chain(({ coachees, coaches }) =>
  fc.record({
    caps: fc.array(fc.nat(3), { minLength: coaches, maxLength: coaches }),
    scores: fc.array(fc.array(fc.integer({ min: -1, max: 12 }), { minLength: coaches, maxLength: coaches }), {
      minLength: coachees,
      maxLength: coachees
    }),
    pinned: fc.uniqueArray(fc.tuple(fc.nat(coachees - 1), fc.nat(coaches - 1)), { selector: ([coachee]) => coachee, maxLength: coachees })
  })
);

it.each(['score', 'matched'] as const)('prints a proof that can be checked with nothing else, pins and all: %s', (objective) => {
  let [pinned, full] = [0, 0];
  fc.assert(
    fc.property(instances, (given) => {
      const read = readInstance(JSON.stringify(given));
      if ('problem' in read) return expect.fail(read.problem);
      fc.pre(findConflicts(read.instance).length === 0);
      const printed = JSON.parse(JSON.stringify(solveInstance(read.instance, objective))) as Printed; // as: what is being checked
      pinned += given.pinned.length;
      full += printed.certificate.prices.filter((price) => price > 0).length;
      expect(findUntrue(given, printed)).toEqual([]);
    }),
    { numRuns: 2_000, seed: 20_261_129 }
  );
  expect(Math.min(pinned, full)).toBeGreaterThan(500);
});

it('finds what is not true in a proof', () => {
  const given: Given = { caps: [1, 1], scores: [[3, 1], [2, 2]], pinned: [[0, 1]] }; // prettier-ignore
  const certificate = { proven: true, value: 3, bound: 3, worthOfUnmatched: 0, prices: [0, 0], gains: [1, 2] };
  const printed: Printed = { total: 3, matched: 2, assignment: [1, 0], certificate };
  expect(findUntrue(given, printed)).toEqual([]);
  expect(findUntrue(given, { ...printed, certificate: { ...certificate, gains: [0, 2] } })).toEqual([
    'gains are what they may be',
    'bound is gains and places'
  ]);
  expect(findUntrue(given, { ...printed, assignment: [0, 0] })).toContain('no coach has more than places');
});
