import { expect, it } from 'vitest';
import { forEachLeg } from '#lib/domain/support/support-type.ts';
import { assembleChair } from './chair-legs.ts';

it('puts offered, received, needed and wish of each leg together', () => {
  const chair = assembleChair({
    offered: forEachLeg(() => 4),
    received: forEachLeg((leg) => (leg === 'career' ? null : 3)),
    needs: forEachLeg((leg) => (leg === 'network' ? { level: 5, wish: 'more' } : { level: null, wish: null }))
  });
  expect(chair.network).toEqual({ offered: 4, received: 3, needed: 5, wish: 'more' });
  expect(chair.career).toEqual({ offered: 4, received: null, needed: null, wish: null });
});

it('keeps all four legs, as null and not 0, when nothing is known (C1)', () => {
  const nothing = { offered: null, received: null, needed: null, wish: null };
  expect(assembleChair({ offered: null, received: null, needs: null })).toEqual({
    'socio-emotional': nothing,
    network: nothing,
    autonomy: nothing,
    career: nothing
  });
});
