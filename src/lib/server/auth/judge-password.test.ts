import { expect, it } from 'vitest';
import { judgePassword } from './judge-password.ts';

const me = ['an.maes@example.org', 'An Maes-Peeters'];

it('asks 15 signs and nothing else: no capitals, no digits, no signs', () => {
  expect(judgePassword('vier blauwe olifanten', me)).toBeNull();
  expect(judgePassword('veertien sign!', me)).toBe('short');
  expect(judgePassword('vijftien signs!', me)).toBeNull();
});

it('counts an emoji as one sign and lets spaces be', () => {
  expect(judgePassword('🐘 🦒 🐧 🦔 🐝 🦉 🐢 🦊', me)).toBeNull();
  expect(judgePassword('🐘🦒🐧🦔🐝🦉🐢', me)).toBe('short');
});

it('takes a long sentence whole, up to 256 signs', () => {
  const sentence = 'elke dag een ander verhaal over de zee ';
  expect(judgePassword(sentence.repeat(4), me)).toBeNull();
  expect(judgePassword('ab cd ef gh ij '.repeat(18), me)).toBe('long');
});

it('refuses what repeats itself or is a row', () => {
  for (const password of [
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
    'geheimgeheimgeheim',
    '1234567890123456',
    'abcdefghijklmnopq',
    'zyxwvutsrqponmlk'
  ]) {
    expect(judgePassword(password, me), password).toBe('repeats');
  }
});

it('refuses what everybody tries first, also with spaces and capitals', () => {
  expect(judgePassword('Correct Horse Battery Staple', me)).toBe('known');
  expect(judgePassword('Dit is mijn wachtwoord', me)).toBe('known');
});

it('refuses what is mostly the person themselves', () => {
  expect(judgePassword('an.maes@example.org!!', me)).toBe('personal');
  expect(judgePassword('maes peeters 2026', me)).toBe('personal');
  expect(judgePassword('maes houdt van regen in april', me)).toBeNull();
});
