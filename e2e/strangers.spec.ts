import { type Browser, expect, type Page, test } from '@playwright/test';
import { signInAs } from './walk.ts';

async function pageOf(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, name);
  return page;
}

/** What a page says, without what differs on every answer. */
async function readingOf(page: Page, path: string): Promise<{ status: number; body: string }> {
  const answer = await page.request.get(path);
  const body = (await answer.text()).replaceAll(/nonce="[^"]*"/g, '').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
  return { status: answer.status(), body };
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
    for (const path of [pair, chair, mirror, `${pair}/needs`, `${pair}/stop`]) {
      const [theirs, none] = [await readingOf(page, path), await readingOf(page, path.replace(pair, nowhere))];
      expect(theirs.status, `${name} ${path}`).toBe(404);
      expect(theirs).toEqual(none);
    }
  }
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
