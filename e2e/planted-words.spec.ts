import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answerMirror, linkFromMail, signInAs } from './walk.ts';

const port = Number(process.env['VIERPOOT_JOURNEYS_PORT'] ?? 4173) + 1;
const planted = 'Kwetsbaarwoord';

type Server = { process: ChildProcess; folder: string; log: () => string };

async function serve(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-planted-'));
  const env = {
    ...process.env,
    DATABASE_URL: '',
    NODE_ENV: 'test',
    PORT: String(port),
    PUBLIC_URL: '',
    DATA_DIR: folder,
    DEMO: 'on',
    OUTBOX: 'on',
    LOG_LEVEL: 'trace'
  };
  const child = spawn(process.execPath, ['server.mjs'], { env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect(async () => expect((await fetch(`http://localhost:${port}/healthz`)).ok).toBe(true)).toPass({ timeout: 60_000 });
  return { process: child, folder, log: () => text };
}

async function stop({ process: child }: Server): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : statSync(path).isFile() ? [path] : [];
  });
}

/** Somebody types where only a choice belongs, as a bent browser would. */
async function sendPlantedAnswer(page: Page, mirror: string): Promise<number> {
  await page.goto(mirror);
  return page.evaluate(
    async ([path, word]) => (await fetch(`${path}?/save`, { method: 'POST', body: new URLSearchParams({ SE1: word ?? '' }) })).status,
    [mirror, planted]
  );
}

test('no answered word is in the data folder, the log or a mail', async ({ browser }) => {
  const server = await serve();
  const context = await browser.newContext({ baseURL: `http://localhost:${port}` });
  const page = await context.newPage();
  await signInAs(page, 'Idris el Amrani');
  await page.locator('a[href*="/mirrors/"]').first().click();
  const mirror = new URL(page.url()).pathname;
  expect(await sendPlantedAnswer(page, mirror)).toBe(422);
  await page.goto(mirror);
  await answerMirror(page, 3);
  await linkFromMail(page, 'chioma', mirror);
  const mails = await page.locator('main').innerText();
  await stop(server);

  const words = [planted, '"SE1":', 'needsAskedAt', '"wish":'];
  const found = filesIn(server.folder).flatMap((path) => {
    const bytes = readFileSync(path);
    return words.filter((word) => bytes.includes(word)).map((word) => `${word} in ${path}`);
  });
  expect(found).toEqual([]);
  for (const word of [...words, 'Idris', 'Okafor', 'debrug.example', 'SE1']) expect(server.log(), word).not.toContain(word);
  for (const word of [planted, 'SE1', 'soms', 'sometimes']) expect(mails).not.toContain(word);
  expect(filesIn(server.folder).some((path) => readFileSync(path).includes('Hogeschool De Brug'))).toBe(true);
});
