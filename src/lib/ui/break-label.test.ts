import { expect, it } from 'vitest';
import { breakLabel, measureLabels } from './break-label.ts';

it('fills lines word by word', () => {
  expect(breakLabel('Stappen in je loopbaan')).toEqual(['Stappen in', 'je loopbaan']);
  expect(breakLabel('Ruimte om te kiezen')).toEqual(['Ruimte om te', 'kiezen']);
  expect(breakLabel('Steps in study or work')).toEqual(['Steps in', 'study or', 'work']);
});

it('keeps a short name on one line and a long word whole', () => {
  expect(breakLabel('Network')).toEqual(['Network']);
  expect(breakLabel('je loopbaanontwikkeling')).toEqual(['je', 'loopbaanontwikkeling']);
});

it('has no lines for an empty name', () => {
  expect(breakLabel('')).toEqual([]);
});

it('makes room for the longest name, and for a line of notes', () => {
  expect(measureLabels(['Network', 'Stappen in je loopbaan'], false) - measureLabels(['Network'], false)).toBe(13.5);
  expect(measureLabels(['Network'], true) - measureLabels(['Network'], false)).toBe(13.5);
});
