import { expect, type Page, test } from '@playwright/test';
import { bring, newProgramme, workOut } from './match-steps.ts';
import { speak } from './pair-steps.ts';
import { lookOver, signInAs } from './walk.ts';

/** Reading is where the page says what is to be mended, and so does the title. */
async function beginsWithProblems(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/^Fout: /u);
  await expect(page.locator('.notice', { has: page.locator('#problems') })).toBeFocused();
}

/** Its link leads to the field, which says itself what is wrong. */
async function leadsTo(page: Page, field: string, sentence: string | RegExp): Promise<void> {
  const input = page.locator(`[id="${field}"]`);
  await page.locator(`.notice a[href="#${field}"]`).click();
  await expect(input).toBeFocused();
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await expect(input).toHaveAccessibleDescription(sentence);
}

/** Reading is at the result, which says what it answers. */
async function beginsWithResult(page: Page, asked: string): Promise<void> {
  await expect(page).toHaveTitle(/^Wat er zou veranderen · /u);
  await expect(page.locator('section', { has: page.locator('#trial') })).toBeFocused();
  await expect(page.locator('#trial-asked')).toContainText(asked);
  await expect(page.locator('table caption')).toBeVisible();
}

/** Sends a form as a browser does that asks nothing itself. */
async function sendUnasked(page: Page, button: string): Promise<void> {
  await page.locator('form').evaluateAll((forms) => forms.forEach((form) => form.setAttribute('novalidate', '')));
  await page.locator(button).click();
}

const lines = [
  ...Array.from({ length: 24 }, (_, at) => `Coachee ${at};c${at}@mending.example;coachee;fietsen|koken;Nederlands;;;3`),
  ...Array.from({ length: 8 }, (_, at) => `Coach ${at};k${at}@mending.example;coach;fietsen|lezen;Nederlands;4;geen;`)
];

test('a coordinator hears what is to be mended, where, and what came of it', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Greet Willems');
  await speak(page, 'nl');
  const programme = await newProgramme(page, 'Herstellen');
  await bring(
    page,
    programme,
    Buffer.from(['naam;e-mail;rol;interesses;talen;plaatsen;contact met beoordelaar;positie', ...lines].join('\n'))
  );
  await page.locator('[name=welcome][value=later]').check();
  await page.locator('form[action="?/run"] button').click();
  await expect(page.locator('form[action="?/undo"]').first()).toBeAttached({ timeout: 60_000 });
  await page.goto(`${programme}/matching`);
  await page.locator('main form button.button').click();
  await workOut(page, true);
  const round = new URL(page.url()).pathname;
  await expect(page.locator('#run')).toBeFocused(); // reading goes on where it was worked out
  const rulesButton = 'form[action="?/try"] > p:last-child button';

  await page.goto(`${programme}/matching/rules`);
  await page.locator('[name="ground.values"]').fill('');
  await page.locator('[name="share.2"]').fill('101');
  await sendUnasked(page, rulesButton);
  await beginsWithProblems(page);
  await leadsTo(page, 'ground.values', 'Schrijf een heel getal van 0 tot en met 10.');
  await leadsTo(page, 'share.2', 'Schrijf een heel getal van 0 tot en met 100.');
  await lookOver(page);

  await page.locator('[name="ground.values"]').fill('4');
  await page.locator('[name="share.2"]').fill('60');
  await page.locator(rulesButton).click();
  await beginsWithResult(page, 'deze regels');
  await page.locator('[name="ground.values"]').fill('5');
  await page.locator('[formaction="?/use"]').click();
  await expect(page).toHaveTitle(/^Nog niet bewaard · /u);
  await expect(page.locator('.notice', { hasText: 'Er is nog niets bewaard' })).toBeFocused();
  await page.locator('[formaction="?/use"]').click();
  await expect(page).toHaveURL(/kept=1/u);
  await expect(page.locator('[name="ground.values"]')).toHaveValue('5');

  await page.goto(`${round}/what-if`);
  await page.locator('#coach').fill('niemand');
  await page.locator('#places').fill('3');
  await page.locator('form[action="?/places"] button').click();
  await beginsWithProblems(page);
  await leadsTo(page, 'coach', /hele naam/u);
  await page.locator('#coach').fill('Coach 7');
  await page.locator('form[action="?/places"] button').click();
  await beginsWithResult(page, 'Coach 7 heeft 3 plaatsen');
  await page.locator('#count').fill('2');
  await page.locator('form[action="?/coaches"] button').click();
  await beginsWithResult(page, 'er komen 2 coaches bij');
  await expect(page.locator('#coach')).toHaveValue('Coach 7');
  await expect(page.locator('#places')).toHaveValue('3');

  await page.goto(`${round}/people?role=coach&search=Coach+5`);
  const places = page.getByLabel('Plaatsen van Coach 5', { exact: true });
  await places.fill('99');
  await sendUnasked(page, 'form[method=post] button.button');
  await beginsWithProblems(page);
  await leadsTo(page, (await places.getAttribute('id')) ?? '', 'Schrijf een heel getal van 0 tot en met 50.');
  await page.goto(`${round}/people?role=coach&search=bestaatniet`);
  await page.getByRole('link', { name: 'Toon iedereen' }).click();
  await expect(page.getByLabel('Plaatsen van Coach 7', { exact: true })).toBeVisible();

  await page.setViewportSize({ width: 320, height: 700 });
  for (const path of [`${round}/people?role=coach`, `${programme}/matching/rules`, `${round}/what-if`]) {
    await page.goto(path);
    await lookOver(page);
  }
});

for (const hasScript of [true, false]) {
  test(`a coachee is told what is to be mended, and where${hasScript ? '' : ', without JavaScript'}`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInAs(page, 'Zeynep Arslan');
    await page.locator('main a[href^="/matching/"]').first().click();
    const programme = /[0-9a-f-]{36}/u.exec(page.url())?.[0] ?? '';
    const choices = page.locator('form[action="?/choose"] select');
    for (const at of [0, 1]) await choices.nth(at).selectOption('1');
    await page.locator('form[action="?/choose"] button').click();
    await beginsWithProblems(page);
    const twice = 'Twee coaches staan op dezelfde plaats. Geef elke coach een eigen plaats.';
    for (const at of [0, 1]) await leadsTo(page, (await choices.nth(at).getAttribute('id')) ?? '', twice);
    await expect(page.getByText(twice, { exact: true })).toHaveCount(1);
    await expect(choices.nth(2)).not.toHaveAttribute('aria-invalid');

    await page.goto(`/matching/${programme}/profile?as=coachee`);
    await page.getByLabel('Waarden: Eigen woorden').fill('x'.repeat(70));
    await page.getByLabel('Netwerk: Eigen woorden').fill('y'.repeat(70));
    await page.locator('form[data-autosave] button.button').first().click();
    await beginsWithProblems(page);
    await leadsTo(page, 'own-values', /hoogstens 60 tekens/u);
    await leadsTo(page, 'own-network', /hoogstens 60 tekens/u);

    await page.goto(`/matching/${programme}/wishes?as=coachee`);
    await page.locator('#wish-0').fill('z'.repeat(61));
    await page.locator('form[action*="keep"] button').first().click();
    await beginsWithProblems(page);
    await leadsTo(page, 'wish-0', /hoogstens 60 tekens/u);
    await expect(page.locator('[aria-invalid]')).toHaveCount(1);
    await expect(page.locator('[name^="wish-"]')).toHaveCount(1);
    await context.close();
  });
}
