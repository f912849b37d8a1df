import { expect, it } from 'vitest';
import { tooOld } from './version.ts';

it.each([150_020, 150_021, 160_016, 170_012, 180_007, 190_000])('takes version %i', (version) => {
  expect(tooOld(version)).toBeNull();
});

it.each([
  [150_019, 'PostgreSQL 15.19 lets rows be read past their policies (CVE-2026-120154); update it to 15.20 or later'],
  [160_015, 'update it to 16.16 or later'],
  [170_011, 'update it to 17.12 or later'],
  [180_006, 'update it to 18.7 or later'],
  [140_020, 'PostgreSQL 14 is too old']
])('refuses version %i and says what to do', (version, sentence) => {
  expect(tooOld(version)).toContain(sentence);
});
