import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Signs in as a demo person with the one click of the sign-in page. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page).toHaveURL(/\/home$/);
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
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const said = found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(', ')}`
  );
  expect(said, page.url()).toEqual([]);
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overhang, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
