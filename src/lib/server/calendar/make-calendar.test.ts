import { sync } from 'node-ical';
import { expect, test } from 'vitest';
import { type CalendarMail, makeCalendar } from './make-calendar.ts';

const talk = { id: 'talk', startsAt: new Date('2026-12-01T13:30:00Z'), minutes: 45, changes: 2, url: 'https://vierpoot.example/r' };
const mail: CalendarMail = {
  method: 'request',
  summary: 'Gesprek',
  timeZone: 'Europe/Brussels',
  host: 'vierpoot.example',
  organizer: 'no-reply@vierpoot.example',
  attendee: 'yara@hogeschool.example',
  now: new Date('2026-11-22T10:00:00Z')
};

/** What another program makes of it. */
function read(change: Partial<CalendarMail> = {}, startsAt = talk.startsAt) {
  const text = makeCalendar([{ ...talk, startsAt }], { ...mail, ...change });
  const event = Object.values(sync.parseICS(text)).find((component) => component?.type === 'VEVENT');
  return { text, event: event?.type === 'VEVENT' ? event : expect.fail('no event') };
}

test('another parser reads the same instants, whatever the time zone and season', () => {
  for (const timeZone of ['Europe/Brussels', 'America/New_York', 'Asia/Kolkata', 'UTC'])
    for (const at of ['2026-12-01T13:30:00Z', '2026-07-01T13:30:00Z', '2026-03-29T01:30:00Z', '2026-10-25T02:30:00Z']) {
      const { event } = read({ timeZone }, new Date(at));
      expect(event.start.toISOString(), `${timeZone} ${at}`).toBe(new Date(at).toISOString());
      expect((event.end?.getTime() ?? 0) - event.start.getTime()).toBe(45 * 60_000);
    }
});

test('a talk keeps its UID and its sequence rises with its changes', () => {
  const { event } = read();
  expect([event.uid, String(event.sequence), event.status]).toEqual(['talk@vierpoot.example', '2', 'CONFIRMED']);
});

test('calling off cancels the same event', () => {
  const { text, event } = read({ method: 'cancel' });
  expect(text).toContain('METHOD:CANCEL');
  expect([event.uid, event.status]).toEqual(['talk@vierpoot.example', 'CANCELLED']);
});

test('the rules of the time zone are in it, and every line ends as the standard says', () => {
  const { text } = read();
  expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels');
  expect(text).toContain('DTSTART;TZID=Europe/Brussels:20261201T143000');
  expect(text.split('\n').every((line) => line === '' || line.endsWith('\r'))).toBe(true);
});
