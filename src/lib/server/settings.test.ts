import { expect, it } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment, '/srv');
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

it('needs no setting at all to try out, and then shows demo people and the outbox', () => {
  const settings = readSettings({}, '/srv');
  expect([settings.port, settings.isDemo, settings.hasOutbox, settings.databaseUrl]).toEqual([3000, true, true, null]);
  expect(settings.keyFile).toBe('/srv/data/keys.json');
});

it('says one sentence per fault', () => {
  expect(faultsOf({ PORT: 'many', DEMO: 'yes', PUBLIC_URL: 'example' })).toHaveLength(3);
  expect(faultsOf({ PORT: '70000' })).toEqual(['PORT must be at most 65535.']);
});

it('takes an empty setting as not given', () => {
  expect(faultsOf({ PORT: '', DATABASE_URL: '' })).toEqual([]);
});

it('refuses the embedded database, demo people, the outbox and no mail server in production', () => {
  expect(faultsOf({ NODE_ENV: 'production', PUBLIC_URL: 'https://x.org' })).toHaveLength(2);
  const onServer = { NODE_ENV: 'production', PUBLIC_URL: 'https://x.org', DATABASE_URL: 'postgres://db/x', SMTP_URL: 'smtp://mail' };
  expect(faultsOf(onServer)).toEqual([]);
  expect(faultsOf({ ...onServer, DEMO: 'on', OUTBOX: 'on' })).toHaveLength(2);
});

it('refuses a public address without https in production', () => {
  const environment = { NODE_ENV: 'production', PUBLIC_URL: 'http://x.org', DATABASE_URL: 'postgres://db/x', SMTP_URL: 'smtp://mail' };
  expect(faultsOf(environment)).toEqual(['NODE_ENV=production needs a PUBLIC_URL that starts with https.']);
});

it('shows demo people and mails only where nobody else can reach them, unless it is asked to', () => {
  for (const environment of [{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://coaching.example.org' }]) {
    expect(readSettings(environment, '/srv')).toMatchObject({ isDemo: false, hasOutbox: false });
    expect(readSettings({ ...environment, DEMO: 'on' }, '/srv').isDemo).toBe(true);
  }
});
