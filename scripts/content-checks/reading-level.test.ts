import { expect, it } from 'vitest';
import { countWords, faultsOfReading, sentencesOf } from './reading-level.ts';

it('counts words, also with an apostrophe or a hyphen, and numbers, but no dots to write on', () => {
  expect(countWords("Risico's bij 10.000 mensen: als-dan ……")).toBe(5);
});

it('finds sentences in lists, quotes and steps, without marks and references', () => {
  expect(sentencesOf('## Stappen\n\n1. **Kies (2 minuten).** Wat wil je?\n\n> Goed zo. En nu?\n\n- Mijn vraag: ……')).toEqual([
    'Stappen',
    'Kies .',
    'Wat wil je?',
    'Goed zo.',
    'En nu?',
    'Mijn vraag'
  ]);
});

it('finds nothing in short sentences', () => {
  expect(faultsOfReading('Dit is kort. Dit ook.', 'nl')).toEqual([]);
});

it('says which sentence is too long', () => {
  const long = `${'woord '.repeat(25)}einde.`;
  expect(faultsOfReading(`Kort. ${'Kort. '.repeat(9)}${long}`, 'nl')).toEqual([
    `has a sentence of 26 words; at most 25: "${long.slice(0, 60)}…"`
  ]);
});

it('says when sentences are too long on average', () => {
  expect(faultsOfReading('One two three four five six seven eight nine ten.', 'en')).toEqual([
    'its sentences have 10.0 words on average; at most 9.5. Make two of one'
  ]);
});
