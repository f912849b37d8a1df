import { expect, it } from 'vitest';
import { inLocale } from '#lib/server/request-locale.ts';
import { preferredLocale } from './locale.ts';
import { m, say } from './m.ts';

it('says a message in the language of the request, also with two requests at once', async () => {
  const later = (language: 'nl' | 'en') => inLocale(language, async () => (await Promise.resolve(), m.nav_sign_out()));
  expect(await Promise.all([later('nl'), later('en'), later('nl')])).toEqual(['Uitloggen', 'Sign out', 'Uitloggen']);
});

it('fills in what a message asks for, and refuses to leave a hole', () => {
  expect(say('nl', 'home_title', { name: 'Yara' })).toBe('Dag Yara');
  expect(() => say('nl', 'home_title')).toThrow(/wants name/);
});

it('chooses one or many by the rules of the language', () => {
  expect([1, 2, 0].map((count) => say('nl', 'toolkit_minutes', { count }))).toEqual(['1 minuut', '2 minuten', '0 minuten']);
});

it('writes large numbers as the language does', () => {
  const written = (language: 'nl' | 'en') => [12, 2026, 10_000].map((count) => say(language, 'toolkit_minutes', { count }));
  expect(written('nl')).toEqual(['12 minuten', '2026 minuten', '10.000 minuten']);
  expect(written('en')).toEqual(['12 minutes', '2026 minutes', '10,000 minutes']);
});

it('takes what somebody typed as words, not as a place to fill in', () => {
  expect(say('en', 'home_title', { name: '{name} $& {other}' })).toBe('Hello {name} $& {other}');
});

it('guesses the language from the browser, Dutch when nothing fits', () => {
  expect(['en-GB,en;q=0.9', 'fr-BE,nl;q=0.8', 'de', null].map(preferredLocale)).toEqual(['en', 'nl', 'nl', 'nl']);
});
