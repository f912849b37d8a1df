import { expect, it } from 'vitest';
import { sizeRefusal } from './too-large.ts';

const asked = (headers: Readonly<Record<string, string>>) => sizeRefusal(new Request('http://localhost/', { headers }), 100);

it('takes what is short enough, also nothing', () => {
  expect(asked({})).toBeNull();
  expect(asked({ 'content-length': '100' })).toBeNull();
});

it('refuses what says it is too long, and what does not say how long it is', () => {
  expect(asked({ 'content-length': '101' })).toBe(413);
  expect(asked({ 'transfer-encoding': 'chunked' })).toBe(411);
});
