import { type Browser, expect, type Page, test } from '@playwright/test';
import { lookOver, signInAs } from './walk.ts';

type Way = { javaScriptEnabled: boolean };

/** A browser of one's own on a phone. */
async function openBrowser(browser: Browser, name: string, way: Way = { javaScriptEnabled: true }): Promise<Page> {
  const page = await (await browser.newContext({ ...way, viewport: { width: 360, height: 740 } })).newPage();
  await signInAs(page, name);
  return page;
}

const accept = (page: Page) => page.locator('main form button:not([formaction])');
const decline = (page: Page) => page.locator('main form button[formaction="?/decline"]');

async function openProposal(page: Page): Promise<void> {
  await page.goto('/home');
  await page.locator('main a[href$="/proposal"]').first().click();
  await expect(page).toHaveURL(/\/proposal$/);
}

for (const { javaScriptEnabled, coachName, coacheeName } of [
  { javaScriptEnabled: true, coachName: 'Wout Hendriks', coacheeName: 'Jules Maes' },
  { javaScriptEnabled: false, coachName: 'Ellen Janssens', coacheeName: 'Fleur Smit' }
]) {
  const how = javaScriptEnabled ? '' : ', without JavaScript';
  test(`the coachee reads what else the coach is before saying yes, with somebody else as equal a choice (C12, C14)${how}`, async ({
    browser
  }) => {
    const coachee = await openBrowser(browser, coacheeName, { javaScriptEnabled });
    await openProposal(coachee);
    await expect(accept(coachee)).toHaveCount(0);
    await expect(decline(coachee)).toBeVisible();
    await expect(coachee.locator('main')).toContainText(`${coachName} is eerst aan de beurt`);
    if (javaScriptEnabled) await lookOver(coachee);

    const coach = await openBrowser(browser, coachName, { javaScriptEnabled });
    await openProposal(coach);
    if (javaScriptEnabled) await lookOver(coach);
    // An old browser does not know `required`; the page then says what is missing and keeps what was ticked.
    await coach.locator('[name=role-teacher]').check();
    await coach.locator('main form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
    await accept(coach).click();
    await expect(coach.locator('#contact-problem')).toBeVisible();
    await expect(coach.locator('[name=role-teacher]')).toBeChecked();
    await coach.locator('[name=contact][value=close]').check();
    await accept(coach).click();
    await expect(coach).toHaveURL(/\/home$/);

    await openProposal(coachee);
    await expect(coachee.locator('main')).toContainText(`${coachName} werkt nauw samen met wie jou beoordeelt`);
    await expect(coachee.locator('main')).toContainText(`${coachName} geeft ook les aan jou.`);
    const [yes, other] = [await accept(coachee).boundingBox(), await decline(coachee).boundingBox()];
    expect(Math.abs((yes?.height ?? 0) - (other?.height ?? 1))).toBeLessThan(2);
    expect(await accept(coachee).getAttribute('class')).toBe(await decline(coachee).getAttribute('class'));
    if (javaScriptEnabled) await lookOver(coachee);
    await accept(coachee).click();
    await expect(coachee).toHaveURL(/\/relationships\/[0-9a-f-]{36}$/);
  });
}

/** Sets a goal with a plan, and lets a copy of the goal alone through. */
async function copyGoal(page: Page, pair: string, goal: string): Promise<void> {
  await page.goto(`${pair}/goals`);
  for (const summary of await page.locator('details:has(form[action$="goals?/set"]) > summary').all()) await summary.click();
  const form = page.locator('form[action$="goals?/set"]').first();
  await form.locator('[name=goal]').fill(goal);
  await form.locator('[name=ifThen]').fill('Lukt het niet, dan vraag ik hulp.');
  await form.locator('button').first().click();
  await expect(page.locator('main')).toContainText(goal);
  await page.goto(`${pair}/evaluation`);
  await page.locator('form[action="?/releaseGoal"] li', { hasText: goal }).locator('button').click();
  await expect(page.locator('main [role=status]')).toBeVisible();
}

test('a coach changes hats openly: both read it with the time, and one press leads back (C10, C12)', async ({ browser }) => {
  const coachee = await openBrowser(browser, 'Daan Oosterling');
  await coachee.locator('main a.name[href^="/relationships/"]').first().click();
  const pair = new URL(coachee.url()).pathname;
  await coachee.goto(`${pair}/hats`);
  await lookOver(coachee);
  await expect(coachee.locator('main')).toContainText('Idris el Amrani beoordeelt jou ook zelf.');
  await coachee.goto(`${pair}/evaluation`);
  await coachee.locator('#statement').fill('Ik begeleid nu zelf een stage.');
  await lookOver(coachee);
  await coachee.locator('form[action="?/release"] button').click();
  await expect(coachee.locator('main [role=status]')).toBeVisible();

  await copyGoal(coachee, pair, 'Ik leid in de lente een overleg.');

  const evaluator = await openBrowser(browser, 'Idris el Amrani');
  await evaluator.goto(`${pair}/hats`);
  await lookOver(evaluator);
  await evaluator.locator('main a[href="/hat"]').click();
  await lookOver(evaluator);
  await evaluator.locator('form button[value=evaluator]').click();
  await expect(evaluator).toHaveURL(/\/home$/);
  await expect(evaluator.locator('aside')).toContainText('Je hebt de pet van beoordelaar op.');
  await lookOver(evaluator);
  await expect(evaluator.locator(`main a[href="${pair}"], main a[href="${pair}/chair"], main a[href="/overview"]`)).toHaveCount(0);
  await evaluator.locator(`main a[href="${pair}/evaluation"]`).click();
  await expect(evaluator.locator('main')).toContainText('Ik begeleid nu zelf een stage.');
  await expect(evaluator.locator('main')).toContainText('Ik leid in de lente een overleg.');
  await expect(evaluator.locator('main')).not.toContainText('Lukt het niet');
  await expect(evaluator.locator('aside')).toBeVisible();
  await lookOver(evaluator);

  // In another browser the same person still coaches.
  const coach = await openBrowser(browser, 'Idris el Amrani');
  expect((await coach.request.get(`${pair}/chair`)).status()).toBe(200);
  await coach.goto(`${pair}/evaluation`);
  await expect(coach.locator('main')).not.toContainText('Ik begeleid nu zelf een stage.');

  await coachee.goto(`${pair}/evaluation`);
  await coachee.locator('li', { hasText: 'zelf een stage' }).locator('form[action="?/withdraw"] button').click();
  await expect(coachee.locator('main')).toContainText('ingetrokken');
  await evaluator.reload();
  await expect(evaluator.locator('main')).not.toContainText('Ik begeleid nu zelf een stage.');

  await evaluator.locator('aside button').click();
  await expect(evaluator).toHaveURL(/\/home$/);
  await expect(evaluator.locator('aside')).toHaveCount(0);
  for (const page of [coachee, evaluator]) {
    await page.goto(`${pair}/hats`);
    await expect(page.locator('main time')).toHaveCount(2);
    await expect(page.locator('#log ~ ul li').first()).toContainText('De pet van coach');
    await expect(page.locator('#log ~ ul li').last()).toContainText('De pet van beoordelaar');
  }
  await putHatOnTalk(coach, coachee, pair);
});

/** One talk gets another hat: no coaching in it, and the coachee reads so at once (C12). */
async function putHatOnTalk(coach: Page, coachee: Page, pair: string): Promise<void> {
  await coach.goto(`${pair}/conversations/new`);
  await coach.locator('main form button').last().click();
  await expect(coach).toHaveURL(/\/conversations\/[0-9a-f-]{36}$/);
  const talk = new URL(coach.url()).pathname;
  await coach.locator(`main a[href="${talk}/hat"]`).click();
  await lookOver(coach);
  await coach.locator('input[name=hat][value=evaluator]').check();
  await coach.locator('main form button').click();
  await expect(coach.locator('main')).toContainText('Dit is geen coachingsgesprek');
  await lookOver(coach);
  await coachee.goto(talk);
  await expect(coachee.locator('main')).toContainText('heeft Idris el Amrani de pet van beoordelaar op');
  await expect(coachee.locator('main textarea')).toHaveCount(0);
  await expect(coachee.locator(`main a[href="${talk}/hat"]`)).toHaveCount(0);
  expect((await coachee.request.get(`${talk}/hat`)).status()).toBe(404);
  await coachee.goto(`${pair}/hats`);
  await expect(coachee.locator(`#log ~ ul a[href="${talk}"]`)).toHaveCount(1);
}

test('a coach says something else later, and what was said before stays to be read by both (C12)', async ({ browser }) => {
  const coach = await openBrowser(browser, 'Marjan Verbeke');
  await coach.locator('main a.name[href^="/relationships/"]', { hasText: 'Noor' }).click();
  const pair = new URL(coach.url()).pathname;
  await coach.goto(`${pair}/hats`);
  await coach.locator('[name=contact][value=self]').check();
  await coach.locator('form[action="?/declare"] button').click();
  await expect(coach.locator('main [role=status]')).toBeVisible();
  const coachee = await openBrowser(browser, 'Noor de Wit');
  await coachee.goto(`${pair}/hats`);
  await expect(coachee.locator('main')).toContainText('Marjan Verbeke beoordeelt jou ook zelf.');
  await coachee.locator('summary').click();
  await expect(coachee.locator('details')).toContainText('Marjan Verbeke heeft geen contact met wie jou beoordeelt.');
  await expect(coachee.locator('form[action="?/declare"]')).toHaveCount(0);
  await lookOver(coachee);
  // A hat that was not declared cannot be put on, whatever is sent.
  const answer = await coach.request.post('/hat?/change', { form: { hat: 'manager' }, headers: { origin: new URL(coach.url()).origin } });
  expect(answer.status()).toBe(409);
});
