import { randomBytes } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import { sealValue, unsealValue } from './sealed-value.ts';

const ring = (): KeyRing => ({ active: 'k', keys: new Map([['k', randomBytes(32)]]), secret: randomBytes(32) });
const [ours, theirs] = [ring(), ring()];
const about = { purpose: 'kept-form', minutes: 30 } as const;

afterEach(() => vi.useRealTimers());

it('gives back what was sealed, and shows nothing of it', () => {
  const sealed = sealValue(ours, about, { body: 'zeepaardje'.repeat(3) });
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('zeepaardje');
  expect(unsealValue(ours, 'kept-form', sealed)).toEqual({ body: 'zeepaardje'.repeat(3) });
});

it('opens for its own purpose and its own installation only', () => {
  const sealed = sealValue(ours, about, 1);
  expect([unsealValue(ours, 'known-person', sealed), unsealValue(theirs, 'kept-form', sealed)]).toEqual([null, null]);
});

it('does not open when a single bit is another', () => {
  const bytes = Buffer.from(sealValue(ours, about, { personId: 'a' }), 'base64url');
  for (let place = 0; place < bytes.length; place += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
    expect(unsealValue(ours, 'kept-form', changed.toString('base64url'))).toBeNull();
  }
});

it('is over after its minutes', () => {
  vi.useFakeTimers();
  const sealed = sealValue(ours, about, 1);
  vi.advanceTimersByTime(29 * 60_000);
  expect(unsealValue(ours, 'kept-form', sealed)).toBe(1);
  vi.advanceTimersByTime(2 * 60_000);
  expect(unsealValue(ours, 'kept-form', sealed)).toBeNull();
});

it('takes what is absent or nonsense for nothing', () => {
  for (const sealed of [undefined, '', 'nonsense', 'A'.repeat(5_000)]) expect(unsealValue(ours, 'kept-form', sealed)).toBeNull();
});
