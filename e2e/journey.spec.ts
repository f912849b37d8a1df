import { type Browser, expect, type Page, test } from '@playwright/test';
import { acceptBoth, answerMirror, linkFromMail, signInAs } from './walk.ts';

type Walk = { language: 'nl' | 'en'; javaScript: boolean };
const walks: readonly Walk[] = [
  { language: 'nl', javaScript: true },
  { language: 'en', javaScript: true },
  { language: 'nl', javaScript: false }
];

/** A browser of one's own, as each of the people has. */
async function openBrowser(browser: Browser, { javaScript }: Walk): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: javaScript, viewport: { width: 390, height: 800 } });
  return context.newPage();
}

async function inviteTwo(page: Page, tag: string): Promise<void> {
  await signInAs(page, 'Greet Willems');
  await page.goto('/programmes/new');
  await page.locator('[name=name]').fill(`Traject ${tag}`);
  await page.locator('main button.button').click();
  await expect(page).toHaveURL(/\/programmes\/[0-9a-f-]{36}/);
  await page.goto(`${new URL(page.url()).pathname}/invite`);
  await page.locator('textarea').fill(`Kit ${tag}, kit.${tag}@example.org, coach\nRobin ${tag}, robin.${tag}@example.org, coachee`);
  await page
    .locator('form', { has: page.locator('textarea') })
    .locator('button.button')
    .click();
  await expect(page).toHaveURL(/invited/);
}

async function accept(page: Page, outbox: Page, { name, language }: { name: string; language: 'nl' | 'en' }): Promise<void> {
  await page.goto(await linkFromMail(outbox, `${name}@example.org`, '/invitations/'));
  await page.locator(`input[name=language][value=${language}]`).check();
  await page.locator('form.sheet button.button').click();
  await expect(page).toHaveURL(/\/home/);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function link(page: Page, tag: string): Promise<void> {
  await page.goto('/programmes');
  await page.getByRole('link', { name: new RegExp(`Traject ${tag}`) }).click();
  await page.goto(`${new URL(page.url()).pathname}/pair`);
  for (const [field, name] of [
    ['coach', `Kit ${tag}`],
    ['coachee', `Robin ${tag}`]
  ] as const) {
    const value = await page.locator(`[name=${field}] option`, { hasText: name }).getAttribute('value');
    await page.locator(`[name=${field}]`).selectOption(value);
  }
  await page.locator('main button.button').click();
  await expect(page).toHaveURL(/proposed/);
}

for (const walk of walks) {
  const tag = `${walk.language}${walk.javaScript ? '' : 'plain'}`;
  test(`from invitation to an opened tool, ${walk.language}${walk.javaScript ? '' : ', without JavaScript'} (C7, C17)`, async ({
    browser
  }) => {
    const [coordinator, coach, coachee] = [
      await openBrowser(browser, walk),
      await openBrowser(browser, walk),
      await openBrowser(browser, walk)
    ];
    await inviteTwo(coordinator, tag);
    await accept(coach, coordinator, { name: `kit.${tag}`, language: walk.language });
    await accept(coachee, coordinator, { name: `robin.${tag}`, language: walk.language });
    await link(coordinator, tag);

    // Both must say yes before it starts.
    const pair = await acceptBoth(coach, coachee);

    // Either opens the mirror; both answer in their own time.
    await coach.goto(pair);
    await coach.locator('form[action="/home?/openMirror"] button').click();
    await expect(coach).toHaveURL(/\/mirrors\//);
    const mirror = new URL(coach.url()).pathname;
    await answerMirror(coach, 4);
    await expect(coach.locator('table')).toBeVisible();
    await coachee.goto(mirror);
    await expect(coachee.locator('main')).not.toContainText(walk.language === 'nl' ? 'Coach zegt' : 'Coach says');
    await answerMirror(coachee, 2);
    await expect(coachee.locator('#release')).toBeVisible();

    // The coach sees nothing of the coachee until the coachee releases it.
    await coach.goto(`${pair}/chair`);
    await expect(coach.locator('main table').first()).toContainText(walk.language === 'nl' ? 'niet gemeten' : 'not measured');
    await coachee.locator('[name=level][value=scores]').check();
    await coachee.locator('#release button').click();
    await expect(coachee.locator('#release [role=status]')).toBeVisible();
    await coachee.goto(`${pair}/needs`);
    for (const radio of await coachee.locator('input[type=radio][value="4"]').all()) await radio.check();
    await coachee.locator('main form button.button').click();
    await expect(coachee.locator('main [role=status]')).toBeVisible();

    // Both look at the chair; the foundation comes first (C2); one click further lies a tool.
    for (const page of [coach, coachee]) {
      await page.goto(`${pair}/chair`);
      await expect(page.locator('.findings li').first()).toContainText(
        walk.language === 'nl' ? 'luisteren en vertrouwen' : 'listening and trust'
      );
      await page.locator('a[href^="/toolkit/tools/"]').first().click();
      await expect(page.locator('h1')).toBeVisible();
      await expect(page).toHaveURL(/\/toolkit\/tools\//);
    }
    await coachee.goto('/settings/looks');
    await expect(coachee.locator('main')).toContainText(`Kit ${tag}`);
  });
}
