import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#test/temporary-folder.ts';
import { newDataKey, rewrap, unwrap } from './data-key.ts';
import { fingerprintOf, KeyFileError, type KeyRing, linkToken, loadKeyRing, withNewKey, writeKeyRing } from './key-file.ts';

const pathFor = () => join(temporaryFolder('keys'), 'keys.json');
const fingerprints = (ring: KeyRing) => new Map([...ring.keys].map(([id, key]) => [id, fingerprintOf(key)]));

it('makes a key file only its owner may read, and reads the same keys again', () => {
  const path = pathFor();
  const ring = loadKeyRing(path, new Map());
  expect(statSync(path).mode & 0o777).toBe(0o400);
  expect(loadKeyRing(path, fingerprints(ring))).toEqual(ring);
});

it('fails closed when the file is missing while the database holds sealed texts', () => {
  const path = pathFor();
  const known = fingerprints(loadKeyRing(path, new Map()));
  rmSync(path);
  expect(() => loadKeyRing(path, known)).toThrow(KeyFileError);
});

it('fails closed on the key file of another installation and on a broken one', () => {
  const known = fingerprints(loadKeyRing(pathFor(), new Map()));
  const other = pathFor();
  loadKeyRing(other, new Map());
  expect(() => loadKeyRing(other, known)).toThrow(/not the one that sealed/);
  const broken = pathFor();
  writeFileSync(broken, '{"active":');
  expect(() => loadKeyRing(broken, new Map())).toThrow(/cannot be read/);
});

it('opens old data keys after a rotation, and only for their own organisation and pair', () => {
  const path = pathFor();
  const before = loadKeyRing(path, new Map());
  const owner = { organisation: 'o', relationship: 'r' };
  const old = newDataKey(before, owner);
  const after = withNewKey(before);
  writeKeyRing(path, after);
  const renewed = rewrap(after, owner, old);
  expect(renewed.keyId).toBe(after.active);
  expect(unwrap(after, owner, renewed)).toEqual(unwrap(before, owner, old));
  expect(() => unwrap(after, { ...owner, organisation: 'p' }, renewed)).toThrow();
  expect(() => unwrap(before, owner, renewed)).toThrow(RangeError);
});

it('keeps the two keys of a pair apart: one wrapped for the coaching does not open for the evaluation (C10)', () => {
  const ring = loadKeyRing(pathFor(), new Map());
  const owner = { organisation: 'o', relationship: 'r' };
  const evaluation = { ...owner, purpose: 'evaluation' } as const;
  const [coachingKey, evaluationKey] = [newDataKey(ring, owner), newDataKey(ring, evaluation)];
  expect(unwrap(ring, { ...owner, purpose: 'coaching' }, coachingKey)).toEqual(unwrap(ring, owner, coachingKey));
  expect(() => unwrap(ring, evaluation, coachingKey)).toThrow();
  expect(() => unwrap(ring, owner, evaluationKey)).toThrow();
  expect(() => rewrap(ring, owner, evaluationKey)).toThrow();
  expect(unwrap(ring, evaluation, rewrap(ring, evaluation, evaluationKey))).toEqual(unwrap(ring, evaluation, evaluationKey));
});

it('makes the same link token again, and another for every purpose, id and installation', () => {
  const [here, there] = [loadKeyRing(pathFor(), new Map()), loadKeyRing(pathFor(), new Map())];
  const token = linkToken(here, 'invitation', '1').toString('hex');
  expect(linkToken(here, 'invitation', '1').toString('hex')).toBe(token);
  const others = [linkToken(here, 'sign-in', '1'), linkToken(here, 'invitation', '2'), linkToken(there, 'invitation', '1')];
  for (const other of others) expect(other.toString('hex')).not.toBe(token);
});
