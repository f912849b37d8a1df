import { type Browser, expect, type Page, test } from '@playwright/test';
import { accept, choose, openAsked } from './match-steps.ts';
import { lookOver, signInAs } from './walk.ts';

type Walk = {
  hasScript: boolean;
  people: Readonly<Record<'teller' | 'chooser' | 'doubter' | 'other' | 'first' | 'second' | 'third', string>>;
};

/** With scripts in the school, without them at work. */
const walks: readonly Walk[] = [
  {
    hasScript: true,
    people: {
      ...{ teller: 'Jules Maes', chooser: 'Zeynep Arslan', doubter: 'Pieter Lambrecht', other: 'Grace Achieng' },
      ...{ first: 'Idris el Amrani', second: 'Marjan Verbeke', third: 'Wout Hendriks' }
    }
  },
  {
    hasScript: false,
    people: {
      ...{ teller: 'Fleur Smit', chooser: 'Nadia Benali', doubter: 'Thijs Bakker', other: 'Ama Owusu' },
      ...{ first: 'Fatima Zahraoui', second: 'Bram Dekker', third: 'Ellen Janssens' }
    }
  }
];

async function open(browser: Browser, { hasScript, people }: Walk, name: keyof Walk['people']): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await signInAs(page, people[name]);
  return page;
}

/** Nothing for axe to say in either scheme; axe is a script. */
async function look(page: Page, { hasScript }: Walk): Promise<void> {
  if (!hasScript) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await lookOver(page);
  }
}

for (const walk of walks) {
  const { people, hasScript } = walk;
  const how = hasScript ? '' : ', without JavaScript';

  test(`somebody tells about themselves, as a draft and then to count${how} (C24-C26)`, async ({ browser }) => {
    const chooser = await open(browser, walk, 'chooser');
    const programme =
      /[0-9a-f-]{36}/.exec((await chooser.locator('main a[href^="/matching/"]').first().getAttribute('href')) ?? '')?.[0] ?? '';
    const page = await open(browser, walk, 'teller');
    await page.goto(`/matching/${programme}/profile`);
    await look(page, walk);
    await page.locator('[name=tag-interests-cooking]').check();
    await page.locator('[name=own-interests]').fill('Schaken');
    await page.locator('[name=working-0][value="2"]').check();
    await page.locator('[name=position][value="1"]').check();
    await page.locator('[name=names-evaluators]').fill('An Claes');
    if (hasScript) await expect(page.locator('[data-autosave-status]')).toContainText(/\S/u, { timeout: 10_000 });
    else {
      await page.locator('[name=own-interests]').press('Enter'); // keeps a draft, as that button does
      await expect(page).toHaveURL(/saved/u);
      await page.locator('form[data-autosave] button.quiet').click();
    }
    await expect(async () => {
      await page.goto(`/matching/${programme}/profile`);
      await expect(page.locator('[name=own-interests]')).toHaveValue('Schaken', { timeout: 500 });
    }).toPass({ timeout: 15_000 });
    await expect(page.locator('[name=position][value="1"]')).toBeChecked();
    await expect(page.getByText('wie je nu al helpt of raad geeft')).toBeHidden();
    await page.locator('[name=position][value="5"]').check();
    await expect(page.getByText('wie je nu al helpt of raad geeft')).toBeVisible();
    await look(page, walk);
    await page.locator('[name=position][value="1"]').check();
    await page.locator('details:has(#own-path) summary').click();
    await page.locator('[name=own-path]').fill('x'.repeat(70));
    await page.locator('[name=own-interests]').fill('Schaken en dammen');
    await page.locator('[name=names-ties]').fill('Mo Bakker');
    if (hasScript) {
      await expect(page.locator('[data-autosave-status]')).toHaveText('Eén antwoord klopt nog niet. De rest is bewaard.');
      await expect(page.locator('[data-autosave-status]')).toBeInViewport();
    }
    await page.locator('form[data-autosave] button.button').first().click();
    await expect(page.locator('#own-path-problem')).toBeVisible();
    await expect(page.locator('[name=own-path]')).toHaveValue('x'.repeat(70));
    await expect(page.locator('[name=own-interests]')).toHaveValue('Schaken en dammen');
    await page.goto('/home');
    await page.goto(`/matching/${programme}/profile`);
    await expect(page.locator('[name=own-path]')).toHaveValue('');
    await expect(page.locator('[name=own-interests]')).toHaveValue('Schaken en dammen');
    await expect(page.locator('[name=names-ties]')).toHaveValue('Mo Bakker');
    await expect(page.locator('#own-path')).toBeHidden();
    await page.locator('details:has(#own-path) summary').click();
    await page.locator('[name=own-path]').fill('Een omweg');
    await page.locator('form[data-autosave] button.button').first().click();
    await expect(page).toHaveURL(/saved/);
    await expect(page).toHaveTitle(/^Bewaard · /u);
    await expect(page.locator('.notice.done')).toBeFocused();
    await look(page, walk);
    await page.goto(`/matching/${programme}/wishes?as=coachee`);
    await page.locator('[name=wish-0]').fill('Een eigen woord');
    await page.locator('form[action*="keep"] button').first().click();
    await expect(page.locator('[name=wish-0]')).toHaveValue('Een eigen woord');
    await look(page, walk);
    await page.locator('button.stop').click();
    await expect(page.locator('[name=wish-0]')).toHaveValue('');
  });

  test(`coachees choose, coaches answer, and after a no the next is asked${how} (C14, C23, C27)`, async ({ browser }) => {
    test.slow();
    const chooser = await open(browser, walk, 'chooser');
    await chooser.locator('main a.button[href^="/matching/"]').first().click();
    await expect(chooser.locator('article')).toHaveCount(3);
    await expect(chooser.locator('article .different')).toHaveCount(1);
    expect(await chooser.locator('article').allInnerTexts()).not.toContainEqual(expect.stringMatching(/\d/u));
    await look(chooser, walk);
    await chooser.locator('form[action="?/choose"] button').click();
    await expect(chooser.locator('#choice-problem')).toBeVisible();
    expect(await chooser.locator('.notice a').allInnerTexts()).toEqual(await chooser.locator('article h2').allInnerTexts()); // in the order of the lot
    await choose(chooser, [people.first, people.second]);

    const doubter = await open(browser, walk, 'doubter');
    await choose(doubter, [], 'talk');
    await look(doubter, walk);

    const first = await open(browser, walk, 'first');
    await openAsked(first, people.chooser);
    await look(first, walk);
    await first.locator('[name=reason]').fill('Ik verhuis binnenkort');
    await first.locator('button[formaction="?/decline"]').click();

    const second = await open(browser, walk, 'second');
    await openAsked(second, people.chooser);
    await accept(second);
    await chooser.goto('/home');
    await expect(chooser.locator('main')).toContainText(people.second);
    await expect(chooser.locator('main')).not.toContainText(people.first);

    const other = await open(browser, walk, 'other');
    await choose(other, [people.third]);
    await expect(other.locator('html')).toHaveAttribute('lang', 'en');
    const third = await open(browser, walk, 'third');
    await openAsked(third, people.other);
    await accept(third);
    await other.goto('/home');
    await expect(other.locator('main')).toContainText(people.third);
  });
}
