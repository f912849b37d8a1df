import { expect, it } from 'vitest';
import { tellProgress } from './desk-words.ts';

it('tells of a run what is being done and how much of it, and counts nothing in what is one step', () => {
  expect(tellProgress({ stage: 'scoring', done: 300, of: 2_000 })).toEqual({
    ...{ stage: 'We vergelijken iedereen met iedereen.', count: '300 van 2000', done: 300, of: 2_000 }
  });
  expect(tellProgress({ stage: 'writing', done: 0, of: 1 }).count).toBe('');
});
