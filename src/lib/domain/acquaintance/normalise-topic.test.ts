import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normaliseTopic } from './normalise-topic.ts';

it('takes the same words for the same, however they are written', () => {
  const written = ['Café bezoeken', ' café  bezoeken ', 'CAFE BEZOEKEN!', 'cafe\u0301 – bezoeken'];
  expect(new Set(written.map(normaliseTopic))).toEqual(new Set(['cafe bezoeken']));
  expect(normaliseTopic('Crème brûlée')).toBe('creme brulee');
});

it('keeps other words, numbers and scripts apart', () => {
  expect(new Set(['schaken', 'schaatsen', 'schaken 2', 'شطرنج', '将棋'].map(normaliseTopic)).size).toBe(5);
});

it('is empty for nothing but signs', () => {
  expect(normaliseTopic(' … !? ')).toBe('');
});

it('leaves what it has made as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normaliseTopic(normaliseTopic(text)) === normaliseTopic(text)));
});
