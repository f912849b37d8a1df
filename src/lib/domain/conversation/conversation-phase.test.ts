import { expect, test } from 'vitest';
import { phaseOf } from './conversation-phase.ts';

const minute = 60_000;
const talk = { state: 'planned', startsAt: 100 * minute, minutes: 45 } as const;

test('a talk is before, during and after, and the part for talking opens a quarter of an hour early', () => {
  expect([84, 85, 144, 145].map((now) => phaseOf(talk, now * minute))).toEqual(['before', 'during', 'during', 'after']);
});

test('a talk without a date is before, a closed one after', () => {
  expect(phaseOf({ ...talk, state: 'proposed', startsAt: null }, 0)).toBe('before');
  expect(phaseOf({ ...talk, state: 'held' }, 0)).toBe('after');
});
