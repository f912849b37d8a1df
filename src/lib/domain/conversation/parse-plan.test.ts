import { expect, test } from 'vitest';
import { parsePlan } from './parse-plan.ts';

const now = Date.UTC(2026, 0, 1);
const clock = {
  now,
  instantOf: ({ date, time }: { date: string; time: string }) => {
    const at = Date.parse(`${date}T${time}:00Z`);
    return Number.isNaN(at) ? null : at;
  },
  isSkipped: ({ time }: { time: string }) => time === '02:30'
};
const form = { date1: '2026-02-01', time1: '14:00', minutes: '45', place: ' Lokaal B.12 ' };

test('one moment, a length and a place make a plan', () => {
  expect(parsePlan(form, clock)).toEqual({ plan: { moments: [Date.UTC(2026, 1, 1, 14)], minutes: 45, place: 'Lokaal B.12' } });
});

test("several moments come back earliest first, and an empty row is nobody's", () => {
  const parsed = parsePlan({ ...form, date2: '2026-01-20', time2: '10:00', date3: '', time3: '14:00', place: '' }, clock);
  expect(parsed).toEqual({ plan: { moments: [Date.UTC(2026, 0, 20, 10), Date.UTC(2026, 1, 1, 14)], minutes: 45, place: null } });
});

test.each([
  ['no moment at all', { date1: '' }, { date1: 'missing' }],
  ['a date without a time', { time1: '' }, { time1: 'missing' }],
  ['what is no date', { date1: '2026-99-99' }, { date1: 'unreadable' }],
  ['an hour that a change of clock leaves out', { time1: '02:30' }, { time1: 'skipped' }],
  ['a moment that is over', { date1: '2025-12-31' }, { date1: 'past' }],
  ['a year typed wrong', { date1: '2062-02-01' }, { date1: 'far' }],
  ['the same moment twice', { date2: '2026-02-01', time2: '14:00' }, { date2: 'twice' }],
  ['a talk of one minute', { minutes: '1' }, { minutes: 'range' }],
  ['a place that is a story', { place: 'x'.repeat(301) }, { place: 'long' }]
])('%s is said next to the field', (_what, change, problems) => {
  expect(parsePlan({ ...form, ...change }, clock)).toEqual({ problems });
});
