import { expect, type Page, test } from '@playwright/test';
import { lookOver, signInAs } from './walk.ts';

const headings = ['whenToUse', 'whenNotToUse', 'steps', 'script', 'card', 'risks', 'forEveryone', 'source'] as const;

/** Fills in an entry in Dutch, with a word that nothing else on the shelf has. */
async function fillIn(page: Page, word: string): Promise<void> {
  await page.fill('[name=title-nl]', `Wandelen met een ${word}`);
  await page.fill('[name=goal-nl]', 'Je loopt samen een blokje om en praat over wat er speelt.');
  for (const key of headings) {
    await page.fill(`[name=${key}-nl]`, key === 'steps' ? '1. **Loop.** Samen.\n2. **Zit.** Op een bank.' : `Tekst bij ${key}.`);
  }
  await page.selectOption('[name=leg]', 'autonomy');
  await page.selectOption('[name=world]', 'work');
  await page.fill('[name=minutes]', '20');
  await page.check('[name=phases][value=working]');
  for (const summary of await page.locator('details:not([open]):has([name=situations]) > summary').all()) await summary.click();
  await page.locator('[name=situations]').first().check();
  await page.selectOption('[name=evidence]', 'practice-based');
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ', without JavaScript';
  const word = javaScriptEnabled ? 'kwikstaart' : 'zwartkop';
  test(`an organisation writes a tool of its own, finds it, changes it and puts it away${how} (C6, C40)`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInAs(page, 'Greet Willems');
    await page.goto('/toolkit');
    await page.locator('main a[href="/toolkit/own"]').click();
    if (javaScriptEnabled) await lookOver(page);
    await page.locator('main a[href="/toolkit/own/write"]').click();
    await page.fill('[name=title-nl]', 'Half');
    await page.locator('button[formaction="?/preview"]').click();
    await expect(page.locator('#goal-nl-problem')).toBeVisible();
    await expect(page.locator('[name=title-nl]')).toHaveValue('Half'); // nothing typed is lost
    if (javaScriptEnabled) await lookOver(page);
    await fillIn(page, word);
    await page.locator('button[formaction="?/preview"]').click();
    await expect(page.locator('#preview')).toBeVisible();
    await expect(page.locator('section[aria-labelledby=preview]')).toContainText('Op een bank.');
    if (javaScriptEnabled) await lookOver(page);
    await page.locator('form button:not([formaction])').last().click();
    await expect(page).toHaveURL(/\/toolkit\/own\?saved=own-/);

    const coach = await (await browser.newContext({ javaScriptEnabled })).newPage();
    await signInAs(coach, 'Marjan Verbeke');
    await coach.goto(`/toolkit?q=${word}`);
    await coach.locator('main .title').first().click();
    await expect(coach.locator('main')).toContainText('Geschreven door Hogeschool De Brug.');
    const slug = new URL(coach.url()).pathname.split('/').at(-1) ?? '';
    expect(slug).toContain(word);
    expect((await coach.request.get('/toolkit/own')).status()).toBe(404); // who may not write, finds no page for it
    await coach.locator('main form[action="?/take"] select').selectOption({ index: 1 });
    await coach.locator('main form[action="?/take"] button').click();
    await expect(coach.locator('main')).toContainText('Stap 1 van 2');
    const used = coach.url();

    await page.goto(`/toolkit/own/write/${slug}`);
    await page.fill('[name=goal-nl]', 'Veranderd doel.');
    await page.locator('form button:not([formaction])').last().click();
    await expect(page).toHaveURL(/saved=/);
    await coach.goto(`/toolkit/tools/${slug}`);
    await expect(coach.locator('main')).toContainText('Veranderd doel.');
    await page.goto(`/toolkit/own/write/${slug}?version=1`);
    await expect(page.locator('section[aria-labelledby=earlier]')).toContainText('blokje om');
    if (javaScriptEnabled) await lookOver(page);

    await page.goto('/toolkit/own');
    await page.locator('li', { hasText: word }).locator('button[name=archive]').click();
    await coach.goto(`/toolkit?q=${word}`);
    await expect(coach.locator('main .title', { hasText: word })).toHaveCount(0);
    await coach.goto(used);
    await expect(coach.locator('main')).toContainText('Stap 1 van 2'); // what a pair took stays readable
  });
}

test('a shelf travels to another organisation as a zip, after a dry run (C40)', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await signInAs(page, 'Greet Willems');
  await page.goto('/toolkit/own/write');
  await fillIn(page, 'goudhaan');
  await page.locator('form button:not([formaction])').last().click();
  await expect(page).toHaveURL(/saved=/);
  const zip = await (await page.request.get('/toolkit/own/export')).body();
  const other = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await signInAs(other, 'Karin Mulder');
  const choose = (name: string, buffer: Buffer) =>
    other.locator('[name=file]').setInputFiles({ name, mimeType: 'application/zip', buffer });
  await other.goto('/toolkit/own/import');
  await choose('broken.zip', Buffer.from('PK no zip'));
  await other.locator('form[action="?/look"] button').click();
  await expect(other.locator('#file-problem')).toBeVisible();
  await lookOver(other);
  await choose('shelf.zip', zip);
  await other.locator('form[action="?/look"] button').click();
  await expect(other.locator('main li', { hasText: 'goudhaan' })).toBeVisible();
  await lookOver(other);
  await other.goto('/toolkit?q=goudhaan');
  await expect(other.locator('main .title', { hasText: 'goudhaan' })).toHaveCount(0); // the dry run left nothing
  await other.goto('/toolkit/own/import');
  await choose('shelf.zip', zip);
  await other.locator('form[action="?/look"] button').click();
  await other.locator('form[action="?/do"] button').click();
  await expect(other.locator('main [role=status]')).toBeVisible();
  await other.goto('/toolkit?q=goudhaan');
  await expect(other.locator('main .title', { hasText: 'goudhaan' }).first()).toBeVisible();
});
