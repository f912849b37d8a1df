import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addMonths, isDay, usualReviewDay } from './review-day.ts';

it.each(['2027-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-11-00', '26-11-22', '2026-11-22 ', '', '1900-02-29'])(
  'does not take "%s" for a day',
  (text) => {
    expect(isDay(text)).toBe(false);
  }
);

it.each(['2028-02-29', '2000-02-29', '2026-12-31', '2026-04-30'])('takes %s for a day', (text) => {
  expect(isDay(text)).toBe(true);
});

it('proposes to read again after half a year in education and after a year at work', () => {
  expect([usualReviewDay('2026-11-22', 'education'), usualReviewDay('2026-11-22', 'work')]).toEqual(['2027-05-22', '2027-11-22']);
});

it('takes the last day of a month that is too short', () => {
  expect([addMonths('2026-08-31', 6), addMonths('2027-08-31', 6), addMonths('2026-12-31', 2)]).toEqual([
    '2027-02-28',
    '2028-02-29',
    '2027-02-28'
  ]);
});

it('gives a later day that is on the calendar, as the calendar of the computer has it', () => {
  const days = fc
    .date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 30 }), (day, months) => {
      const later = addMonths(day, months);
      expect(isDay(later) && later > day).toBe(true);
      expect(new Date(`${later}T00:00:00Z`).toISOString().slice(0, 10)).toBe(later);
    })
  );
});
