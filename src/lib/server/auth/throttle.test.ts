import { expect, it } from 'vitest';
import { newRing, trierAt } from '#test/doorbell.ts';
import { forgetOldTries } from '#lib/server/queries/throttles.ts';
import { onBothEngines } from '#test/engines.ts';
import { isDoneToday, isDoneTooOften, isTooOften } from './throttle.ts';

onBothEngines('the throttle', (opened) => {
  it('does not let guessing passwords keep the mailed link from its owner', async () => {
    const ring = newRing();
    const guess = () => opened().doors.asSystem('test', (db) => isTooOften(db, ring, trierAt('owner@example.org', '198.51.100.1')));
    for (let guesses = 0; guesses < 10; guesses += 1) expect(await guess()).toBe(false);
    expect(await guess()).toBe(true);
    const owner = { ...trierAt('owner@example.org', '198.51.100.2'), way: 'link' as const };
    expect(await opened().doors.asSystem('test', (db) => isTooOften(db, ring, owner))).toBe(false);
  });

  it('lets an act be done so often an hour, by each apart', async () => {
    const ring = newRing();
    const isTooMuch = (act: string) => opened().doors.asSystem('test', (db) => isDoneTooOften(db, ring, { act, most: 2 }));
    expect([await isTooMuch('one'), await isTooMuch('one'), await isTooMuch('one'), await isTooMuch('other')]).toEqual([
      ...[false, false],
      ...[true, false]
    ]);
  });

  it('counts what happens once a day for a day, also when the hour is swept', async () => {
    const ring = newRing();
    const isDone = () => opened().doors.asSystem('test', (db) => isDoneToday(db, ring, 'one'));
    const pass = async (hours: number) => {
      await opened().asOwner(async (owner) => {
        await owner.query('alter table throttles no force row level security');
        await owner.query('update throttles set window_started_at = window_started_at - $1::interval', [`${hours} hours`]);
        await owner.query('alter table throttles force row level security');
      });
      await opened().doors.asSystem('test', forgetOldTries);
    };
    expect([await isDone(), await isDone()]).toEqual([false, true]);
    await pass(23);
    expect(await isDone()).toBe(true);
    await pass(2);
    expect(await isDone()).toBe(false);
  });
});
