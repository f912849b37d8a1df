import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandOf, compareScores, subtractScores } from './compare-scores.ts';

it.each([
  [3.6, 3.4, 'about-the-same', 'coach-higher'],
  [3.6, 3.1, 'worth-a-talk', 'coach-higher'],
  [3.1, 3.6, 'worth-a-talk', 'coachee-higher'],
  [2.2, 3.1, 'worth-a-talk', 'coachee-higher'],
  [4.2, 3.2, 'clear-difference', 'coach-higher'],
  [1, 5, 'clear-difference', 'coachee-higher'],
  [3, 3, 'about-the-same', 'equal']
] as const)('calls %d offered and %d received %s, %s', (...[offered, received, band, direction]) => {
  expect(compareScores(offered, received)).toMatchObject({ band, direction });
});

it('says nothing when one of the two is not measured', () => {
  expect([compareScores(null, 3), compareScores(3, null), compareScores(null, null)]).toEqual([null, null, null]);
});

it('counts a difference on the border to the larger band, in spite of binary fractions', () => {
  expect([4.1 - 3.6, 13 / 6 - 7 / 6]).not.toContain(0.5);
  expect([compareScores(4.1, 3.6)?.band, compareScores(13 / 6, 10 / 6)?.band]).toEqual(['worth-a-talk', 'worth-a-talk']);
  expect([compareScores(13 / 6, 7 / 6)?.band, compareScores(2.8, 1.8)?.band]).toEqual(['clear-difference', 'clear-difference']);
});

it('finds both borders exactly between any two means of six items', () => {
  const sums = Array.from({ length: 19 }, (_, index) => index + 12);
  expect(sums.map((sum) => subtractScores(sum / 6, (sum - 3) / 6))).toEqual(sums.map(() => 0.5));
  expect(sums.map((sum) => bandOf(subtractScores((sum - 6) / 6, sum / 6)))).toEqual(sums.map(() => 'clear-difference'));
});

it('never gives minus zero', () => {
  expect(Object.is(subtractScores(3, 3), 0)).toBe(true);
  expect(Object.is(subtractScores(0.1 + 0.2, 0.3), 0)).toBe(true);
});

it('turns round when the two change places', () => {
  const score = fc.double({ min: 1, max: 5, noNaN: true });
  const turned = { 'coach-higher': 'coachee-higher', 'coachee-higher': 'coach-higher', equal: 'equal' } as const;
  fc.assert(
    fc.property(score, score, (a, b) => {
      const [there, back] = [compareScores(a, b), compareScores(b, a)];
      expect(back).toEqual(there && { difference: 0 - there.difference, band: there.band, direction: turned[there.direction] });
    })
  );
});
