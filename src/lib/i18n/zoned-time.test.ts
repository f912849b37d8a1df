import { expect, test } from 'vitest';
import fc from 'fast-check';
import { instantOf, isSkipped, localTimeOf, morningOf } from './zoned-time.ts';

const at = (date: string, time: string, timeZone: string) => instantOf({ date, time }, timeZone)?.toISOString() ?? null;

test('half past two in Brussels is another instant in winter than in summer', () => {
  expect(at('2026-01-15', '14:30', 'Europe/Brussels')).toBe('2026-01-15T13:30:00.000Z');
  expect(at('2026-07-15', '14:30', 'Europe/Brussels')).toBe('2026-07-15T12:30:00.000Z');
});

test('a time that the change to summer time skips moves on by the hour', () => {
  expect(at('2026-03-29', '02:30', 'Europe/Brussels')).toBe('2026-03-29T01:30:00.000Z');
});

test('a time that no clock shows is known as such (F8)', () => {
  expect(isSkipped({ date: '2026-03-29', time: '02:30' }, 'Europe/Brussels')).toBe(true);
  for (const [date, time, zone] of [
    ['2026-03-29', '01:59', 'Europe/Brussels'],
    ['2026-03-29', '03:00', 'Europe/Brussels'],
    ['2026-10-25', '02:30', 'Europe/Brussels'],
    ['2026-03-29', '02:30', 'Asia/Kolkata'],
    ['no', 'time', 'UTC']
  ] as const)
    expect(isSkipped({ date, time }, zone)).toBe(false);
});

test('the morning of a day is eight o’clock where somebody is', () => {
  expect(morningOf('2026-03-29', 'Europe/Brussels')?.toISOString()).toBe('2026-03-29T06:00:00.000Z');
  expect(morningOf('2026-03-28', 'Europe/Brussels')?.toISOString()).toBe('2026-03-28T07:00:00.000Z');
  expect(morningOf('2026-03-28', 'Asia/Kolkata')?.toISOString()).toBe('2026-03-28T02:30:00.000Z');
  expect(morningOf('', 'UTC')).toBeNull();
});

test('a time that comes twice is the first of the two', () => {
  expect(at('2026-10-25', '02:30', 'Europe/Brussels')).toBe('2026-10-25T00:30:00.000Z');
});

test('what is no date or no time has no instant', () => {
  expect(at('2026-02-30x', '14:30', 'UTC')).toBeNull();
  expect(at('2026-13-01', '14:30', 'UTC')).toBeNull();
  expect(at('2026-01-01', '', 'UTC')).toBeNull();
});

test('writing an instant down in a zone and reading it back gives the instant, outside the hour that comes twice', () => {
  const zones = ['Europe/Brussels', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'];
  const minutes = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 });
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const instant = new Date(minute * 60_000);
      const back = instantOf(localTimeOf(instant, zone), zone);
      const gap = back === null ? Number.NaN : instant.getTime() - back.getTime();
      return gap === 0 || gap === 60 * 60_000;
    })
  );
});
