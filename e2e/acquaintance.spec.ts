import { type Browser, expect, type Page, test } from '@playwright/test';
import { lookOver, signInAs } from './walk.ts';

/** Two who read Vierpoot in Dutch, and two of whom the coachee reads English. `cooking`: that topic in the coachee's own words. */
type Walk = { coach: string; coachee: string; languages: readonly ['nl', 'nl' | 'en']; cooking: string; javaScript: boolean };
const walks: readonly Walk[] = [
  { coach: 'Marjan Verbeke', coachee: 'Tibo Claes', languages: ['nl', 'nl'], cooking: 'koken!', javaScript: true },
  { coach: 'Bram Dekker', coachee: 'Kwame Mensah', languages: ['nl', 'en'], cooking: 'COOKING', javaScript: true },
  { coach: 'Idris el Amrani', coachee: 'Chioma Okafor', languages: ['nl', 'en'], cooking: 'cooking', javaScript: false }
];
type Two = { coach: Page; coachee: Page; base: string; walk: Walk };

/** A phone of one's own, signed in. */
async function openPhone(browser: Browser, name: string, { javaScript }: Walk): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: javaScript, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await signInAs(page, name);
  return page;
}

async function sitDown(browser: Browser, walk: Walk): Promise<Two> {
  const [coach, coachee] = [await openPhone(browser, walk.coach, walk), await openPhone(browser, walk.coachee, walk)];
  const link = coach.locator('a[href^="/relationships/"]', { hasText: walk.coachee }).first();
  const base = /^\/relationships\/[0-9a-f-]{36}/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? '';
  return { coach, coachee, base: `${base}/acquaintance`, walk };
}

/** The page as it now is, in the reader's language, and nothing for axe to say in either scheme. */
async function open(two: Two, who: 'coach' | 'coachee', path = ''): Promise<Page> {
  const page = two[who];
  await page.goto(`${two.base}${path}`);
  await expect(page.locator('html')).toHaveAttribute('lang', two.walk.languages[who === 'coach' ? 0 : 1]);
  if (!two.walk.javaScript) return page; // axe is a script
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await lookOver(page);
  }
  return page;
}

const send = (page: Page, action: string) => page.locator(`form[action="?/${action}"] button`).last().click();

async function offer(two: Two, own: string): Promise<void> {
  const coach = await open(two, 'coach');
  const again = coach.locator('details', { has: coach.locator('form[action="?/offer"]') });
  if ((await again.count()) > 0) await again.locator('summary').click();
  await expect(coach.locator('form[action="?/offer"] input:checked')).toHaveCount(0);
  await coach.locator('input[name=way][value=walk]').check();
  await send(coach, 'offer');
  await expect(coach.locator('#offer-problem')).toBeVisible();
  await expect(coach.locator('input[name=way][value=walk]')).toBeChecked();
  await coach.locator('input[name=way][value=quiet-room]').check();
  await coach.locator('[name=own-2]').fill(own);
  await send(coach, 'offer');
  await expect(coach.locator('section[aria-labelledby=first] .list li')).toHaveCount(3);
}

for (const walk of walks) {
  const tag = `${walk.languages.join(' and ')}${walk.javaScript ? '' : ', without JavaScript'}`;
  test(`the coach offers ways of meeting; the coachee waits, then chooses, ${tag} (C21)`, async ({ browser }) => {
    const two = await sitDown(browser, walk);
    await expect((await open(two, 'coachee')).locator('form[action="?/choose"]')).toHaveCount(0);
    await offer(two, 'Samen planten verpotten');

    // Nothing is chosen beforehand, and not now needs no reason.
    const coachee = await open(two, 'coachee');
    await expect(coachee.locator('input[name=choice]')).toHaveCount(4);
    await expect(coachee.locator('input[name=choice]:checked')).toHaveCount(0);
    await coachee.locator('form[action="?/choose"] button:not([name])').click();
    await expect(coachee.locator('#choose-problem')).toBeVisible();
    await coachee.locator('button[name=choice][value=later]').click();
    await expect(coachee.locator('form[action="?/choose"]')).toHaveCount(0);
    await expect((await open(two, 'coach')).locator('a[href*="/conversations/new"]')).toHaveCount(0);

    // A new offer; this time the coachee chooses, and either may plan.
    await offer(two, 'Samen soep maken');
    await open(two, 'coachee');
    await coachee.locator('input[name=choice][value=other]').check();
    await coachee.locator('form[action="?/choose"] button:not([name])').click();
    await expect(coachee.locator('[name=other]')).toHaveAttribute('aria-invalid', 'true');
    await coachee.locator('label', { hasText: 'Samen soep maken' }).locator('input').check();
    await coachee.locator('form[action="?/choose"] button:not([name])').click();
    for (const page of [coachee, await open(two, 'coach')]) {
      await expect(page.locator('.chosen')).toHaveText('Samen soep maken');
      await expect(page.locator('a[href*="/conversations/new?offer="]')).toBeVisible();
    }
  });

  test(`one card lies on the table for both, and may be answered in writing, ${tag} (C22)`, async ({ browser }) => {
    const two = await sitDown(browser, walk);
    const [coach, coachee] = [await open(two, 'coach', '/cards'), await open(two, 'coachee', '/cards')];
    await coach.locator('button[name=depth][value=light]').click();
    await expect(coach.locator('.question')).toBeVisible();
    await coachee.locator('button[name=depth][value=deep]').click();
    const id = (await coachee.locator('input[name=card]').first().getAttribute('value')) ?? '';
    await coach.getByRole('link', { name: 'Toon de nieuwste kaart' }).click();
    await expect(coach.locator('input[name=card]').first()).toHaveAttribute('value', id);
    if (walk.languages[1] === 'nl')
      await expect(coach.locator('.question')).toHaveText((await coachee.locator('.question').textContent()) ?? '');

    const summary = coachee.locator('details summary').first();
    await summary.click();
    await coachee.locator('form[action="?/write"] button').click();
    await expect(coachee.locator('[name=answer]')).toHaveAttribute('aria-invalid', 'true');
    await coachee.locator('[name=answer]').fill('Dat ik toen toch ben gegaan.');
    await coachee.locator('form[action="?/write"] button').click();
    await expect(coachee.locator('blockquote')).toHaveText('Dat ik toen toch ben gegaan.');
    await open(two, 'coach', '/cards');
    await expect(coach.locator('blockquote')).toHaveText('Dat ik toen toch ben gegaan.');
    await expect(coach.locator('form[action="?/remove"]')).toHaveCount(0);
    await open(two, 'coachee', '/cards');
    await coachee.locator('form[action="?/remove"] button').click();
    await expect(coachee.locator('blockquote')).toHaveCount(0);
    await expect((await open(two, 'coach', '/cards')).locator('blockquote')).toHaveCount(0);
  });

  test(`only what both noted comes to light, ${tag} (C22)`, async ({ browser }) => {
    const two = await sitDown(browser, walk);
    const coach = await open(two, 'coach', '/common-ground');
    for (const topic of ['cooking', 'history']) await coach.locator(`input[name=topic][value=${topic}]`).check();
    await coach.locator('#own-0').fill('Schaken');
    await coach.locator('main form button').click();
    await expect(coach).toHaveURL(/saved/);
    await expect(coach.locator('.found li')).toHaveCount(0);

    const coachee = await open(two, 'coachee', '/common-ground');
    await expect(coachee.locator('main')).not.toContainText('Schaken');
    await expect(coachee.locator('input:checked')).toHaveCount(0);
    await coachee.locator('input[name=topic][value=podcasts]').check();
    await coachee.locator('#own-0').fill(walk.cooking);
    await coachee.locator('#own-1').fill('schaken');
    await coachee.locator('main form button').click();
    await expect(coachee.locator('.found li')).toHaveCount(2);

    await open(two, 'coach', '/common-ground');
    await expect(coach.locator('.found li')).toHaveText(['Koken', 'Schaken']);
    await expect(coach.locator('input[name=topic][value=podcasts]')).not.toBeChecked();
    await coach.locator('input[name=topic][value=history]').uncheck();
    await coach.locator('main form button').click();
    await expect(coach.locator('.found li')).toHaveCount(2);
    await expect(coach.locator('input:checked')).toHaveCount(0);
  });

  test(`each may write what is being learned, shown when wanted, ${tag} (C39)`, async ({ browser }) => {
    const two = await sitDown(browser, walk);
    const coach = await open(two, 'coach');
    await coach.locator('[name=learning]').fill('Minder snel raad geven.');
    await coach.locator('form[action="?/learn"] button').click();
    await expect(coach).toHaveURL(/learning/);
    await expect((await open(two, 'coachee')).locator('main')).not.toContainText('Minder snel raad geven.');
    await coach.locator('[name=shown]').check();
    await coach.locator('form[action="?/learn"] button').click();
    await expect((await open(two, 'coachee')).locator('blockquote')).toHaveText('Minder snel raad geven.');
    await coach.locator('[name=learning]').fill('');
    await coach.locator('form[action="?/learn"] button').click();
    await expect((await open(two, 'coachee')).locator('blockquote')).toHaveCount(0);
  });
}
