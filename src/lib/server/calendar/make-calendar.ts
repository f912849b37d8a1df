import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';

/** A talk as a calendar may know it: when, and where in Vierpoot; never with whom, where or about what. `changes` rises with each change; `startsAt` null: taken out, without saying when it was. */
export type CalendarTalk = { id: string; startsAt: Date | null; minutes: number; changes: number; url: string };

/** `request` puts or moves it, `cancel` takes it out (RFC 5546); `publish` for a feed or a file of one's own. */
export type CalendarMethod = 'request' | 'cancel' | 'publish';

/** Who sends, who receives, and how: `summary` is the neutral name of every talk. */
export type CalendarMail = {
  method: CalendarMethod;
  summary: string;
  timeZone: string;
  host: string;
  organizer: string | null;
  attendee: string | null;
  now: Date;
};

/** A calendar (RFC 5545) of talks, at local time with the rules of the time zone in it. The same talk has the same UID everywhere. */
export function makeCalendar(talks: readonly CalendarTalk[], mail: CalendarMail): string {
  const rules = rulesOf(mail.timeZone);
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Vierpoot//Vierpoot//NL');
  calendar.updatePropertyWithValue('method', mail.method.toUpperCase());
  calendar.addSubcomponent(rules);
  const zone = new ICAL.Timezone(rules);
  for (const talk of talks) calendar.addSubcomponent(eventOf(talk, mail, zone));
  return `${calendar.toString()}\r\n`;
}

function rulesOf(timeZone: string): ICAL.Component {
  const [block = ''] = [tzlib_get_ical_block(timeZone)].flat();
  return new ICAL.Component(ICAL.parse(block) as unknown[]); // one VTIMEZONE gives one component
}

function eventOf(talk: CalendarTalk, mail: CalendarMail, zone: ICAL.Timezone): ICAL.Component {
  const event = new ICAL.Event(new ICAL.Component('vevent'));
  event.uid = `${talk.id}@${mail.host}`;
  event.summary = mail.summary;
  event.sequence = talk.changes;
  if (talk.startsAt) {
    event.startDate = localTime(talk.startsAt, zone);
    event.endDate = localTime(new Date(talk.startsAt.getTime() + talk.minutes * 60_000), zone);
  }
  const { component } = event;
  component.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(mail.now, true));
  component.addPropertyWithValue('status', mail.method === 'cancel' ? 'CANCELLED' : 'CONFIRMED');
  component.addPropertyWithValue('url', talk.url);
  component.addPropertyWithValue('class', 'PRIVATE');
  if (mail.organizer !== null) component.addPropertyWithValue('organizer', `mailto:${mail.organizer}`);
  if (mail.attendee !== null) component.addPropertyWithValue('attendee', `mailto:${mail.attendee}`).setParameter('rsvp', 'FALSE');
  return component;
}

function localTime(at: Date, zone: ICAL.Timezone): ICAL.Time {
  return ICAL.Time.fromJSDate(at, true).convertToZone(zone);
}
