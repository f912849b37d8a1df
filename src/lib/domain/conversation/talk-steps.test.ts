import { expect, test } from 'vitest';
import { type TalkFacts, talkSteps } from './talk-steps.ts';

const day = 24 * 60 * 60 * 1000;
const nothing: TalkFacts = { next: null, proposed: null, lookBackOn: null, isQuiet: false, hasTalked: true };
const kinds = (facts: Partial<TalkFacts>, now = 0) => talkSteps({ ...nothing, ...facts }, now).map(({ kind, turn }) => `${kind}:${turn}`);

test('with nothing planned either of the two plans (C9)', () => {
  expect(kinds({})).toEqual(['plan-conversation:both']);
});

test('with a talk planned nothing is asked', () => {
  expect(kinds({ next: { id: 'a', startsAt: day } })).toEqual([]);
});

test('whoever did not propose the moments chooses one', () => {
  expect(kinds({ proposed: { id: 'a', isMine: false } })).toEqual(['choose-time:me']);
  expect(kinds({ proposed: { id: 'a', isMine: true } })).toEqual(['choose-time:other']);
});

test('a talk that is over asks for a look back, for two weeks', () => {
  const lookBackOn = { id: 'a', startsAt: 0 };
  expect(kinds({ lookBackOn, next: { id: 'b', startsAt: 30 * day } }, 13 * day)).toEqual(['look-back:me']);
  expect(kinds({ lookBackOn, next: { id: 'b', startsAt: 30 * day } }, 14 * day)).toEqual([]);
});

test('long silence is said calmly to both (C33)', () => {
  expect(kinds({ isQuiet: true })).toEqual(['plan-after-silence:both']);
});
