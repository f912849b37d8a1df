import { expect, type Page } from '@playwright/test';
import { linkFromMail } from './walk.ts';

/** Signs in with a link from the mail, as somebody does who never was here. */
export async function signInByMail(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('form[action="?/link"] [name=email]').fill(email);
  await page.locator('form[action="?/link"] button').click();
  await page.goto(await linkFromMail(page, email, '/sign-in/link/'));
  await page.locator('main form button').first().click();
  await expect(page).toHaveURL(/\/home$/);
}

/** The coachee says an order of coaches, or with none what instead. */
export async function choose(page: Page, names: readonly string[], instead = ''): Promise<void> {
  await page.goto('/home');
  await page.locator('main a.button[href^="/matching/"]').first().click();
  for (const [at, name] of names.entries()) await page.getByRole('combobox', { name, exact: true }).selectOption(String(at + 1));
  await page.locator(`[name=instead][value="${instead}"]`).check();
  await page.locator('form[action="?/choose"] button').click();
  await expect(page).toHaveURL(/chosen/);
}

/** The page on which a coach answers; waits until the coach was asked. */
export async function openAsked(page: Page, name: string): Promise<void> {
  const link = page.locator('main li', { hasText: new RegExp(`${name}\\b`) }).locator('a[href$="/proposal"]');
  await expect(async () => {
    await page.goto('/home');
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await link.click();
}

/** The coach says what else there is and yes (C12, C14). */
export async function accept(page: Page): Promise<void> {
  await page.locator('[name=contact][value=none]').check();
  await page.locator('main form button:not([formaction])').click();
  await expect(page).toHaveURL(/\/relationships\/[0-9a-f-]{36}$/);
}

/** Makes a programme of one's own; gives its path. */
export async function newProgramme(page: Page, name: string): Promise<string> {
  await page.goto('/programmes/new');
  await page.locator('[name=name]').fill(name);
  await page.locator('main form button.button').first().click();
  await expect(page).toHaveURL(/\/programmes\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/** Hands a file in, for the report on it. */
export async function bring(page: Page, programme: string, buffer: Buffer): Promise<void> {
  await page.goto(`${programme}/import`);
  await page.locator('input[type=file]').setInputFiles({ name: 'mensen.csv', mimeType: 'text/csv', buffer });
  await page.locator('main form button.button').click();
}

/** Has a round worked out and waits for the end; without scripts nothing moves by itself, so the page is asked for again. */
export async function workOut(page: Page, hasScript: boolean): Promise<void> {
  await page.locator('form[action="?/run"] button').click();
  const [again, publish] = [page.locator('#run a'), page.locator('form[action="?/publish"]')];
  await expect(async () => {
    if (!hasScript && (await again.isVisible())) await again.click();
    await expect(publish).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page).toHaveTitle(/^(Berekend|Worked out)/u);
}
