import { expect, it } from 'vitest';
import { emptyProfile, parseMatchProfile } from '#lib/domain/matching/profile.ts';
import { factSentences, tagName } from './match-words.ts';

const titles = { 'making-music': 'Muziek maken' };

it('says a written tag by its title, and an own word as the person wrote it', () => {
  const facts = [{ kind: 'shared' as const, attribute: 'interests' as const, tags: ['making music', 'ns dagkaart'] }];
  const words = parseMatchProfile({ tags: { interests: ['making-music', 'NS-dagkaart'] } }).tags;
  expect(factSentences(facts, { titles, words })).toEqual(['Plezier in: Muziek maken en NS-dagkaart']);
  expect(factSentences(facts, { titles, words: emptyProfile.tags })).toEqual(['Plezier in: Muziek maken en ns dagkaart']);
  expect(factSentences(facts, { titles, words: null })).toEqual(['Plezier in: Muziek maken en ns dagkaart']);
});

it('calls a tag nobody else wrote by the word of whoever wrote it, in that question alone', () => {
  const { tags: words } = parseMatchProfile({ tags: { languages: ['Nederlands'], interests: ['making-music'] } });
  expect(tagName('nederlands', 'languages', { titles, words })).toBe('Nederlands');
  expect(tagName('nederlands', 'network', { titles, words })).toBe('nederlands');
  expect(tagName('making music', 'interests', { titles, words })).toBe('Muziek maken');
});
