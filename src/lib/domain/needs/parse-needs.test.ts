import { expect, it } from 'vitest';
import { parseNeeds, wishField } from './parse-needs.ts';

const instrument = {
  items: [
    { id: 'ND1', leg: 'socio-emotional' },
    { id: 'ND2', leg: 'network' },
    { id: 'ND3', leg: 'autonomy' },
    { id: 'ND4', leg: 'career' }
  ]
} as const;

const blank = { level: null, wish: null };

it('reads level and wish of each leg', () => {
  const form = { ND1: '5', 'ND1-wish': 'more', ND2: '1', 'ND2-wish': 'less', ND3: '3', 'ND3-wish': 'same', ND4: '2' };
  expect(parseNeeds(instrument, form)).toEqual({
    needs: {
      'socio-emotional': { level: 5, wish: 'more' },
      network: { level: 1, wish: 'less' },
      autonomy: { level: 3, wish: 'same' },
      career: { level: 2, wish: null }
    }
  });
});

it('keeps all four legs when nothing is answered, as null and not 0 (C1)', () => {
  const needs = { 'socio-emotional': blank, network: blank, autonomy: blank, career: blank };
  expect(parseNeeds(instrument, {})).toEqual({ needs });
  expect(parseNeeds(instrument, { ND1: '', 'ND1-wish': '', ND2: null })).toEqual({ needs });
  expect(parseNeeds({ items: [] }, { ND1: '5' })).toEqual({ needs });
});

it.each(['0', '6', 'na', '2.5', 3, ['3'], 'often'])('voids the form on the level %j and names the field', (value) => {
  expect(parseNeeds(instrument, { ND3: value, ND1: '2' })).toEqual({ problems: ['ND3'] });
});

it.each(['More', 'none', 1, ['more']])('voids the form on the wish %j and names the field', (value) => {
  expect(parseNeeds(instrument, { 'ND2-wish': value })).toEqual({ problems: ['ND2-wish'] });
});

it('names every problem', () => {
  expect(parseNeeds(instrument, { ND4: '7', 'ND1-wish': 'x', ND1: 'y' })).toEqual({ problems: ['ND1', 'ND1-wish', 'ND4'] });
});

it('names the wish field after its item', () => {
  expect(wishField('ND1')).toBe('ND1-wish');
});
