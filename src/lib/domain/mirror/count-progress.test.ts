import { expect, it } from 'vitest';
import { countProgress } from './count-progress.ts';

const instrument = { items: ['SE1', 'CA2', 'AU1'].map((id) => ({ id, leg: 'career' as const, facet: 'x', core: true })) };

it('counts "did not come up" as answered', () => {
  expect(countProgress(instrument, { SE1: 4, CA2: null })).toEqual({ answered: 2, total: 3 });
});

it('starts at none and ends at all', () => {
  expect(countProgress(instrument, {}).answered).toBe(0);
  expect(countProgress(instrument, { SE1: 1, CA2: 1, AU1: 1 })).toEqual({ answered: 3, total: 3 });
});

it('does not count an answer to an item of another instrument', () => {
  expect(countProgress(instrument, { XX9: 4 }).answered).toBe(0);
});
