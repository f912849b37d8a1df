import { expect, it } from 'vitest';
import type { Wish } from '#lib/domain/needs/parse-needs.ts';
import { forEachLeg, supportTypes } from '#lib/domain/support/support-type.ts';
import type { ChairLegs } from './chair-legs.ts';
import { leadingLeg, legsToServe } from './leading-leg.ts';

type Row = readonly [received: number | null, needed: number | null, wish?: Wish];
const chairOf = (...rows: readonly Row[]): ChairLegs =>
  forEachLeg((leg) => {
    const [received, needed, wish] = rows[supportTypes.indexOf(leg)] ?? [null, null];
    return { offered: null, received, needed, wish: wish ?? null };
  });

it('is the socio-emotional leg when that is weak, also when another is missed more (C2)', () => {
  expect(leadingLeg(chairOf([2.9, 1], [1, 5], [3, 3], [3, 3]))).toEqual({ leg: 'socio-emotional', why: 'foundation' });
});

it('is otherwise the leg that is missed most (C3)', () => {
  expect(leadingLeg(chairOf([3.8, 4], [2.4, 4], [4.2, 3], [3.1, 4]))).toEqual({ leg: 'network', why: 'too-little' });
});

it('is a leg that is hardly received when nobody asked for the need', () => {
  expect(leadingLeg(chairOf([4, 4], [3, 3], [4, null], [1.4, null]))).toEqual({ leg: 'career', why: 'missing' });
});

it('does not push a leg that is low and not needed', () => {
  expect(leadingLeg(chairOf([4, 4], [3, 3.2], [4, 4], [1.4, 1]))).toEqual({ leg: 'network', why: 'about-right' });
});

it('begins with the foundation when nothing is known', () => {
  expect(leadingLeg(chairOf())).toEqual({ leg: 'socio-emotional', why: 'start' });
  expect(leadingLeg(chairOf([4, null], [2.5, null], [3, null], [4, null]))).toEqual({ leg: 'socio-emotional', why: 'start' });
});

it('is none when all that is known is more than wanted', () => {
  expect(leadingLeg(chairOf([4, 2], [4, 3, 'less'], [5, 1], [null, null]))).toBeNull();
});

it('serves the other missed legs after the first, and names each once', () => {
  expect(legsToServe(chairOf([2.5, 5], [1.2, null], [3, 4], [4, 2]))).toEqual([
    { leg: 'socio-emotional', why: 'foundation' },
    { leg: 'autonomy', why: 'too-little' },
    { leg: 'network', why: 'missing' }
  ]);
});
