import { expect, it } from 'vitest';
import { BusyError, hashPassword, verifyPassword } from './hash-password.ts';

it('stores Argon2id with 19 MiB, two passes and a salt of its own', async () => {
  const [first, second] = await Promise.all([hashPassword('vier blauwe olifanten'), hashPassword('vier blauwe olifanten')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(first).not.toBe(second);
});

it('knows the password again, typed on whatever machine, and no other', async () => {
  const stored = await hashPassword('caf\u00e9 op de hoek bij regen');
  expect(await verifyPassword('cafe\u0301 op de hoek bij regen', stored)).toBe(true);
  expect(await verifyPassword('cafe op de hoek bij regen', stored)).toBe(false);
});

it('looks at every sign of a long password', async () => {
  const long = '🐘'.repeat(200);
  const stored = await hashPassword(`${long}a`);
  expect([await verifyPassword(`${long}a`, stored), await verifyPassword(`${long}b`, stored)]).toEqual([true, false]);
});

it('works as hard for nobody as for somebody, and is never right', async () => {
  const hashes = { somebody: await hashPassword('vier blauwe olifanten'), nobody: null };
  const work = { somebody: 0, nobody: 0 }; // microseconds of the processor, so that a busy machine does not matter
  for (const who of Array.from({ length: 8 }, () => ['somebody', 'nobody'] as const).flat()) {
    const before = process.cpuUsage();
    expect(await verifyPassword('iets anders dan dat', hashes[who])).toBe(false);
    work[who] += process.cpuUsage(before).user;
  }
  const ratio = work.somebody / work.nobody;
  expect(Math.max(ratio, 1 / ratio)).toBeLessThan(2);
});

it('is never right for a stored text that is no hash of ours', async () => {
  const odd = ['', 'hash', '$argon2id$v=19$m=19456,t=2,p=1$', '$argon2id$v=19$m=8,t=1,p=1$YWFhYWFhYWFhYWFhYWFhYQ$YQ', '$2b$10$abc'];
  for (const stored of odd) expect(await verifyPassword('', stored), stored).toBe(false);
});

it('works two at once with a queue of twenty; who comes after that is told so and takes no place', async () => {
  const all = await Promise.allSettled(Array.from({ length: 30 }, () => hashPassword('vier blauwe olifanten')));
  const refused = all.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(8);
  expect(refused.every(({ reason }) => reason instanceof BusyError)).toBe(true);
  expect(await Promise.all(Array.from({ length: 22 }, () => hashPassword('vier blauwe olifanten')))).toHaveLength(22);
});
