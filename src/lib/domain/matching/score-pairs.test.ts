import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Coach, Coachee, Position, Tags, Working } from './person.ts';
import { comparePair, hundredPer, toHundred, unit } from './compare-pair.ts';
import { recordOfTags } from './code-people.ts';
import { findBarriers } from './find-barriers.ts';
import { forbidden } from './instance.ts';
import { standardSettings, type MatchSettings } from './match-settings.ts';
import { scorePairs } from './score-pairs.ts';
import { notMeasured } from './write-row.ts';

const names = (letters: string, maxLength: number) => fc.array(fc.constantFrom(...Array.from(letters)), { maxLength });
const letters = 'abcdefghijklmnopqrstuvwxyz';
// Many of a few letters are tags that many chose; few of many letters are rare.
const tags = fc.option(fc.oneof(names(letters.slice(0, 18), 18), names(letters + letters.toUpperCase(), 3))) as fc.Arbitrary<Tags>; // as: fast-check's arrays are writable
const answer = fc.integer({ min: 1, max: 5 });
const declared = {
  tags: fc.tuple(...Array.from({ length: 10 }, () => tags)).map((lists) => {
    const left = [...lists];
    return recordOfTags(() => left.pop() ?? null);
  }),
  working: fc.option(fc.tuple(answer, answer, answer, answer)) as fc.Arbitrary<Working | null>, // as: writable again
  ties: names('xyz', 1),
  lines: names('xyz', 1),
  vetoes: names('eps', 1)
};
const coachees = fc.record<Coachee>({
  ...declared,
  id: fc.constantFrom('p', 'q', 'r'),
  position: fc.option(fc.constantFrom<Position>(1, 2, 3, 4, 5)),
  evaluators: names('eps', 1),
  wishes: names('vw', 2)
});
const coaches = fc.record<Coach>({
  ...declared,
  id: fc.constantFrom('e', 'p', 's'),
  capacity: fc.constant(1),
  closeTo: names('eps', 1),
  volunteered: names('vw', 2)
});
const rule = fc.record({ ground: fc.nat(10), horizon: fc.nat(10), enough: fc.integer({ min: 1, max: 7 }) });
const settings: fc.Arbitrary<MatchSettings> = fc
  .record({ rule, wish: fc.nat(10), wishesUsed: fc.nat(2), needsLanguage: fc.boolean() })
  .map(({ rule: given, ...rest }) => ({
    ...standardSettings,
    ...rest,
    rules: { ...standardSettings.rules, network: given, working: given, path: { ...given, ground: 0 } }
  }));

const few = { coachees: { minLength: 1, maxLength: 4 }, coaches: { minLength: 1, maxLength: 4 }, numRuns: 300 };
// More coaches than are scored at once, and more sets of attributes than there is room for on the board.
const many = { coachees: { minLength: 10, maxLength: 14 }, coaches: { minLength: 15, maxLength: 50 }, numRuns: 40 };

it.each([few, many])('scores many pairs exactly as it compares one, and forbids what has a barrier', (sizes) => {
  fc.assert(
    fc.property(fc.array(coachees, sizes.coachees), fc.array(coaches, sizes.coaches), settings, (left, right, rules) => {
      const scores = scorePairs({ coachees: left, coaches: right, bans: [] }, rules);
      const expected = left.flatMap((coachee) =>
        right.map((coach) => {
          const { ground, horizon, fit } = comparePair(coachee, coach, rules);
          return [ground ?? notMeasured, horizon ?? notMeasured, findBarriers(coachee, coach, rules).length > 0 ? forbidden : fit];
        })
      );
      expect(expected.map((_, at) => [scores.ground[at], scores.horizon[at], scores.fit[at]])).toEqual(expected);
    }),
    { numRuns: sizes.numRuns }
  );
});

it('lets a wish add a quarter at most, and never measure what was not measured without it (C26)', () => {
  fc.assert(
    fc.property(coachees, coaches, settings, (coachee, coach, rules) => {
      const [wished, other] = [comparePair(coachee, coach, rules), comparePair({ ...coachee, wishes: [] }, coach, rules)];
      const more = (wished.ground ?? 0) - (other.ground ?? 0);
      expect([wished.ground === null, wished.horizon, more >= 0 && more <= 25]).toEqual([other.ground === null, other.horizon, true]);
    }),
    { numRuns: 2_000 }
  );
});

it('does not let a wish decide where all the weight lies on what somebody left open (C26)', () => {
  const nothing = { ground: 0, horizon: 0, enough: 1 };
  const rules = { ...recordOfTags(() => nothing), working: nothing, network: { ground: 8, horizon: 0, enough: 1 } };
  const person = { id: 'p', tags: recordOfTags(() => null), working: null, ties: [], lines: [], vetoes: [] };
  const coachee = { ...person, position: null, evaluators: [], wishes: ['w'] };
  const coach = { ...person, id: 'e', capacity: 1, closeTo: [], volunteered: [] };
  const { fit, ground } = scorePairs(
    { coachees: [coachee], coaches: [coach, { ...coach, id: 's', volunteered: ['w'] }], bans: [] },
    { ...standardSettings, rules }
  );
  expect([[...fit], [...ground]]).toEqual([
    [0, 0],
    [notMeasured, notMeasured]
  ]);
});

it('rounds in four bytes as in eight, for every weight and all that can be earned', () => {
  const { fround } = Math;
  const weights = Array.from({ length: 110 }, (_, at) => at + 1);
  const different = weights.flatMap((weight) => {
    const scale = hundredPer(weight);
    const rate = fround(scale);
    const inFour = (earned: number) => Math.trunc(fround(fround(earned * rate) + fround(0.50005)));
    return Array.from({ length: unit * weight + 1 }, (_, earned) => earned).filter((earned) => inFour(earned) !== toHundred(earned, scale));
  });
  expect(different).toEqual([]);
});
