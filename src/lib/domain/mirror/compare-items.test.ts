import { expect, it } from 'vitest';
import { compareItems } from './compare-items.ts';

const items = ['SE1', 'CA2', 'AU1', 'NW1', 'SE2'].map((id) => ({ id, leg: 'career' as const, facet: 'x', core: true }));

it('sets both answers to every item side by side, in the order of the instrument', () => {
  const compared = compareItems({ items }, { CA2: 4, SE1: 2 }, { SE1: 2 });
  expect(compared.map(({ id, offered, received }) => [id, offered, received])).toEqual([
    ['SE1', 2, 2],
    ['CA2', 4, undefined],
    ['AU1', undefined, undefined],
    ['NW1', undefined, undefined],
    ['SE2', undefined, undefined]
  ]);
});

it('compares one item in words only', () => {
  const compared = compareItems({ items }, { SE1: 3, CA2: 3, AU1: 5, NW1: 1 }, { SE1: 3, CA2: 4, AU1: 3, NW1: 5 });
  expect(compared.map(({ word, direction }) => [word, direction])).toEqual([
    ['same', 'equal'],
    ['close', 'coachee-higher'],
    ['apart', 'coach-higher'],
    ['apart', 'coachee-higher'],
    [null, null]
  ]);
});

it('does not compare what did not come up, and keeps that apart from not answered', () => {
  const [first, second] = compareItems({ items }, { SE1: null, CA2: 1 }, { SE1: 1, CA2: null });
  expect(first).toMatchObject({ offered: null, received: 1, word: null, direction: null });
  expect(second).toMatchObject({ offered: 1, received: null, word: null, direction: null });
});
