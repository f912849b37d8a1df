import { expect, it } from 'vitest';
import { noticeLetter } from './notices.ts';

const receiver = {
  ...{ email: 'noor@example.org', name: 'Noor', organisationName: 'Huis Wende' },
  ...{ language: 'nl' as const, timeZone: 'Europe/Brussels' }
};

it('says to whoever was taken in which organisation did so, and how to stay out of it', () => {
  const { subject, text } = noticeLetter(receiver, 'taken-in', { url: 'https://example.org/home' });
  expect(subject).toBe('Je bent ingeschreven in Vierpoot');
  expect(text).toContain('Huis Wende heeft je ingeschreven voor een coachingstraject.');
  expect(text).toContain('Wil je niet meedoen?');
});

it('greets by name, and without it when somebody typed something to follow there', () => {
  const greetingOf = (name: string) =>
    noticeLetter({ ...receiver, name }, 'taken-in', { url: 'https://example.org/home' }).text.split('\n')[0];
  expect([greetingOf('Noor'), greetingOf('http:evil.com')]).toEqual(['Dag Noor,', 'Dag,']);
});
