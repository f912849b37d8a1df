import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';

const onOff = v.pipe(
  v.picklist(['on', 'off'], 'must be on or off'),
  v.transform((value) => value === 'on')
);
const wholeNumber = (from: number, to: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(from, `must be at least ${from}`),
    v.maxValue(to, `must be at most ${to}`)
  );
const httpUrl = v.pipe(
  v.string(),
  v.url('must be a URL such as https://coaching.example.org'),
  v.regex(/^https?:\/\/[^/]+\/?$/, 'must be http(s) and have no path')
);

const schema = v.object({
  NODE_ENV: v.optional(v.picklist(['production', 'development', 'test'], 'must be production, development or test'), 'development'),
  HOST: v.optional(v.string(), '127.0.0.1'),
  PORT: v.optional(wholeNumber(0, 65_535), '3000'),
  PUBLIC_URL: v.optional(httpUrl),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'must start with postgres://'))),
  DATABASE_POOL: v.optional(wholeNumber(1, 200), '10'),
  DATABASE_OLD_VERSION: v.optional(v.picklist(['refuse', 'allow'], 'must be refuse or allow'), 'refuse'),
  PREPARED_STATEMENTS: v.optional(onOff, 'on'),
  DATA_DIR: v.optional(v.string(), 'data'),
  KEY_FILE: v.optional(v.string()),
  EMBEDDED_IN_PRODUCTION: v.optional(v.picklist(['refuse', 'allow'], 'must be refuse or allow'), 'refuse'),
  DEMO: v.optional(onOff),
  OUTBOX: v.optional(onOff),
  SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://'))),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/@/, 'must be a mail address')), 'Vierpoot <vierpoot@localhost>'),
  TRUSTED_PROXIES: v.optional(wholeNumber(0, 9), '0'),
  LOG_LEVEL: v.optional(
    v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'must be trace, debug, info, warn, error or silent'),
    'info'
  )
});

export type Settings = {
  mode: 'production' | 'development' | 'test';
  host: string;
  port: number;
  publicUrl: URL;
  databaseUrl: string | null;
  databasePool: number;
  allowsOldDatabase: boolean;
  preparedStatements: boolean;
  dataDirectory: string;
  keyFile: string;
  allowsEmbeddedInProduction: boolean;
  isDemo: boolean;
  hasOutbox: boolean;
  smtpUrl: string | null;
  mailFrom: string;
  trustedProxies: number;
  logLevel: string;
};

/** What is wrong with the settings: one sentence per fault. The start stops on it. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** Reads the settings from the environment; relative paths are taken from `root`. Throws SettingsError. */
export function readSettings(environment: Record<string, string | undefined>, root: string): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = v.safeParse(schema, given, { abortPipeEarly: true });
  if (!parsed.success) throw new SettingsError(parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'Settings'} ${issue.message}.`));
  const settings = settingsFrom(parsed.output, root);
  const faults = contradictions(settings);
  if (faults.length > 0) throw new SettingsError(faults);
  return settings;
}

function settingsFrom(given: v.InferOutput<typeof schema>, root: string): Settings {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(root, path));
  const dataDirectory = absolute(given.DATA_DIR);
  const publicUrl = new URL(given.PUBLIC_URL ?? `http://localhost:${given.PORT}`);
  const isTrial = isTrialHere(given, publicUrl);
  return {
    mode: given.NODE_ENV,
    host: given.HOST,
    port: given.PORT,
    publicUrl,
    databaseUrl: given.DATABASE_URL ?? null,
    databasePool: given.DATABASE_POOL,
    allowsOldDatabase: given.DATABASE_OLD_VERSION === 'allow',
    preparedStatements: given.PREPARED_STATEMENTS,
    dataDirectory,
    keyFile: given.KEY_FILE === undefined ? join(dataDirectory, 'keys.json') : absolute(given.KEY_FILE),
    allowsEmbeddedInProduction: given.EMBEDDED_IN_PRODUCTION === 'allow',
    isDemo: given.DEMO ?? isTrial,
    hasOutbox: given.OUTBOX ?? (isTrial && given.SMTP_URL === undefined),
    smtpUrl: given.SMTP_URL ?? null,
    mailFrom: given.MAIL_FROM,
    trustedProxies: given.TRUSTED_PROXIES,
    logLevel: given.LOG_LEVEL
  };
}

/** Trying out, where only this machine can reach it: demo people and the outbox let anybody in, so elsewhere they wait to be asked for. */
function isTrialHere(given: v.InferOutput<typeof schema>, publicUrl: URL): boolean {
  const isEmbedded = given.DATABASE_URL === undefined && given.NODE_ENV !== 'production';
  return isEmbedded && isLoopback(given.HOST) && isLoopback(publicUrl.hostname);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || host.startsWith('127.');
}

type Contradiction = { isTrue: (settings: Settings) => boolean; fault: string };

/** What cannot be with NODE_ENV=production, each with its sentence. */
const notInProduction: readonly Contradiction[] = [
  {
    isTrue: (settings) => settings.databaseUrl === null && !settings.allowsEmbeddedInProduction,
    fault: 'NODE_ENV=production needs DATABASE_URL: the embedded database is for trying out (EMBEDDED_IN_PRODUCTION=allow overrules this).'
  },
  { isTrue: (settings) => settings.isDemo, fault: 'DEMO=on lets anybody sign in as the demo people: not with NODE_ENV=production.' },
  { isTrue: (settings) => settings.hasOutbox, fault: 'OUTBOX=on shows every mail to anybody: not with NODE_ENV=production.' },
  {
    isTrue: (settings) => settings.smtpUrl === null,
    fault: 'NODE_ENV=production needs SMTP_URL: sign-in links and invitations go by mail.'
  },
  {
    isTrue: ({ publicUrl }) => publicUrl.protocol !== 'https:' && publicUrl.hostname !== 'localhost',
    fault: 'NODE_ENV=production needs a PUBLIC_URL that starts with https.'
  }
];

function contradictions(settings: Settings): string[] {
  if (settings.mode !== 'production') return [];
  return notInProduction.filter(({ isTrue }) => isTrue(settings)).map(({ fault }) => fault);
}
