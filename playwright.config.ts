import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.ts';

const port = Number(process.env['VIERPOOT_JOURNEYS_PORT'] ?? 4173);
const folderOf = 'VIERPOOT_JOURNEYS';
if (process.env[folderOf] === undefined) openFolder();
const browser = findBrowser();
const isRoot = process.getuid?.() === 0;

/** Journeys walk a built Vierpoot with its demo people, on the embedded database in a folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/journeys',
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}`,
    locale: 'nl-NL',
    timezoneId: 'Europe/Brussels',
    trace: 'retain-on-failure',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...(isRoot ? ['--no-sandbox'] : [])
      ]
    }
  },
  webServer: {
    command: `${process.execPath} server.mjs`,
    url: `http://localhost:${port}/healthz`,
    timeout: 60_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: {
      // empty: not what the shell of this person happens to hold
      DATABASE_URL: '',
      PUBLIC_URL: '',
      SMTP_URL: '',
      KEY_FILE: '',
      HOST: '',
      NODE_ENV: 'test',
      PORT: String(port),
      DATA_DIR: process.env[folderOf] ?? '',
      DEMO: 'on',
      OUTBOX: 'on',
      LOG_LEVEL: 'warn'
    }
  }
});

/** One folder per run, gone after it. The workers of the run read this file too, and find it made. */
function openFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-journeys-'));
  process.env[folderOf] = folder;
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
}
