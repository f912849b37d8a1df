import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeStanding, orderVersions, type VersionFacts } from './order-versions.ts';

const version = (number: number, change: Partial<VersionFacts> = {}): VersionFacts => ({
  id: `v${number}`,
  basedOn: number === 1 ? null : `v${number - 1}`,
  writtenBy: 'anna',
  signedBy: [],
  ...change
});

it('puts the versions in the order in which they followed each other, however they come', () => {
  const all = [1, 2, 3, 4, 5].map((number) => version(number));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 5 }), (shuffled) => {
      expect(orderVersions(shuffled)).toEqual(all);
    })
  );
});

it('ends, also with versions that follow each other in a ring', () => {
  expect(orderVersions([version(2, { basedOn: 'v3' }), version(3)])).toEqual([]);
  expect(orderVersions([])).toEqual([]);
});

it('keeps the version both signed in force beside a newer one that is not yet signed by both (C15)', () => {
  const ordered = [version(1, { signedBy: ['anna', 'bo'] }), version(2, { signedBy: ['anna'] })];
  expect(describeStanding(ordered, 'bo')).toEqual({ newest: ordered[1], inForce: ordered[0], known: ordered[0] });
  const signed = [...ordered, version(3, { signedBy: ['bo', 'anna'] })];
  expect(describeStanding(signed, 'bo').inForce).toEqual(signed[2]);
});

it('has nothing in force that only one signed (C13)', () => {
  expect(describeStanding([version(1, { signedBy: ['anna'] })], 'anna').inForce).toBeNull();
});

it('knows what somebody has seen: the newest version they wrote or signed', () => {
  const ordered = [version(1), version(2, { writtenBy: 'bo' }), version(3, { signedBy: ['anna'] }), version(4)];
  expect(describeStanding(ordered, 'bo').known?.id).toBe('v2');
  expect(describeStanding(ordered.slice(0, 1), 'bo').known).toBeNull();
  expect(describeStanding([], 'bo')).toEqual({ newest: null, inForce: null, known: null });
});
