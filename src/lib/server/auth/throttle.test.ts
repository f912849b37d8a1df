import { expect, it } from 'vitest';
import { newRing, trierAt } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { isTooOften } from './throttle.ts';

onBothEngines('the throttle', (opened) => {
  it('does not let guessing passwords keep the mailed link from its owner', async () => {
    const ring = newRing();
    const guess = () => opened().doors.asSystem('test', (db) => isTooOften(db, ring, trierAt('owner@example.org', '198.51.100.1')));
    for (let guesses = 0; guesses < 10; guesses += 1) expect(await guess()).toBe(false);
    expect(await guess()).toBe(true);
    const owner = { ...trierAt('owner@example.org', '198.51.100.2'), way: 'link' as const };
    expect(await opened().doors.asSystem('test', (db) => isTooOften(db, ring, owner))).toBe(false);
  });
});
