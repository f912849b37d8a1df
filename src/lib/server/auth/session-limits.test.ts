import { expect, it } from 'vitest';
import { limitsFor } from './session-limits.ts';

it('gives a coach and a coachee an hour of rest and half a day', () => {
  expect([limitsFor(['coach']), limitsFor(['coachee', 'evaluator']), limitsFor([])]).toEqual(
    Array.from({ length: 3 }, () => ({ idleMinutes: 60, absoluteHours: 12 }))
  );
});

it('gives whoever looks after others the shorter limits, whatever else they are', () => {
  for (const role of ['coordinator', 'administrator', 'adviser']) {
    expect(limitsFor(['coach', role])).toEqual({ idleMinutes: 15, absoluteHours: 8 });
  }
});
