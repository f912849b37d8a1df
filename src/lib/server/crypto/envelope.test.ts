import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Place, seal, unseal } from './envelope.ts';

const key = { id: randomBytes(16), key: randomBytes(32) };
const place: Place = { organisation: 'o', relationship: 'r', table: 'mirror_responses', row: 'm:coach', column: 'answers' };

it('opens what it sealed, whatever the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => unseal(key, place, seal(key, place, text)) === text));
});

it('does not open in another organisation, pair, table, row or column', () => {
  const sealed = seal(key, place, 'geheim');
  const elsewhere = (['organisation', 'relationship', 'table', 'row', 'column'] as const).map((part) => ({ ...place, [part]: 'x' }));
  for (const other of elsewhere) expect(() => unseal(key, other, sealed)).toThrow();
});

it('cannot be moved by a name that runs into the next', () => {
  const sealed = seal(key, { ...place, table: 'a', row: 'bc' }, 'geheim');
  expect(() => unseal(key, { ...place, table: 'ab', row: 'c' }, sealed)).toThrow();
});

it('does not open under another key, nor when a single bit is changed', () => {
  const sealed = seal(key, place, 'geheim');
  expect(() => unseal({ id: key.id, key: randomBytes(32) }, place, sealed)).toThrow();
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.nat(7), (byte, bit) => {
      const bent = Buffer.from(sealed);
      bent[byte] = (bent[byte] ?? 0) ^ (1 << bit);
      expect(() => unseal(key, place, bent)).toThrow();
    })
  );
});

it('tells nothing of how much was written: lengths come in whole blocks', () => {
  expect(seal(key, place, '').length).toBe(seal(key, place, 'a'.repeat(250)).length);
});

it('never seals the same text to the same bytes', () => {
  expect(seal(key, place, 'geheim').equals(seal(key, place, 'geheim'))).toBe(false);
});
