import { type Browser, expect, type Page, test } from '@playwright/test';
import { lookOver, signInAs } from './walk.ts';

type Reader = { name: string; hasScript: boolean };

async function openPhone(browser: Browser, { name, hasScript }: Reader): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await signInAs(page, name);
  return page;
}

/** Nothing for axe to say in either scheme; axe is a script. */
async function look(page: Page, { hasScript }: Reader): Promise<void> {
  if (!hasScript) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await lookOver(page);
  }
}

const missed = ['what-got-in-the-way', 'case-goal-not-reached', 'if-then-plan', 'five-stop-walk', 'growth-path', 'insight-keeping-track'];
const hardTalk = ['rehearse-a-hard-talk', 'asking-for-room', 'fact-feeling-thought', 'preparing-to-negotiate'];
const nobody = ['network-map', 'who-fills-which-role', 'where-to-ask-what', 'first-message', 'light-contact-log', 'insight-people-say-yes'];

/** What is going on, as a coach writes it down, and tools that fit it. */
const walks = [
  {
    reader: { name: 'Marjan Verbeke', hasScript: true },
    language: 'nl',
    situations: [
      ['Mijn coachee heeft niemand om iets aan te vragen', nobody],
      ['Ze is bang voor het gesprek met haar leidinggevende', hardTalk],
      ['Het doel van dit kwartaal is niet gehaald', missed]
    ]
  },
  {
    reader: { name: 'Chioma Okafor', hasScript: false },
    language: 'en',
    situations: [
      ['I have no one to ask', nobody],
      ['Afraid of the talk with my manager', hardTalk],
      ['I missed my goal agian', missed]
    ]
  }
] as const;

for (const { reader, language, situations } of walks) {
  test(`a fitting tool is found for three situations in two acts each, ${language}${reader.hasScript ? '' : ', without JavaScript'} (C41)`, async ({
    browser
  }) => {
    const page = await openPhone(browser, reader);
    for (const [words, fitting] of situations) {
      await page.goto('/toolkit');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await page.fill('[name=q]', words);
      await page.locator('search button').click(); // the first act
      await expect(page.locator('[name=q]')).toHaveValue(words);
      const hrefs = await page
        .locator('main a[href^="/toolkit/tools/"]')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
      const fit = hrefs.slice(0, 3).find((href) => fitting.some((id) => href.endsWith(`/${id}`)));
      expect(fit, `${words}: ${hrefs.slice(0, 3).join(', ')}`).toBeDefined();
      await page.locator(`a[href="${fit ?? ''}"]`).click(); // the second
      await expect(page).toHaveURL(new RegExp(`${fit ?? ''}$`));
    }
    await look(page, reader);
  });

  test(`filters narrow what is found, and nothing found is no dead end, ${language} (C6, C41)`, async ({ browser }) => {
    const page = await openPhone(browser, reader);
    await page.goto('/toolkit');
    await look(page, reader);
    await page.locator('a[href="/toolkit?situation=applying"]').click();
    await expect(page.locator('[name=situation]')).toHaveValue('applying');
    const all = await page.locator('main li .title').count();
    await page.selectOption('[name=leg]', 'career');
    await page.selectOption('[name=minutes]', '15');
    await page.selectOption('[name=kind]', 'tool');
    await page.locator('search button').click();
    await expect(page).toHaveURL(/leg=career.*minutes=15/);
    const fewer = await page.locator('main li .title').count();
    expect(fewer).toBeGreaterThan(0);
    expect(fewer).toBeLessThan(all);
    await page.goto('/toolkit?q=xqzvw&leg=network');
    await look(page, reader);
    await page.locator('main section a[href="/toolkit"]').click();
    await expect(page.locator('main h2 a[href^="/toolkit/"]')).toHaveCount(4);
    await page.locator('main h2 a').first().click();
    await look(page, reader);
  });
}

test('a tool is taken along, run step by step by both, and said to have helped, by the two of them alone (C9)', async ({ browser }) => {
  const reader = { name: 'Sem Visser', hasScript: true };
  const coachee = await openPhone(browser, reader);
  await coachee.goto('/toolkit/tools/network-map');
  await look(coachee, reader);
  await coachee.locator('form[action="?/take"] button').click();
  await expect(coachee).toHaveURL(/relationships\/[0-9a-f-]{36}\/tools\/network-map$/);
  const here = coachee.url();
  await expect(coachee.locator('form[action="?/take"]')).toHaveCount(0);
  await expect(coachee.locator('#card')).toBeVisible();
  await expect(coachee.locator('#script')).toHaveCount(0);
  await look(coachee, reader);
  const first = await coachee.locator('.step').textContent();
  await coachee.locator('a[href="?step=2#step"]').click();
  await expect(coachee.locator('.step')).not.toHaveText(first ?? '');
  await expect(coachee.locator('a[href="?step=1#step"]')).toBeVisible();
  await coachee.goto(`${here}?step=99`);
  await expect(coachee.locator('nav a[href="#outcome"]')).toBeVisible();

  const coach = await openPhone(browser, { name: 'Bram Dekker', hasScript: false });
  await coach.goto('/toolkit/tools/network-map');
  await expect(coach.locator('form[action="?/take"] select option')).not.toHaveCount(0);
  await coach.goto(here);
  await expect(coach.locator('#script')).toBeVisible();
  await coach.locator('form[action="?/say"] button[value=helped]').click();
  await coachee.goto(here);
  await expect(coachee.locator('#outcome + p')).toBeVisible();
  await coachee.fill('textarea[name=text]', 'Drie namen op de kaart');
  await coachee.locator('[name=shared][value=yes]').click();
  await expect(coachee.locator('main')).toContainText('Drie namen op de kaart');

  for (const name of ['Amber Goossens', 'Karin Mulder']) {
    const other = await openPhone(browser, { name, hasScript: false });
    expect((await other.goto(here))?.status()).toBe(404);
  }
});
