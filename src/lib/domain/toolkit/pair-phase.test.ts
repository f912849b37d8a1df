import { expect, it } from 'vitest';
import { isLately, pairPhase } from './pair-phase.ts';

const day = 24 * 60 * 60 * 1000;

it.each([
  [{ heldTalks: 0, finishedRounds: 0, isEnding: false }, 'acquainting'],
  [{ heldTalks: 1, finishedRounds: 1, isEnding: false }, 'acquainting'],
  [{ heldTalks: 2, finishedRounds: 0, isEnding: false }, 'working'],
  [{ heldTalks: 0, finishedRounds: 2, isEnding: false }, 'working'],
  [{ heldTalks: 0, finishedRounds: 0, isEnding: true }, 'closing'],
  [{ heldTalks: 9, finishedRounds: 4, isEnding: true }, 'closing']
] as const)('calls %o %s', (history, phase) => {
  expect(pairPhase(history)).toBe(phase);
});

it('counts ten weeks as lately, and not a moment more', () => {
  expect([isLately(0, 70 * day - 1), isLately(0, 70 * day), isLately(5, 5)]).toEqual([true, false, true]);
});
