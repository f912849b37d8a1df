import { type Browser, expect, type Page, test } from '@playwright/test';
import { lookOver, signInAs } from './walk.ts';

type Walk = { coach: string; coachee: string; language: 'nl' | 'en'; javaScript: boolean };
/** Demo pairs without an agreement, two people each, so that the walks do not meet. The coach of the English walk reads Dutch: one pair, two languages. */
const walks: readonly Walk[] = [
  { coach: 'Marjan Verbeke', coachee: 'Lotte Peeters', language: 'nl', javaScript: true },
  { coach: 'Idris el Amrani', coachee: 'Chioma Okafor', language: 'en', javaScript: true },
  { coach: 'Bram Dekker', coachee: 'Roos van Dijk', language: 'nl', javaScript: false }
];
const said = {
  nl: { both: 'allebei ondertekend', waits: 'nog niet' },
  en: { both: 'both signed this', waits: 'has not yet' }
} as const;

/** A browser of one's own on a phone, signed in. */
async function openBrowser(browser: Browser, name: string, { javaScript }: Walk): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: javaScript, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await signInAs(page, name);
  return page;
}

/** axe needs JavaScript in the page; a walk without it is looked over by its twin. */
async function look(page: Page, { javaScript }: Walk): Promise<void> {
  if (!javaScript) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await lookOver(page);
  }
}

const save = (page: Page) => page.locator('form.stack-wide > button.button').click();
const sign = (page: Page) => page.locator('form[action="?/sign"] button').click();
/** The server has the last word: the browser's own check is set aside. */
const trustServer = (page: Page) =>
  page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true;
  });

for (const walk of walks) {
  const words = said[walk.language];
  const name = `${walk.language}${walk.javaScript ? '' : ', without JavaScript'}`;
  test(`two write, change and sign their working agreement, ${name} (C9, C13, C14, C15, C16)`, async ({ browser }) => {
    const [coach, coachee] = [await openBrowser(browser, walk.coach, walk), await openBrowser(browser, walk.coachee, walk)];
    const pair = (await coachee.locator('main a[href^="/relationships/"]').first().getAttribute('href'))?.slice(0, 51) ?? '';
    const path = `${pair}/agreement`;

    // There is none yet: the coachee puts it off, with a date.
    await coachee.goto(path);
    await expect(coachee.locator('html')).toHaveAttribute('lang', walk.language);
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await coachee.locator('[name=until]').fill(until);
    await coachee.locator('form[action="?/postpone"] button').click();
    await coachee.goto(path);
    await expect(coachee.locator('[name=until]')).toHaveValue(until);
    await look(coachee, walk);

    // The coach writes the first version; it begins with an example of which nothing goes to an evaluation.
    await coach.goto(path);
    await coach.locator(`a[href="${path}/write"]`).click();
    await expect(coach.locator('[name=evaluation][value=nothing]')).toBeChecked();
    await expect(coach.locator('[name=coachee-expects]')).toHaveValue(/leerdoelen en actieplannen/);
    await expect(coach.locator(`a[href="${pair}/hats"]`)).toBeVisible();
    await look(coach, walk);
    await coach.locator('[name=confidentiality]').fill('');
    await coach.locator('[name=notes]').fill('Wij schrijven allebei mee.');
    if (walk.javaScript) {
      await trustServer(coach);
      await save(coach);
      await expect(coach.locator('#confidentiality-problem')).toBeVisible();
      await expect(coach.locator('[name=notes]')).toHaveValue('Wij schrijven allebei mee.');
      await look(coach, walk);
    }
    await coach.locator('[name=confidentiality]').fill('Alles blijft tussen ons.');
    await save(coach);
    await expect(coach).toHaveURL(new RegExp(`${path}$`));
    await sign(coach);

    // The coachee reads it, changes it and signs; the coach sees word by word what changed.
    await coachee.goto(path);
    await expect(coachee.locator('article')).toContainText('Wij schrijven allebei mee.');
    await coachee.goto(`${path}/write`);
    await coachee.locator('[name=notes]').fill('Wij schrijven zelden mee.');
    await save(coachee);
    await sign(coachee);
    await expect(coachee.locator('main [role=note]')).toContainText(words.waits);
    await coach.goto(path);
    await expect(coach.locator('article del')).toContainText('allebei');
    await expect(coach.locator('article ins')).toContainText('zelden');
    await look(coach, walk);
    await sign(coach);
    await coachee.goto(path);
    await expect(coachee.locator('main [role=status]')).toContainText(words.both);
    await look(coachee, walk);

    // Both write from the same version: the second is told, keeps every word, and chooses.
    await coach.goto(`${path}/write`);
    await coachee.goto(`${path}/write`);
    await coach.locator('[name=notes]').fill('Wij schrijven nooit mee.');
    await coach.locator('[name=rhythm]').fill('Elke maand een uur.');
    await save(coach);
    await coachee.locator('[name=notes]').fill('Wij schrijven altijd mee.');
    await coachee.locator('[name=advice]').fill('Eerst denk ik zelf na.');
    await save(coachee);
    await expect(coachee.locator('main [role=status]')).toBeVisible();
    await expect(coachee.locator('[name=notes]')).toHaveValue('Wij schrijven altijd mee.');
    await expect(coachee.locator('[name=advice]')).toHaveValue('Eerst denk ik zelf na.');
    await expect(coachee.locator('[name=rhythm]')).toHaveValue('Elke maand een uur.');
    await expect(coachee.locator('.overlap')).toHaveCount(2);
    await look(coachee, walk);
    await coachee.locator('[name=choice-notes][value=theirs]').check();
    await save(coachee);
    await expect(coachee).toHaveURL(new RegExp(`${path}$`));
    const article = coachee.locator('article');
    for (const text of ['Wij schrijven nooit mee.', 'Eerst denk ik zelf na.', 'Elke maand een uur.'])
      await expect(article).toContainText(text);

    // What was signed stays in force beside the newer version, and every version can be read.
    await expect(coachee.locator('details')).toContainText('Wij schrijven zelden mee.');
    await expect(coachee.locator('#versions + ul li')).toHaveCount(4);
    const stale = await coach.request.post(`${path}?/sign`, {
      form: { version: (await coachee.locator('#versions + ul a').nth(1).getAttribute('href'))?.split('/').at(-1) ?? '' },
      headers: { origin: new URL(coach.url()).origin, accept: 'text/html' }
    });
    expect(stale.status()).toBe(409);
    for (const page of [coach, coachee]) {
      await page.goto(path);
      await sign(page);
    }
    await coachee.locator('#versions + ul a').last().click();
    await expect(coachee.locator('article')).toContainText('Wij schrijven allebei mee.');
    await look(coachee, walk);

    // As a PDF, for both.
    for (const page of [coach, coachee]) {
      const pdf = await page.request.get(`${new URL(coachee.url()).pathname}/pdf`);
      expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
        200,
        'application/pdf',
        '%PDF-'
      ]);
    }
  });
}

test('a coordinator writes with which texts agreements begin, and never reads one (C13, C16)', async ({ browser }) => {
  const walk: Walk = { coach: 'Idris el Amrani', coachee: 'Samir Bakkali', language: 'nl', javaScript: true };
  const [coordinator, coachee] = [await openBrowser(browser, 'Greet Willems', walk), await openBrowser(browser, walk.coachee, walk)];
  await coordinator.goto('/programmes');
  await coordinator.getByRole('link', { name: /Van stage naar werk/ }).click();
  const settings = `${new URL(coordinator.url()).pathname}/settings`;
  await coordinator.goto(settings);
  await coordinator.locator(`a[href="${settings}/agreement"]`).click();
  await expect(coordinator.locator('[name=evaluation]')).toHaveCount(0);
  await coordinator.locator('[name=closeness]').fill('In dit traject zeggen we je tegen elkaar.');
  await coordinator.locator('main form button').click();
  await expect(coordinator.locator('main [role=status]')).toBeVisible();
  await look(coordinator, walk);

  const pair = (await coachee.locator('main a[href^="/relationships/"]').first().getAttribute('href'))?.slice(0, 51) ?? '';
  await coachee.goto(`${pair}/agreement/write`);
  await expect(coachee.locator('[name=closeness]')).toHaveValue('In dit traject zeggen we je tegen elkaar.');
  for (const path of ['agreement', 'agreement/write']) expect((await coordinator.request.get(`${pair}/${path}`)).status()).toBe(404);

  await coordinator.locator('[name=closeness]').fill('');
  await coordinator.locator('main form button').click();
  await coachee.goto(`${pair}/agreement/write`);
  await expect(coachee.locator('[name=closeness]')).toHaveValue(/niet te ver en niet te dichtbij/);
});
