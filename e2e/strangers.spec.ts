import { readdirSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { signInAs } from './walk.ts';

async function pageOf(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, name);
  return page;
}

const withoutIds = (words: string) => words.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');

/** What a page says, without what differs on every answer. */
async function readingOf(page: Page, path: string, shown = withoutIds): Promise<{ status: number; body: string }> {
  const answer = await page.request.get(path);
  return { status: answer.status(), body: shown((await answer.text()).replaceAll(/nonce="[^"]*"/g, '')) };
}

test('not yours and not there look the same, for everybody who has no business there', async ({ browser }) => {
  const coachee = await pageOf(browser, 'Yara Demir');
  await coachee.locator('a[href*="/chair"]').first().click();
  const chair = new URL(coachee.url()).pathname;
  const pair = chair.replace('/chair', '');
  const nowhere = pair.replace(/[0-9a-f]{12}$/, '000000000000');
  await coachee.goto(pair);
  const mirror = new URL((await coachee.locator('a[href*="/mirrors/"]').first().getAttribute('href')) ?? '', coachee.url()).pathname;
  for (const name of ['Tibo Claes', 'Idris el Amrani', 'Greet Willems', 'Petra Vos', 'Hassan Yilmaz', 'Bram Dekker']) {
    const page = await pageOf(browser, name);
    for (const path of [pair, chair, mirror, `${pair}/needs`, `${pair}/hats`, `${pair}/evaluation`, `${pair}/stop`]) {
      const [theirs, none] = [await readingOf(page, path), await readingOf(page, path.replace(pair, nowhere))];
      expect(theirs.status, `${name} ${path}`).toBe(404);
      expect(theirs).toEqual(none);
    }
  }
});

async function readingsOf(page: Page, paths: readonly string[]): Promise<{ path: string; status: number; body: string }[]> {
  const readings = [];
  for (const path of paths) readings.push({ path, ...(await readingOf(page, path)) });
  return readings;
}

/** Every address of a pair that its own people reach by links, and every one there is a file for. */
async function pagesOfPair(page: Page, pair: string): Promise<string[]> {
  const seen = new Set([pair]);
  const waiting = [pair];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const { body } = await readingOf(page, path, (words) => words);
    const links = [...body.matchAll(/href="([^"?#]+)/g)].map((match) => match[1] ?? '');
    for (const link of links.filter((one) => one.startsWith(pair) && !seen.has(one))) {
      seen.add(link);
      waiting.push(link);
    }
  }
  const folder = 'src/routes/(app)/relationships/[relationship=uuid]';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\+(page\.svelte|server\.ts)$/.test(file));
  const nobody = '00000000-0000-7000-8000-000000000000';
  const paths = files.map((file) => `${pair}/${file}`.replace(/\/\+[a-z.]+$/, '').replaceAll(/\[[^\]]+\]/g, nobody));
  return [...new Set([...seen, ...paths])];
}

/** Writes a word into every text field of a page and sends its form. */
async function writeOn(page: Page, path: string, word: string): Promise<void> {
  const { body } = await readingOf(page, path);
  if (!body.includes('<textarea')) return;
  await page.goto(path);
  const texts = page.locator('main form textarea:visible');
  for (let index = 0; index < (await texts.count()); index += 1) {
    await texts.nth(index).fill(word);
    await texts.nth(index).locator('xpath=ancestor::form').locator('button:visible').first().click();
    await page.waitForLoadState();
    await page.goto(path);
  }
}

test('under the hat of evaluator the pages stay the same, to the byte, while the coaching goes on (C10, C12)', async ({ browser }) => {
  const planted = 'Kwetsbaarwoord';
  const coachee = await pageOf(browser, 'Daan Oosterling');
  await coachee.locator('a.name[href^="/relationships/"]').first().click();
  const pair = new URL(coachee.url()).pathname;
  const coach = await pageOf(browser, 'Idris el Amrani');
  const evaluator = await pageOf(browser, 'Idris el Amrani');
  await evaluator.goto('/hat');
  await evaluator.locator('button[value=evaluator]').click();
  await expect(evaluator.locator('aside')).toBeVisible();

  const ofPair = [...new Set([...(await pagesOfPair(coachee, pair)), ...(await pagesOfPair(coach, pair))])];
  const paths = ['/home', '/hat', '/overview', '/settings', '/settings/looks', '/toolkit', ...ofPair];
  const before = await readingsOf(evaluator, paths);
  const there = before.filter(({ path, status }) => path.startsWith(pair) && ![404, 405].includes(status)).map(({ path }) => path);
  expect(there.map((path) => path.replace(pair, '')).filter((path) => path !== '/proposal')).toEqual(['/evaluation']);

  for (const page of [coachee, coach]) {
    for (const path of ofPair.filter((one) => !/\/(evaluation|stop|proposal)$/.test(one))) await writeOn(page, path, planted);
  }
  await coachee.goto(`${pair}/needs`);
  for (const radio of await coachee.locator('input[type=radio][value="1"]').all()) await radio.check();
  await coachee.locator('main form button.button').click();
  await expect(coachee.locator('main [role=status]')).toBeVisible();
  await coach.goto(pair);
  await coach.locator('form[action="?/openMirror"] button').click();
  await expect(coach).toHaveURL(/\/mirrors\//);

  const after = await readingsOf(evaluator, paths);
  expect(after).toEqual(before);
  const said = await readingsOf(coachee, ofPair);
  expect(said.some(({ body }) => body.includes(planted))).toBe(true);
  expect(after.filter(({ body }) => body.includes(planted))).toEqual([]);
});

test('a coordinator sees the same of two pairs whose answers differ', async ({ browser }) => {
  const coordinator = await pageOf(browser, 'Greet Willems');
  const before = await readingOf(coordinator, '/home');
  await coordinator.goto('/programmes');
  await coordinator.locator('main a[href^="/programmes/"]').first().click();
  const programme = new URL(coordinator.url()).pathname;
  const page = await readingOf(coordinator, programme);
  const coach = await pageOf(browser, 'Idris el Amrani');
  await coach.locator('a[href*="/mirrors/"]').first().click();
  await coach.locator('form[data-autosave] input[type=radio]').first().check();
  await coach.locator('form[data-autosave] button.button').first().click();
  await expect(coach).toHaveURL(/page=2/);
  expect(await readingOf(coordinator, programme)).toEqual(page);
  expect(await readingOf(coordinator, '/home')).toEqual(before);
});

test('stopping works at once and shuts the pages of the pair for the coach (C28)', async ({ browser }) => {
  const coach = await pageOf(browser, 'Fatima Zahraoui');
  await coach.getByRole('link', { name: 'Lies Vermeulen', exact: true }).click();
  const pair = new URL(coach.url()).pathname;
  const coachee = await pageOf(browser, 'Lies Vermeulen');
  await coachee.goto(`${pair}/stop`);
  await coachee.locator('main form button').click();
  await expect(coachee).toHaveURL(/\/home\?stopped/);
  await coach.goto('/home');
  await expect(coach.locator('main')).toContainText('Lies Vermeulen');
  expect((await coach.request.get(pair)).status()).toBe(404);
  expect((await coach.request.get(`${pair}/chair`)).status()).toBe(404);
  expect((await coachee.request.get(`${pair}/chair`)).status()).toBe(200);
});

test('a form from another site changes nothing', async ({ page, playwright, baseURL }) => {
  await signInAs(page, 'Yara Demir');
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const outside = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  const variants: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {}
  ];
  for (const headers of variants) {
    const answer = await outside.post('/home?/openMirror', {
      headers: { ...headers, cookie: cookies },
      form: { relationship: 'x' },
      maxRedirects: 0
    });
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
  }
});
