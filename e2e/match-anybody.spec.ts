import { expect, type Page, test } from '@playwright/test';
import { bring, newProgramme, workOut } from './match-steps.ts';
import { speak } from './pair-steps.ts';
import { lookOver, signInAs } from './walk.ts';

const head = 'naam;e-mail;rol;interesses;talen;plaatsen;contact met beoordelaar;positie;banden';

/** Two of the coaches have one name; the first coachee is a friend of the fifth coach. */
function fileOf(coaches: number, domain: string): Buffer {
  const coacheeAt = (at: number) => `Coachee ${at};e${at}@${domain};coachee;fietsen;Nederlands;;;3;${at === 0 ? 'Coach 4' : ''}`;
  const coachAt = (at: number) => `Coach ${at === 7 ? 6 : at};c${at}@${domain};coach;fietsen|lezen;Nederlands;2;geen;;`;
  return Buffer.from([head, ...[0, 1, 2].map(coacheeAt), ...Array.from({ length: coaches }, (_, at) => coachAt(at))].join('\n'));
}

/** A programme with three coachees; gives its path. */
async function open(page: Page, { name, coaches, domain }: { name: string; coaches: number; domain: string }): Promise<string> {
  const programme = await newProgramme(page, name);
  await bring(page, programme, fileOf(coaches, domain));
  await page.locator('[name=welcome][value=later]').check();
  await page.locator('form[action="?/run"] button').click();
  await expect(async () => {
    await page.goto(`${programme}/matching`);
    await page.goto(programme);
    await expect(page.locator('main caption').first()).toContainText(`${coaches + 4}`, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  return programme;
}

async function beginRound(page: Page, programme: string): Promise<string> {
  await page.goto(`${programme}/matching`);
  await page.locator('main form button.button').click();
  await expect(page.locator('form[action="?/run"]')).toBeVisible();
  return new URL(page.url()).pathname;
}

const named = (page: Page) => page.locator('[name=named]');
const pin = (page: Page) => page.locator('form[action="?/pinNamed"] button:not([formaction])');
const keepApart = (page: Page) => page.locator('[formaction="?/excludeNamed"]');

/** Nothing that was chosen or typed is lost, and what is wrong stands beside it. */
async function isRefused(page: Page, { held, problem }: { held: string | RegExp; problem: string | RegExp }): Promise<void> {
  await expect(page.locator('#named-problem')).toHaveText(problem);
  await expect(named(page)).toHaveValue(held);
  await expect(named(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('.notice a[href="#named"]')).toBeVisible();
}

/** Another number for a rule, looked at first. */
async function changeRule(page: Page, programme: string, value: string): Promise<void> {
  await page.goto(`${programme}/matching/rules`);
  await page.locator('[name="ground.interests"]').fill(value);
  await page.locator('form[action="?/try"] > p:last-child button').click();
  await page.locator('[formaction="?/use"]').click({ timeout: 60_000 });
  await expect(page).toHaveURL(/kept=1/u);
}

/** Three places for each coach on the first page of the people; the round is then to be worked out again. */
async function giveEveryCoachThree(page: Page, round: string): Promise<void> {
  await page.goto(`${round}/people?role=coach`);
  for (const places of await page.locator('main [name^="places."]').all()) await places.fill('3');
  await page.locator('form[method=post] button.button').click();
  await expect(page).toHaveURL(/kept=1/u);
}

const words = {
  nl: {
    ...{ chosen: 'Het paar staat vast.', tie: /^Er is een band/u, pinned: 'Vastgezet met Coach 8', apart: 'Niet samen met: Coach 2.' },
    ...{ rule: /Interesses: Gedeelde grond: van 3 naar 5\./u, again: /Interesses: Gedeelde grond: van 5 naar 6\./u, none: 'Kies een coach' }
  },
  en: {
    ...{
      chosen: 'The pair is pinned.',
      tie: /^There is a tie/u,
      pinned: 'Pinned with Coach 8',
      apart: 'Not together with: Coach 2.'
    },
    ...{ rule: /Interests: Shared ground: from 3 to 5\./u, again: /Interests: Shared ground: from 5 to 6\./u, none: 'Choose a coach' }
  }
} as const;

for (const hasScript of [true, false]) {
  test(`a coordinator pins and keeps apart anybody before a run, and reads who changed the rules, ${hasScript ? 'with' : 'without'} scripts`, async ({
    browser
  }) => {
    const language = hasScript ? 'nl' : 'en';
    const told = words[language];
    const look = hasScript ? lookOver : () => undefined; // axe needs scripts
    const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInAs(page, 'Greet Willems');
    await speak(page, language);
    const domain = `${language}.anybody.example`;
    const programme = await open(page, { name: `Iedereen ${language}`, coaches: 9, domain });

    await changeRule(page, programme, '5'); // before there is any round
    await expect(page.locator('section', { has: page.locator('#changes') })).toContainText(told.rule);
    await expect(page.locator('section', { has: page.locator('#changes') })).toContainText('Greet Willems');
    await look(page);

    const round = await beginRound(page, programme);
    await expect(page.locator('.list a')).toHaveText(['Coachee 0', 'Coachee 1', 'Coachee 2']);
    await look(page);
    await page.locator('.list a').first().click();
    await expect(named(page).locator('option')).toHaveCount(10); // nobody chosen, and nine coaches
    await page.locator('form[action="?/pinNamed"]').evaluate((form) => form.setAttribute('novalidate', ''));
    await pin(page).click();
    await isRefused(page, { held: '', problem: told.none });
    await named(page).selectOption({ label: `Coach 4 (c4@${domain})` });
    await pin(page).click();
    await isRefused(page, { held: /^[0-9a-f-]{36}$/u, problem: told.tie });
    await look(page);

    await named(page).selectOption({ label: `Coach 8 (c8@${domain})` });
    await named(page).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('main .notice')).toContainText(told.chosen);
    await named(page).selectOption({ label: `Coach 2 (c2@${domain})` });
    await keepApart(page).click();
    await expect(page.locator('form[action="?/include"]')).toContainText('Coach 2');
    await expect(page.locator('form[action="?/unpin"]')).toContainText('Coach 8');
    await look(page);
    await page.locator(`main a[href="${round}"]`).click();
    await expect(page.locator('.list li').first()).toContainText(told.pinned);
    await expect(page.locator('.list li').first()).toContainText(told.apart);

    await workOut(page, hasScript);
    await expect(page.locator('.list li').first()).toContainText('Coach 8');
    await expect(page.locator('.list li').first()).toContainText(told.apart);
    await page.locator('.list a').first().click();
    await expect(named(page).locator('option')).toHaveCount(10);
    await look(page);

    await changeRule(page, programme, '6');
    await expect(page.locator('section', { has: page.locator('#changes') }).locator('> ul > li')).toHaveCount(2);
    await page.goto(round);
    await expect(page.locator('section', { has: page.locator('#decisions') })).toContainText(told.again);
    await look(page);

    await giveEveryCoachThree(page, round);
    await page.goto(round);
    await expect(page.locator('.list li').first()).toContainText(told.pinned); // what was worked out is of other places
    await page.locator('.list a').first().click();
    await expect(page.locator('form[action="?/unpin"]')).toBeVisible();
    await expect(page.locator('[formaction="?/exclude"], form[action="?/swap"]')).toHaveCount(0);
    await context.close();
  });
}

test('where there are many coaches a name is typed, and what is wrong with it stands beside it, without scripts', async ({ browser }) => {
  test.slow();
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await signInAs(page, 'Greet Willems');
  await speak(page, 'nl');
  const programme = await open(page, { name: 'Iedereen 3', coaches: 205, domain: 'velen.example' });
  const round = await beginRound(page, programme);
  await page.locator('.list a', { hasText: 'Coachee 1' }).click();
  await expect(page.locator('datalist#named-offers option')).toHaveCount(200);
  const type = async (name: string, button = pin(page)) => {
    await named(page).fill(name);
    await button.click();
  };
  await type('Coach van niets');
  await isRefused(page, { held: 'Coach van niets', problem: /^Zo heet geen coach in deze ronde/u });
  await type('Coachee 2');
  await isRefused(page, { held: 'Coachee 2', problem: /^Zo heet geen coach in deze ronde/u });
  await type('coach 6', keepApart(page));
  await isRefused(page, { held: 'coach 6', problem: /c6@velen\.example, c7@velen\.example/u });
  await type('Coach 204', keepApart(page));
  await expect(page.locator('form[action="?/include"]')).toContainText('Coach 204');
  await type('Coach 204');
  await isRefused(page, { held: 'Coach 204', problem: 'Een coördinator sloot deze twee uit.' });
  await named(page).fill('c7@velen.example');
  await named(page).press('Enter');
  await expect(page.locator('form[action="?/unpin"]')).toContainText('Coach 6');

  await giveEveryCoachThree(page, round);
  await page.goto(round);
  const decisions = page.locator('section', { has: page.locator('#decisions') });
  await expect(decisions.locator('li')).toHaveCount(50);
  await decisions.locator('nav a').click();
  await expect(decisions.locator('li').last()).toContainText('begon de ronde'); // the oldest
  await context.close();
});
