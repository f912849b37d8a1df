import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Wish } from '#lib/domain/needs/parse-needs.ts';
import { forEachLeg, supportTypes } from '#lib/domain/support/support-type.ts';
import type { ChairLegs } from './chair-legs.ts';
import { rankLegs } from './rank-legs.ts';

type Row = readonly [received: number | null, needed: number | null, wish?: Wish];
const chairOf = (...rows: readonly Row[]): ChairLegs =>
  forEachLeg((leg) => {
    const [received, needed, wish] = rows[supportTypes.indexOf(leg)] ?? [null, null];
    return { offered: null, received, needed, wish: wish ?? null };
  });
const order = (chair: ChairLegs) => rankLegs(chair).map(({ leg }) => leg);

it('ranks by needed - received, most missed first (C3): the worked chair of docs/methods/suggestion.md', () => {
  const chair = chairOf([3.8, 4], [2.4, 4], [4.2, 3], [3.1, 4]);
  expect(order(chair)).toEqual(['network', 'career', 'socio-emotional', 'autonomy']);
});

it('puts a weak socio-emotional leg first, whatever the need for it (C2)', () => {
  const ranked = rankLegs(chairOf([2.9, 1], [1, 5], [3, 3], [3, 3]));
  expect(ranked.map(({ leg }) => leg)).toEqual(['socio-emotional', 'network', 'autonomy', 'career']);
  expect(ranked.map(({ isFoundation }) => isFoundation)).toEqual([true, false, false, false]);
});

it('lets the direct wish lead where it conflicts with the gap', () => {
  expect(order(chairOf([4, 4], [2, 5, 'less'], [3, 3], [3, 4]))).toEqual(['career', 'socio-emotional', 'autonomy', 'network']);
});

it('keeps legs without data at the end, said as absent', () => {
  const ranked = rankLegs(chairOf([null, null], [5, 1], [null, 4], [3, 3]));
  expect(ranked.map(({ leg, need }) => [leg, need?.direction ?? null])).toEqual([
    ['career', 'about-right'],
    ['network', 'more-than-wanted'],
    ['socio-emotional', null],
    ['autonomy', null]
  ]);
});

it('keeps the fixed order between equal legs', () => {
  expect(order(chairOf([3, 3], [3, 3], [3, 3], [3, 3]))).toEqual(supportTypes);
  expect(order(chairOf())).toEqual(supportTypes);
});

it('does not look at what the coach offers (C3)', () => {
  const chair = chairOf([3, 3], [3, 4], [3, 5], [4, 3]);
  const offered = { ...chair, career: { ...chair.career, offered: 1 }, autonomy: { ...chair.autonomy, offered: 5 } };
  expect(order(offered)).toEqual(order(chair));
});

it('always gives all four legs, once each (C1)', () => {
  const score = fc.option(fc.double({ min: 1, max: 5, noNaN: true }));
  const row = fc.tuple(score, score, fc.constantFrom<Wish>('less', 'same', 'more'));
  fc.assert(
    fc.property(row, row, row, row, (...rows) => {
      expect(order(chairOf(...rows)).sort()).toEqual([...supportTypes].sort());
    })
  );
});
