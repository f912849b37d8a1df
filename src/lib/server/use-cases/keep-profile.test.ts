import { expect, it } from 'vitest';
import { readMatching } from '#lib/content/matching.ts';
import { meaningOf } from '#lib/domain/matching/profile.ts';
import { writtenTags } from './keep-profile.ts';

const { languages } = writtenTags({ matching: readMatching(process.cwd()) }).titles;

it('knows a written tag by each of its two names, in every language', () => {
  for (const word of ['Tamazight (Berbers)', 'Tamazight', 'berbers', 'Berber']) expect(languages.get(meaningOf(word)), word).toBe('berber');
  expect(languages.get(meaningOf('Pools'))).toBe('polish');
});
