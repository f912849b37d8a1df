import { expect, type Page } from '@playwright/test';

/** Somebody chooses a language in the settings. */
export async function speak(page: Page, language: 'nl' | 'en'): Promise<void> {
  await page.goto('/settings');
  await page.locator(`[name=language][value=${language}]`).check();
  await page.locator('main form button.button').first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** The two of a pair, each in their own browser; `pair`: the address of their pair. */
export type Two = { coach: Page; coachee: Page; pair: string };

/** The coach offers two ways of meeting, the coachee chooses one (C21). */
export async function getAcquainted({ coach, coachee, pair }: Two): Promise<void> {
  await coach.goto(`${pair}/acquaintance`);
  const again = coach.locator('details', { has: coach.locator('form[action="?/offer"]') });
  if ((await again.count()) > 0) await again.locator('summary').click();
  for (const way of ['walk', 'quiet-room']) await coach.locator(`[name=way][value=${way}]`).check();
  await coach.locator('form[action="?/offer"] button').last().click();
  await coachee.goto(`${pair}/acquaintance`);
  await coachee.locator('form[action="?/choose"] [name=choice]').first().check();
  await coachee.locator('form[action="?/choose"] button:not([name])').click();
  await expect(coachee.locator('main a[href*="/conversations/new?offer="]')).toBeVisible();
}

/** The coachee writes the agreement and both sign it (C13, C15). */
export async function agree({ coach, coachee, pair }: Two): Promise<void> {
  await coachee.goto(`${pair}/agreement/write`);
  await coachee.locator('form.stack-wide > button.button').click();
  for (const page of [coachee, coach]) {
    await page.goto(`${pair}/agreement`);
    await page.locator('form[action="?/sign"] button').click();
  }
  await expect(coach.locator('form[action="?/sign"]')).toHaveCount(0);
}

/** Both write in the notes of a talk at the same time; with scripts in the editor, without them through the form. */
export async function writeTogether({ coach, coachee }: Two, address: string, hasScript: boolean): Promise<void> {
  const texts = ['Dit schrijft de coach', 'Dit schrijft de coachee'] as const;
  for (const page of [coach, coachee]) await page.goto(address);
  if (hasScript) await typeTogether([coach, coachee], texts);
  else for (const [place, page] of [coach, coachee].entries()) await add(page, texts[place] ?? '');
  for (const page of [coach, coachee]) {
    if (!hasScript) await page.reload();
    for (const text of texts) await expect(page.locator('main')).toContainText(text);
  }
}

async function typeTogether(pages: readonly [Page, Page], texts: readonly [string, string]): Promise<void> {
  const editor = (page: Page) => page.locator('main [contenteditable=true]');
  for (const [place, page] of pages.entries()) {
    await editor(page).click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type(`regel ${place + 1}: `);
    for (const other of pages) await expect(editor(other)).toContainText(`regel ${place + 1}: `);
  }
  await Promise.all(pages.map((page, place) => page.keyboard.type(texts[place] ?? '', { delay: 20 })));
}

async function add(page: Page, text: string): Promise<void> {
  await page.fill('[name=addition]', text);
  await page.locator('form[action="?/addToNotes"] button').click();
}
