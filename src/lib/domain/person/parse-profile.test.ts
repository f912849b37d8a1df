import { expect, it } from 'vitest';
import { parseProfile } from './parse-profile.ts';

const isTimeZone = (name: string) => name === 'Europe/Brussels';
const form = { name: ' An Maes ', pronouns: ' ', language: 'nl', timeZone: 'Europe/Brussels' };

it('reads a profile; pronouns are free words, null when not said (C44)', () => {
  expect(parseProfile(form, isTimeZone)).toEqual({
    profile: { name: 'An Maes', pronouns: null, language: 'nl', timeZone: 'Europe/Brussels' }
  });
});

it('names every field that is not right and gives back what was typed', () => {
  const parsed = parseProfile({ name: '', pronouns: 'x'.repeat(61), language: 'fr', timeZone: 'Mars/Base' }, isTimeZone);
  expect(parsed).toEqual({
    problems: { name: 'missing', pronouns: 'long', language: 'unknown', timeZone: 'unknown' },
    values: { name: '', pronouns: 'x'.repeat(61), language: 'fr', timeZone: 'Mars/Base' }
  });
});

it('takes a field that was not sent, or a file, for empty', () => {
  expect(parseProfile({ ...form, name: { size: 3 } }, isTimeZone)).toMatchObject({ problems: { name: 'missing' } });
  expect(parseProfile({}, isTimeZone)).toMatchObject({ problems: { name: 'missing', language: 'unknown', timeZone: 'unknown' } });
});

it('takes names of 200 characters and pronouns of 60, and no longer', () => {
  expect(parseProfile({ ...form, name: 'x'.repeat(200), pronouns: 'y'.repeat(60) }, isTimeZone)).toHaveProperty('profile');
  expect(parseProfile({ ...form, name: 'x'.repeat(201) }, isTimeZone)).toMatchObject({ problems: { name: 'long' } });
});
