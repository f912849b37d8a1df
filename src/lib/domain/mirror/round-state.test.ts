import { expect, it } from 'vitest';
import { roundState } from './round-state.ts';

it('closes a round as soon as both handed in, also after its date (C7)', () => {
  expect(roundState({ dueAt: 100, coachHandedIn: true, coacheeHandedIn: true }, 99)).toBe('complete');
  expect(roundState({ dueAt: 100, coachHandedIn: true, coacheeHandedIn: true }, 101)).toBe('complete');
});

it('lets a round lapse at its date when one of the two has not handed in', () => {
  const half = { dueAt: 100, coachHandedIn: true, coacheeHandedIn: false };
  expect([roundState(half, 99), roundState(half, 100)]).toEqual(['open', 'lapsed']);
});

it('holds nothing open when the pair has ended (C28)', () => {
  expect(roundState({ dueAt: 100, coachHandedIn: true, coacheeHandedIn: false, isOver: true }, 1)).toBe('lapsed');
});
