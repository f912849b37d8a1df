import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answerMirror, linkFromMail, signInAs } from './walk.ts';

const port = Number(process.env['VIERPOOT_JOURNEYS_PORT'] ?? 4173) + 1;
const planted = 'Kwetsbaarwoord';

const folders: string[] = [];
test.afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Server = { process: ChildProcess; folder: string; log: () => string };

async function serve(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-planted-'));
  folders.push(folder);
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

/** Writes the word wherever a pair writes: a talk, its topics and notes, goals, actions, a look back, what somebody is learning. */
async function writeEverywhere(page: Page, pair: string): Promise<void> {
  await page.goto(`${pair}/conversations/new`);
  await page.fill('[name=place]', planted);
  await page.locator('main form button').last().click();
  await page.waitForURL(/conversations\/[0-9a-f-]{36}$/u);
  const talk = new URL(page.url()).pathname;
  const post = (path: string, fields: Record<string, string>) =>
    page.evaluate(async ([to, body]) => (await fetch(to, { method: 'POST', body: new URLSearchParams(body) })).status, [
      path,
      fields
    ] as const);
  const statuses = [
    await post(`${talk}?/topic`, { topic: planted, wish: 'listen' }),
    await post(`${pair}/notes?/write`, { kind: 'note', text: planted, shared: 'yes', conversation: talk.split('/').at(-1) ?? '' }),
    await post(`${pair}/notes?/write`, { kind: 'moment', text: planted, shared: 'no' }),
    await post(`${pair}/goals?/set`, { goal: planted, ifThen: planted }),
    await post(`${pair}/goals?/agree`, { action: planted, owner: 'coachee', dueOn: '' }),
    await post(`${talk}/live?/addToNotes`, { addition: planted }),
    await post(`${talk}?/hold`, {}),
    await post(`${talk}?/lookBack`, { takeAlong: planted })
  ];
  expect(statuses).toEqual(statuses.map(() => 200));
  for (const path of [`${talk}?part=before`, `${talk}?part=during`, `${talk}?part=after`, `${pair}/notes`, `${pair}/goals`]) {
    await page.goto(path);
    await expect(page.locator('main'), path).toContainText(planted);
  }
  await page.goto(`${pair}/notes`);
  await page.locator('[name=words]').fill(planted);
  await page.locator('form[action$="?/search"] button').click();
  await expect(page.locator('main mark').first()).toBeVisible();
}

test('no word of a talk, a note, a goal or an action is in the data folder, the log or a mail', async ({ browser }) => {
  const server = await serve();
  const context = await browser.newContext({ baseURL: `http://localhost:${port}` });
  const page = await context.newPage();
  await signInAs(page, 'Yara Demir');
  const href = (await page.locator('main a[href$="/conversations/new"]').first().getAttribute('href')) ?? '';
  const pair = href.replace('/conversations/new', '');
  await writeEverywhere(page, pair);
  await linkFromMail(page, 'marjan', `${pair}/conversations`);
  const mails = await page.locator('main').innerText();
  await stop(server);

  const found = filesIn(server.folder).filter((path) => readFileSync(path).includes(planted));
  expect(found).toEqual([]);
  expect(server.log()).not.toContain(planted);
  expect(mails).not.toContain(planted);
});
