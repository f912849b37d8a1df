import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Coach, Coachee, Position, Tags, Working } from './person.ts';
import { comparePair } from './compare-pair.ts';
import { recordOfTags } from './code-people.ts';
import { findBarriers } from './find-barriers.ts';
import { forbidden } from './instance.ts';
import { standardSettings, type MatchSettings } from './match-settings.ts';
import { scorePairs } from './score-pairs.ts';
import { notMeasured } from './score-tables.ts';

const names = (letters: string, maxLength: number) => fc.array(fc.constantFrom(...Array.from(letters)), { maxLength });
const tags = fc.option(names('abcdefghijklmnopqrs', 18)) as fc.Arbitrary<Tags>; // as: fast-check's arrays are writable
const answer = fc.integer({ min: 1, max: 5 });
const declared = {
  tags: fc.tuple(...Array.from({ length: 10 }, () => tags)).map((lists) => {
    const left = [...lists];
    return recordOfTags(() => left.pop() ?? null);
  }),
  working: fc.option(fc.tuple(answer, answer, answer, answer)) as fc.Arbitrary<Working | null>, // as: writable again
  ties: names('xyz', 1),
  lines: names('xyz', 1)
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

it('scores many pairs exactly as it compares one, and forbids what has a barrier', () => {
  fc.assert(
    fc.property(
      fc.array(coachees, { minLength: 1, maxLength: 4 }),
      fc.array(coaches, { minLength: 1, maxLength: 4 }),
      settings,
      (left, right, rules) => {
        const scores = scorePairs({ coachees: left, coaches: right, bans: [] }, rules);
        const expected = left.flatMap((coachee) =>
          right.map((coach) => {
            const { ground, horizon, fit } = comparePair(coachee, coach, rules);
            return [ground ?? notMeasured, horizon ?? notMeasured, findBarriers(coachee, coach, rules).length > 0 ? forbidden : fit];
          })
        );
        expect(expected.map((_, at) => [scores.ground[at], scores.horizon[at], scores.fit[at]])).toEqual(expected);
      }
    ),
    { numRuns: 300 }
  );
});
