import { type Browser, expect, type Page, test } from '@playwright/test';
import { agree, getAcquainted, speak, writeTogether } from './pair-steps.ts';
import { lookOver, signInAs } from './walk.ts';

/** A pair that has no talk planned, in its own two browsers. */
async function open(browser: Browser, name: string, options: { locale: string; hasScript: boolean; width: number }): Promise<Page> {
  const { locale, hasScript, width } = options;
  const context = await browser.newContext({ locale, javaScriptEnabled: hasScript, viewport: { width, height: 900 } });
  const page = await context.newPage();
  await signInAs(page, name);
  return page;
}

/** Clicks what a person would click, and counts it. */
function counting(page: Page) {
  let clicks = 0;
  return {
    press: async (selector: string) => {
      clicks += 1;
      await page.locator(selector).first().click();
    },
    count: () => clicks
  };
}

const walks = [
  { locale: 'nl-NL', hasScript: true, width: 1100, coach: 'Marjan', coachee: 'Yara' },
  { locale: 'en-GB', hasScript: true, width: 360, coach: 'Bram', coachee: 'Sem' },
  { locale: 'nl-NL', hasScript: false, width: 360, coach: 'Marjan', coachee: 'Tibo' }
];

for (const walk of walks) {
  const { locale, hasScript } = walk;
  test(`a pair gets acquainted, agrees, plans, prepares, writes together, looks back and plans the next talk, ${locale}${hasScript ? '' : ', without JavaScript'} (C9, C33, C35, C36)`, async ({
    browser
  }) => {
    const coachee = await open(browser, walk.coachee, walk);
    const coach = await open(browser, walk.coach, walk);
    const language = locale === 'nl-NL' ? 'nl' : 'en';
    for (const page of [coach, coachee]) await speak(page, language);
    await coachee.goto('/home');
    const look = async (page: Page) => {
      if (hasScript) await lookOver(page);
    };
    const first = (await coachee.locator('main a[href$="/conversations/new"]').first().getAttribute('href')) ?? '';
    await getAcquainted({ coach, coachee, pair: first.replace('/conversations/new', '') });
    await coachee.goto('/home');
    const hand = counting(coachee);
    await hand.press('main a[href$="/conversations/new"]');
    await look(coachee);
    await hand.press('main form button.button:last-of-type');
    await expect(coachee).toHaveURL(/conversations\/[0-9a-f-]{36}$/);
    expect(hand.count() + 1, 'with signing in').toBeLessThanOrEqual(5);
    const talk = coachee.url();
    const pair = talk.replace(/\/conversations\/.*/u, '');

    await coachee.fill('[name=topic]', 'Hoe zeg ik nee?');
    await coachee.locator('[name=wish][value=listen]').check();
    await coachee.locator('form[action$="?/topic"] button').click();
    await coachee.fill('textarea[name=text]', 'alleen voor mij');
    await coachee.locator('[name=shared][value=no]').click();
    await expect(coachee.locator('#preparation ~ ul')).toContainText('alleen voor mij');

    // The second talk waits for the agreement (C15).
    await coachee.goto(`${pair}/conversations/new`);
    await expect(coachee.locator('main a[href$="/agreement"]')).toBeVisible();
    await look(coachee);
    const two = { coach, coachee, pair };
    await agree(two);
    await coach.goto(talk);
    await expect(coach.locator('main')).toContainText('Hoe zeg ik nee?');
    await expect(coach.locator('main')).not.toContainText('alleen voor mij');
    await coach.fill('[name=topic]', '');
    await coach.locator('form[action$="?/topic"] button').click();
    await expect(coach.locator('.problem').first()).toBeVisible();
    await look(coach);

    await writeTogether(two, `${talk}/live`, hasScript);
    await coach.goto(`${talk}?part=during`);
    await coach.fill('textarea[name=text]', 'Wat we samen zagen');
    await coach.locator('[name=shared][value=yes]').click();
    await coachee.goto(`${talk}?part=during`);
    await expect(coachee.locator('main')).toContainText('Wat we samen zagen');
    await look(coachee);
    await coachee.locator('form[action="?/hold"] button').click();
    await expect(coachee).toHaveURL(/part=after/);

    await coachee.locator('details:has([name=goal]:not([type=hidden])) summary').first().click();
    await coachee.locator('input[name=goal]:not([type=hidden])').fill('Eén keer nee zeggen');
    await coachee.locator('form[action$="?/set"] button').click();
    await coachee.locator('details:has([name=action]:not([type=hidden])) summary').last().click();
    await coachee.locator('input[name=action]:not([type=hidden])').fill('Rooster herbekijken');
    await coachee.locator('[name=owner][value=coach]').check();
    await coachee.locator('form[action$="?/agree"] button').click();
    await coach.goto(`${pair}/goals`);
    await expect(coach.locator('main')).toContainText('Rooster herbekijken');
    await coach.locator('[name=state][value=done]').first().click();
    await coach.locator('details:has([name=outcome]) summary').first().click();
    await coach.locator('[name=outcome][value=continued]').first().check();
    await coach.locator('[name=context]').first().fill('Het was druk');
    await coach.locator('form[action$="?/review"] button').first().click();
    await expect(coach.locator('main')).toContainText('Het was druk');
    await look(coach);

    await coachee.goto(`${talk}?part=after`);
    await coachee.locator('[name=adviceGiven][value="3"]').check();
    await coachee.locator('[name=adviceWished][value="1"]').check();
    await coachee.locator('form[action$="?/lookBack"] button').click();
    await coach.goto(`${talk}?part=after`);
    await expect(coach.locator('#look-back ~ table')).toHaveCount(0);
    await coach.locator('[name=adviceGiven][value="1"]').check();
    await coach.locator('form[action$="?/lookBack"] button').click();
    await expect(coach.locator('main a[href="/toolkit/tools/your-three-first"]')).toBeVisible();
    await look(coach);
    await coachee.reload();
    await expect(coachee.locator('main a[href="/toolkit/tools/your-three-first"]')).toHaveCount(0);
    await expect(coachee.locator('table thead th')).toHaveCount(3);

    await coachee.goto(`${pair}/notes`);
    await coachee.fill('textarea[name=text]', 'Vandaag durfde ik iets te vragen');
    await coachee.locator('[name=shared][value=yes]').click();
    await coach.goto(`${pair}/notes`);
    await coach.locator('[name=words]').fill('durfde');
    await coach.locator('form[action$="?/search"] button').click();
    expect(coach.url()).not.toContain('durfde'); // what somebody looks for stands in no address
    await expect(coach.locator('main mark')).toHaveText('durfde');
    await look(coach);
    await coachee.goto(`${pair}/notes`);
    await coachee
      .locator('main .list a', { hasText: /Moment/u })
      .first()
      .click();
    await look(coachee);
    await coachee.locator('button[formaction="?/delete"]').click();
    await coachee.locator('form[action$="?/back"] button').click();
    await expect(coachee.locator('textarea')).toHaveValue('Vandaag durfde ik iets te vragen');

    await coachee.goto(`${talk}?part=after`);
    await coachee.locator('main a[href$="/conversations/new"]').click();
    await coachee.locator('main form button.button').last().click();
    await expect(coachee).toHaveURL(/conversations\/[0-9a-f-]{36}$/u);
    await coach.goto(`${pair}/conversations`);
    await expect(coach.locator('section[aria-labelledby=next] li')).toHaveCount(1);
    for (const page of [coach, coachee]) await speak(page, 'nl');
  });
}
