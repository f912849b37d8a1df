import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Signs in as a demo person with the one click of the sign-in page. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page).toHaveURL(/\/home$/);
}

/** The coach says what else there is, then both say yes (C12, C14); gives the path of the pair that started. */
export async function acceptBoth(coach: Page, coachee: Page): Promise<string> {
  await coach.goto('/home');
  await coach.locator('main a[href$="/proposal"]').first().click();
  await coach.locator('[name=contact][value=none]').check();
  await coach.locator('main form button').first().click();
  await expect(coach).toHaveURL(/\/home$/);
  await coachee.goto('/home');
  await coachee.locator('main a[href$="/proposal"]').first().click();
  await coachee.locator('main form button:not([formaction])').click();
  await expect(coachee).toHaveURL(/\/relationships\/[0-9a-f-]{36}$/);
  return new URL(coachee.url()).pathname;
}

/** The newest link in the outbox for an address whose path starts as asked; waits for the mail to be sent. */
export async function linkFromMail(page: Page, to: string, path: string): Promise<string> {
  const link = page.locator('li', { hasText: to }).locator(`a[href^="${path}"]`).first();
  await expect(async () => {
    await page.goto('/outbox');
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  return (await link.getAttribute('href')) ?? '';
}

/** Answers every statement of the open sheet with one point of the scale (1 to 5), page by page, and hands in. */
export async function answerMirror(page: Page, point: number): Promise<void> {
  const pages = 4;
  for (let shown = 1; shown <= pages; shown += 1) {
    for (const radio of await page.locator(`form[data-autosave] input[type=radio][value="${point}"]`).all()) await radio.check();
    await page.locator('form[data-autosave] button.button').first().click();
    await page.waitForURL(shown === pages ? /page=check/ : new RegExp(`page=${shown + 1}`));
  }
  await page.locator('form[action="?/handIn"] button').click();
}

/** Nothing for axe to say, and no sideways scrolling. */
export async function lookOver(page: Page): Promise<void> {
  const whole = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  expect(await saidBy(whole), page.url()).toEqual([]);
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overhang, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Nothing for axe to say of colours: what another scheme can change. */
export async function lookAtColours(page: Page): Promise<void> {
  expect(await saidBy(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block'])), page.url()).toEqual([]);
}

async function saidBy(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(', ')}`
  );
}
