import { expect, test } from '@playwright/test';

test('opens', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('h1')).toBeVisible();
});
test.skip('skips', () => undefined);
