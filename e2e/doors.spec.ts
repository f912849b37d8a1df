import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { signInAs } from './walk.ts';

async function signOut(page: Page): Promise<void> {
  await page.locator('form[action="/sign-out"] button').click();
  await expect(page).toHaveURL(/\/sign-in\?out=1$/);
}

/** The session is over, as after an hour of rest; the browser still knows who was last here. */
async function forgetSession(context: BrowserContext): Promise<void> {
  await context.clearCookies({ name: /session/ });
}

async function sendLate(page: Page, context: BrowserContext, pronouns: string): Promise<void> {
  await page.goto('/settings');
  await page.fill('#pronouns', pronouns);
  await forgetSession(context);
  await page.locator('main form button').first().click();
}

test('a passkey is made, signs in, and shows again who somebody is', async ({ page, context }) => {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const authenticator = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const;
  const options = { ...authenticator, isUserVerified: true, automaticPresenceSimulation: true };
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options });

  await signInAs(page, 'Tibo Claes');
  await page.goto('/settings/passkeys/new');
  await page.fill('#name', 'Mijn telefoon');
  await page.locator('form[data-passkey] button').click();
  await expect(page).toHaveURL(/\/settings\/passkeys\?added=1$/);
  await expect(page.getByText('Mijn telefoon')).toBeVisible();

  await signOut(page);
  await page.locator('form[data-passkey] button').click();
  await expect(page).toHaveURL(/\/home$/);
  await page.goto('/sign-in/again?next=/settings/password');
  await page.locator('form[data-passkey] button').click();
  await page.waitForURL(({ pathname }) => pathname === '/settings/password');

  await page.goto('/settings/passkeys');
  await page.getByRole('button', { name: /Mijn telefoon/ }).click();
  await expect(page).toHaveURL(/removed=1$/);
  await signOut(page);
  await page.locator('form[data-passkey] button').click();
  await expect(page.locator('.problem')).toBeVisible();
});

test('what somebody sent when their session was over comes back to them, and to nobody else (F11)', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, 'Daan Oosterling');
  await sendLate(page, context, 'hij, of zoals je wilt');
  await page.getByRole('button', { name: /^Daan Oosterling/ }).click();
  await expect(page).toHaveURL(/\/sign-in\/kept$/);
  await expect(page.getByText('hij, of zoals je wilt')).toBeVisible();
  await page.locator('main form button').click();
  await expect(page).toHaveURL(/\/settings\?saved=1$/);
  await expect(page.locator('#pronouns')).toHaveValue('hij, of zoals je wilt');

  await sendLate(page, context, 'alleen voor Daan zelf');
  await page.getByRole('button', { name: /^Chioma Okafor/ }).click();
  await expect(page).toHaveURL(/\/home$/);
  await page.goto('/sign-in/kept');
  await expect(page).toHaveURL(/\/home$/);
  expect(await page.content()).not.toContain('alleen voor Daan');
  await context.close();
});

test('a form pressed twice is one act', async ({ page }) => {
  await signInAs(page, 'Petra Vos');
  await page.goto('/programmes/new');
  await page.fill('#name', 'Twee keer gedrukt');
  await page.locator('main form button').dblclick();
  await expect(page).toHaveURL(/\/programmes\/[0-9a-f-]{36}$/);
  await page.goto('/programmes');
  await expect(page.getByRole('link', { name: 'Twee keer gedrukt' })).toHaveCount(1);
});
