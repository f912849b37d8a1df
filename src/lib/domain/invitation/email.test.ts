import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseEmail } from './email.ts';

it('trims an address and writes it in lower case', () => {
  expect(parseEmail('  An.Maes+vp@Example.Org ')).toBe('an.maes+vp@example.org');
});

it('refuses what is no address, or more than one', () => {
  const odd = [
    '',
    'an',
    'an@',
    '@example.org',
    'an@example',
    'an@example.',
    'a b@example.org',
    'a@b.c,d@e.f',
    '<a@b.c>',
    'a@b@c.d',
    'a@b.c\nd@e.f'
  ];
  expect(odd.map(parseEmail).filter((email) => email !== null)).toEqual([]);
});

it('refuses an address longer than the database holds', () => {
  expect(parseEmail(`${'a'.repeat(320)}@example.org`)).toBeNull();
});

it('never lets a control character or a separator of a mail header through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const email = parseEmail(`${text}@example.org`);
      expect(email === null || !/[\p{Cc}\s,;:<>()"\\]/u.test(email)).toBe(true);
    }),
    { numRuns: 2_000 }
  );
});
