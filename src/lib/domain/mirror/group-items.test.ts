import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupItems } from './group-items.ts';

const items = ['SE1', 'CA2', 'AU1', 'NW1', 'CA3'].map((id) => ({ id, leg: 'career' as const, facet: 'x', core: true }));
const ids = (groupSize: number) => groupItems({ items, groupSize }).map((screen) => screen.map((item) => item.id));

it('puts the items on screens in the order of the instrument; the last screen may be shorter', () => {
  expect(ids(2)).toEqual([['SE1', 'CA2'], ['AU1', 'NW1'], ['CA3']]);
});

it('makes no screen without items', () => {
  expect(groupItems({ items: [], groupSize: 6 })).toEqual([]);
});

it('counts a group size below one as one', () => {
  expect([ids(0).length, ids(-3).length, ids(0.5).length]).toEqual([5, 5, 5]);
});

it('loses and repeats no item, whatever the group size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), (size) => {
      expect(ids(size).flat()).toEqual(items.map((item) => item.id));
    })
  );
});
