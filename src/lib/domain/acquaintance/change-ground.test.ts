import { expect, it } from 'vitest';
import { changeGround, longestTopic, mostNoted, type NotedTopic, type Topic, topicKey } from './change-ground.ts';

const titles = new Map([
  ['cooking', ['Koken', 'Cooking']],
  ['reading', ['Lezen', 'Reading']]
]);
const cooking: Topic = { kind: 'written', id: 'cooking' };
const chess: Topic = { kind: 'own', text: 'Schaken' };
const noted = (topic: Topic, isMutual = false): NotedTopic => ({ topic, isMutual });

it('notes what is new and takes back what was left out', () => {
  expect(changeGround([noted(cooking), noted(chess)], { ticked: ['reading'], own: ['schaken'] }, titles)).toEqual({
    added: [{ kind: 'written', id: 'reading' }],
    removed: [cooking]
  });
});

it('keeps what both noted, also when it was left out (C22)', () => {
  expect(changeGround([noted(cooking, true)], { ticked: [], own: [] }, titles)).toEqual({ added: [], removed: [] });
});

it('takes own words that say a written topic for that topic, in either language (C22)', () => {
  for (const own of ['koken!', 'COOKING']) {
    expect(changeGround([], { ticked: [], own: [own] }, titles)).toEqual({ added: [cooking], removed: [] });
  }
});

it('notes the same once, and nothing for a topic nobody wrote or for signs alone', () => {
  expect(changeGround([], { ticked: ['cooking', 'cooking', 'secrets'], own: ['Koken', 'Schaken', 'schaken ', '?'] }, titles)).toEqual({
    added: [cooking, chess],
    removed: []
  });
});

it('takes twelve and no more, what both noted included (C22)', () => {
  const own = (count: number) => Array.from({ length: count }, (_none, index) => `onderwerp ${index}`);
  expect(changeGround([], { ticked: [], own: own(mostNoted) }, titles)).toHaveProperty('added.length', mostNoted);
  expect(changeGround([], { ticked: [], own: own(mostNoted + 1) }, titles)).toEqual({ problem: 'many' });
  expect(changeGround([noted(chess, true)], { ticked: [], own: own(mostNoted) }, titles)).toEqual({ problem: 'many' });
});

it('refuses own words that are a story', () => {
  expect(changeGround([], { ticked: [], own: ['x'.repeat(longestTopic)] }, titles)).toHaveProperty('added');
  expect(changeGround([], { ticked: [], own: ['x'.repeat(longestTopic + 1)] }, titles)).toEqual({ problem: 'long' });
});

it('never takes own words for the id of a written topic', () => {
  expect(topicKey({ kind: 'own', text: 'cooking' })).not.toBe(topicKey(cooking));
});
