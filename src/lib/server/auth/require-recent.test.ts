import { isRedirect } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import type { Who } from '#lib/server/db.ts';
import { requireRecent } from './require-recent.ts';

const whoFrom = (minutesAgo: number): Who => ({
  sessionId: 's',
  personId: 'p',
  organisationId: 'o',
  organisationName: 'Town',
  isDemo: false,
  name: 'An',
  language: 'nl',
  timeZone: 'UTC',
  hat: 'coach',
  roles: [],
  authenticatedAt: new Date(Date.now() - minutesAgo * 60_000)
});

function whereTo(who: Who | null): string {
  try {
    requireRecent({ who }, '/settings/password');
    return 'stay';
  } catch (thrown) {
    return isRedirect(thrown) ? thrown.location : 'lost';
  }
}

it('lets whoever showed within five minutes who they are go on', () => {
  expect(whereTo(whoFrom(4.9))).toBe('stay');
});

it('asks whoever showed it longer ago to do so again, and brings them back', () => {
  expect(whereTo(whoFrom(5.1))).toBe('/sign-in/again?next=%2Fsettings%2Fpassword');
});

it('sends somebody who is not signed in to sign in', () => {
  expect(whereTo(null)).toBe('/sign-in?next=%2Fsettings%2Fpassword');
});
