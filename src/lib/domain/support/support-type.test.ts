import { expect, it } from 'vitest';
import { forEachLeg, isSupportType, supportTypes } from './support-type.ts';

it('knows exactly four legs, the socio-emotional one first (C1)', () => {
  expect(supportTypes).toEqual(['socio-emotional', 'network', 'autonomy', 'career']);
});

it('recognises a leg and refuses anything else', () => {
  expect(supportTypes.map(isSupportType)).toEqual([true, true, true, true]);
  expect(['Network', 'toString', '', null, undefined, 1, ['network']].map(isSupportType)).toEqual(Array.from({ length: 7 }, () => false));
});

it('gives every leg its own value, in the fixed order (C1)', () => {
  expect(Object.entries(forEachLeg((leg) => leg.length))).toEqual([
    ['socio-emotional', 15],
    ['network', 7],
    ['autonomy', 8],
    ['career', 6]
  ]);
});
