import { expect, type Page, test } from '@playwright/test';
import { bring, newProgramme } from './match-steps.ts';
import { speak } from './pair-steps.ts';
import { lookOver, signInAs } from './walk.ts';

// Takes minutes, so nothing here waits for a clock.
test.use({ actionTimeout: 120_000, navigationTimeout: 120_000 });

const crowd = { coachees: 10_000, coaches: 2_000, inOneFile: 4_000 };
const people = crowd.coachees + crowd.coaches;

const words = {
  interests: ['fietsen', 'koken', 'zingen', 'tuin', 'lezen', 'reizen', 'muziek', 'sport'],
  values: ['rust', 'eerlijkheid', 'plezier', 'zorg', 'vrijheid'],
  sector: ['zorg', 'onderwijs', 'techniek', 'handel', 'cultuur', 'bouw']
} as const;
const some = (list: readonly string[], at: number) =>
  [at, at * 3 + 1, Math.floor(at / 7)].map((place) => list[place % list.length]).join('|');

/** One of the crowd: first the coachees, then the coaches. */
function lineOf(at: number): string {
  const isCoachee = at < crowd.coachees;
  const tags = [some(words.interests, at), some(words.values, Math.floor(at / 3)), words.sector[at % 6], 'Nederlands'];
  const own = isCoachee ? ['coachee', ...tags, '', '', `${(at % 5) + 1}`] : ['coach', ...tags, '6', 'geen', ''];
  return [`Iemand ${at}`, `iemand${at}@vast.example`, ...own].join(';');
}

function fileFrom(first: number): Buffer {
  const lines = Array.from({ length: crowd.inOneFile }, (_, at) => lineOf(first + at));
  return Buffer.from(['naam;e-mail;rol;interesses;waarden;sector;talen;plaatsen;contact met beoordelaar;positie', ...lines].join('\n'));
}

/** Takes everybody in, a file at a time, without a mail to anybody. */
async function bringCrowd(page: Page, programme: string): Promise<void> {
  for (let first = 0; first < people; first += crowd.inOneFile) {
    await bring(page, programme, fileFrom(first));
    await expect(page.locator('#report')).toBeVisible({ timeout: 60_000 });
    await page.locator('[name=welcome][value=later]').check();
    await page.locator('form[action="?/run"] button').click({ timeout: 120_000, noWaitAfter: true });
    await expect(page.locator('details:has(form[action="?/undo"])')).toBeVisible({ timeout: 120_000 });
  }
}

/** With so many people a name is typed, and what is wrong with it stands beside it. */
async function pairByName(page: Page, programme: string): Promise<void> {
  const propose = async (coachee: string) => {
    await page.locator('[name=coachee]').fill(coachee);
    await page.locator('main form button.button').click();
  };
  await page.goto(`${programme}/pair`);
  await page.locator('[name=coach]').fill('Iemand 11999');
  await propose('Iemand van niets');
  await expect(page.locator('#coachee-problem')).toBeVisible();
  await expect(page.locator('#coach-problem')).toHaveCount(0);
  await expect(page.locator('[name=coachee]')).toHaveValue('Iemand van niets');
  await expect(page.locator('[name=coach]')).toHaveValue('Iemand 11999');
  await lookOver(page);
  await propose('iemand4242@vast.example');
  await expect(page).toHaveURL(/proposed/);
  await expect(page.locator('main caption')).toContainText(/12[.,]001/u);
  expect((await page.content()).length).toBeLessThan(100_000);
}

test('a coordinator matches 10,000 coachees with 2,000 coaches, and the desk stays of use meanwhile (C23)', async ({ browser }) => {
  test.setTimeout(900_000);
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAs(page, 'Greet Willems');
  await speak(page, 'nl');
  const programme = await newProgramme(page, 'Heel het land');
  await bringCrowd(page, programme);
  await page.goto(`${programme}/matching`);
  await page.locator('main form button.button').click();
  await expect(page.locator('main')).toContainText(/10[.,]000/u);
  const round = new URL(page.url()).pathname;
  await page.locator('form[action="?/run"] button').click();
  await expect(page.locator('progress')).toBeVisible();
  await expect(page).toHaveTitle(/^Wordt berekend/u);
  await page.locator('form[action="?/cancel"] button').focus();
  const told = page.locator('[data-watch-stage]');
  await expect(told).not.toHaveText('We lezen wat iedereen vertelde.', { timeout: 600_000 });
  await expect(page.locator('form[action="?/cancel"] button')).toBeFocused(); // the page stayed

  const beside = await context.newPage();
  await beside.goto(`${round}/people?role=coach&search=${encodeURIComponent('Iemand 11999')}`);
  await expect(beside.locator('main')).toContainText('Iemand 11999');
  await expect(page.locator('form[action="?/publish"]')).toBeVisible({ timeout: 600_000 });
  await expect(page).toHaveTitle(/^Berekend/u);
  await expect(page.locator('#run')).toBeFocused(); // reading goes on here
  await expect(page.locator('main')).toContainText(/10[.,]000/u);
  await lookOver(page);

  for (const at of ['?page=2', '?page=100']) {
    await page.goto(`${round}${at}`);
    const rows = await page.locator('.list a').count();
    expect(rows).toBeGreaterThan(10);
    expect(rows).toBeLessThan(500);
  }
  await page.locator('.list a').first().click();
  await expect(page.locator('[formaction="?/pin"]').first()).toBeVisible();
  await page.goto(`${round}?search=${encodeURIComponent('Iemand 4242')}`);
  await expect(page.locator('.list')).toContainText('Iemand 4242');
  await page.goto(`${round}/picture`);
  await lookOver(page);
  await pairByName(page, programme);
  await context.close();
});
