import { expect, it } from 'vitest';
import { longestWay, parseOffer } from './parse-offer.ts';

const written = ['walk', 'online', 'quiet-room'];

it('gives what was ticked and the own words', () => {
  expect(parseOffer({ ticked: ['online', 'walk'], own: ['', ' Samen  koken '] }, written)).toEqual({
    ways: [
      { kind: 'written', id: 'walk' },
      { kind: 'written', id: 'online' },
      { kind: 'own', text: 'Samen koken' }
    ]
  });
});

it('refuses fewer than two different ways: one is no choice (C21)', () => {
  for (const form of [
    { ticked: [], own: [] },
    { ticked: ['walk'], own: [' ', '...'] },
    { ticked: ['walk', 'walk'], own: [] },
    { ticked: ['walk', 'skydiving'], own: [] },
    { ticked: [], own: ['Fietsen', 'fietsen!'] }
  ]) {
    expect(parseOffer(form, written)).toEqual({ problem: 'few' });
  }
});

it('takes two of any kind (C21)', () => {
  expect(parseOffer({ ticked: [], own: ['Fietsen', 'Bellen'] }, written)).toHaveProperty('ways.length', 2);
  expect(parseOffer({ ticked: ['walk', 'online'], own: [] }, written)).toHaveProperty('ways.length', 2);
});

it('takes own words as long as fit on a line or two, and no longer', () => {
  expect(parseOffer({ ticked: ['walk'], own: ['x'.repeat(longestWay)] }, written)).toHaveProperty('ways');
  expect(parseOffer({ ticked: ['walk', 'online'], own: ['x'.repeat(longestWay + 1)] }, written)).toEqual({ problem: 'long' });
});
