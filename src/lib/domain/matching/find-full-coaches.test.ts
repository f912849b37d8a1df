import { expect, it } from 'vitest';
import { assign } from './assign.ts';
import { findBetterListed, findFullCoaches } from './find-full-coaches.ts';

it('calls no coach full for whoever was pinned elsewhere, and finds the better ones on a list by both numbers', () => {
  const dense = {
    coachees: 1,
    coaches: 2,
    capacities: Int32Array.from([1, 1]),
    scores: Int32Array.from([9, 4]),
    starts: null,
    columns: null
  };
  const instance = { ...dense, pins: Int32Array.from([1]) };
  expect(findFullCoaches(instance, 0, assign(instance, 'matched'))).toEqual([]); // coach 0 has a place
  const list = [
    { coachId: 'own', isAssigned: true, ground: 50, horizon: 50 },
    { coachId: 'ground', isAssigned: false, ground: 80, horizon: 30 },
    { coachId: 'horizon', isAssigned: false, ground: 30, horizon: 80 },
    { coachId: 'same', isAssigned: false, ground: 50, horizon: null }
  ];
  expect([findBetterListed(list, 67), findBetterListed(list, 33)]).toEqual([['ground'], ['horizon']]);
  expect(findBetterListed(list.slice(1), 50)).toEqual(['ground', 'horizon', 'same']);
});
