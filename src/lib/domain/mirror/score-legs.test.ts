import fc from 'fast-check';
import { expect, it } from 'vitest';
import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { Answer, Answers } from './parse-answers.ts';
import { scoreLegs } from './score-legs.ts';

const instrument = {
  items: supportTypes.flatMap((leg) => [1, 2, 3, 4, 5, 6].map((n) => ({ id: `${leg}-${n}`, leg, facet: 'x', core: true })))
};

function answersOf(leg: string, given: readonly (Answer | undefined)[]): Answers {
  return Object.fromEntries(given.flatMap((answer, index) => (answer === undefined ? [] : [[`${leg}-${index + 1}`, answer]])));
}

it('is the mean of the answered items: the worked number of docs/methods/leg-score.md', () => {
  const answers = answersOf('network', [4, 3, 5, 2, null, 4]);
  expect(scoreLegs(instrument, answers).network).toBe(3.6);
});

it('needs five of six items', () => {
  expect(scoreLegs(instrument, answersOf('career', [3, 3, 3, 3, 3])).career).toBe(3);
  expect(scoreLegs(instrument, answersOf('career', [3, 3, 3, 3])).career).toBeNull();
});

it('needs four of five items in a short form', () => {
  const short = { items: instrument.items.filter((item) => !item.id.endsWith('6')) };
  expect(scoreLegs(short, answersOf('autonomy', [2, 2, 2, 2])).autonomy).toBe(2);
  expect(scoreLegs(short, answersOf('autonomy', [2, 2, 2])).autonomy).toBeNull();
});

it('counts "did not come up" as missing, not as zero and not as answered', () => {
  expect(scoreLegs(instrument, answersOf('career', [5, 5, 5, 5, null, null])).career).toBeNull();
});

it('gives all four legs, null and not 0 where nothing is measured (C1)', () => {
  expect(scoreLegs(instrument, {})).toEqual({ 'socio-emotional': null, network: null, autonomy: null, career: null });
});

it('gives null for a leg without items, whatever the answers', () => {
  expect(scoreLegs({ items: [] }, { 'career-1': 5 }).career).toBeNull();
});

it('keeps the legs apart: an answer moves its own leg only', () => {
  const answers = { ...answersOf('network', [1, 1, 1, 1, 1, 1]), ...answersOf('career', [5, 5, 5, 5, 5, 5]) };
  expect(scoreLegs(instrument, answers)).toEqual({ 'socio-emotional': null, network: 1, autonomy: null, career: 5 });
});

it('stays between one and five, or null, for any answers', () => {
  const answer = fc.constantFrom<Answer>(1, 2, 3, 4, 5, null);
  const answers = fc.dictionary(fc.constantFrom(...instrument.items.map((item) => item.id)), answer, { minKeys: 10 });
  fc.assert(
    fc.property(answers, (given) => {
      const scores = Object.values(scoreLegs(instrument, given));
      expect(scores.every((score) => score === null || (score >= 1 && score <= 5))).toBe(true);
    })
  );
});

it('rises or stays when one answer rises', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Answer>(1, 2, 3, 4), { minLength: 6, maxLength: 6 }), (given) => {
      const before = scoreLegs(instrument, answersOf('network', given)).network ?? 0;
      expect(scoreLegs(instrument, answersOf('network', [5, ...given.slice(1)])).network).toBeGreaterThan(before);
    })
  );
});
