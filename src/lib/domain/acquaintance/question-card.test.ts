import { expect, it } from 'vitest';
import { cardDepths, chooseCard, type QuestionCard } from './question-card.ts';

const deck: QuestionCard[] = cardDepths.flatMap((depth) => ['a', 'b', 'c'].map((name) => ({ id: `${depth}-${name}`, depth })));
const first = () => 0;

it('draws every card of a depth once before any comes back', () => {
  const drawn: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) drawn.push(chooseCard(deck, { depth: 'closer', drawn }, (below) => below - 1)?.id ?? '');
  expect(drawn.toSorted()).toEqual(['closer-a', 'closer-b', 'closer-c']);
});

it('never lays the same card again while there is another', () => {
  const drawn = ['deep-b', 'deep-c', 'deep-a'];
  expect(chooseCard(deck, { depth: 'deep', drawn }, first)?.id).toBe('deep-b');
});

it('lays the only card again, and none when there is none', () => {
  const one: QuestionCard[] = [{ id: 'only', depth: 'deep' }];
  expect(chooseCard(one, { depth: 'deep', drawn: ['only'] }, first)).toEqual(one[0]);
  expect(chooseCard(one, { depth: 'light', drawn: [] }, first)).toBeNull();
});

it('stays at the chosen depth, whatever chance says', () => {
  for (const depth of cardDepths) {
    for (const chance of [0, 1, 2]) expect(chooseCard(deck, { depth, drawn: [] }, () => chance)?.depth).toBe(depth);
  }
});
