import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mixOrder } from './mix-order.ts';

it('keeps every entry, whatever chance says', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.infiniteStream(fc.nat()), (entries, chances) => {
      const mixed = mixOrder(entries, (below) => Number(chances.next().value) % below);
      expect(mixed.toSorted()).toEqual(entries.toSorted());
    })
  );
});

it('reaches every order just as often (C21)', () => {
  const orders = [0].flatMap((first) =>
    [0, 1].flatMap((second) =>
      [0, 1, 2].map((third) => {
        const given = [first, second, third];
        return mixOrder(['a', 'b', 'c'], () => given.shift() ?? 0).join('');
      })
    )
  );
  expect(orders.toSorted()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
});

it('asks chance for a place among those laid so far', () => {
  const asked: number[] = [];
  mixOrder(['a', 'b', 'c'], (below) => asked.push(below) * 0);
  expect(asked).toEqual([1, 2, 3]);
});
