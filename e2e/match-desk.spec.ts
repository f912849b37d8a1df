import { expect, type Page, test } from '@playwright/test';
import { speak } from './pair-steps.ts';
import { lookAtColours, lookOver, signInAs } from './walk.ts';

const words = ['fietsen', 'koken', 'zingen', 'tuin', 'lezen', 'reizen'] as const;
const lineOf = (role: 'coach' | 'coachee', at: number) =>
  [
    ...[
      `${role} Persoon ${at}`,
      `${role}${at}@desk.example`,
      role,
      `${words[at % 6] ?? ''}|${words[(at * 5 + 1) % 6] ?? ''}`,
      'Nederlands'
    ],
    ...(role === 'coach' ? ['4', 'geen', ''] : ['', '', `${(at % 5) + 1}`])
  ].join(';');
const file = (coachees: number, coaches: number) =>
  [
    'naam;e-mail;rol;interesses;talen;plaatsen;contact met beoordelaar;positie',
    ...Array.from({ length: coachees }, (_, at) => lineOf('coachee', at)),
    ...Array.from({ length: coaches }, (_, at) => lineOf('coach', at)),
    'Geen Adres;;coachee',
    'Baas;baas@desk.example;coordinator'
  ].join('\r\n');

/** Everything axe has to say, in both schemes and on a phone. */
async function lookOverBoth(page: Page): Promise<void> {
  await lookOver(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await lookAtColours(page);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Makes a programme of one's own; gives its path. */
async function newProgramme(page: Page, name: string): Promise<string> {
  await page.goto('/programmes/new');
  await page.locator('[name=name]').fill(name);
  await page.locator('main form button.button').first().click();
  await expect(page).toHaveURL(/\/programmes\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

async function bring(page: Page, programme: string, buffer: Buffer): Promise<void> {
  await page.goto(`${programme}/import`);
  await page.locator('input[type=file]').setInputFiles({ name: 'mensen.csv', mimeType: 'text/csv', buffer });
  await page.locator('main form button.button').click();
}

/** Begins a round, has it worked out and waits for it; gives its path. */
async function runRound(page: Page, programme: string): Promise<string> {
  await page.goto(`${programme}/matching`);
  await page.locator('main form button.button').click();
  await expect(page.locator('form[action="?/run"]')).toBeVisible();
  const round = new URL(page.url()).pathname;
  await page.locator('form[action="?/run"] button').click();
  await expect(page.locator('form[action="?/publish"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('main')).toContainText('200');
  return round;
}

/** Pins the second of the list of two coachees. */
async function pinTwo(page: Page, round: string): Promise<void> {
  for (const at of [3, 8]) {
    await page.goto(round);
    await page.locator('.list a').nth(at).click();
    await page.locator('[formaction="?/pin"]').nth(1).click();
    await expect(page.locator('form[action="?/unpin"]')).toBeVisible();
  }
}

/** Two coachees change coaches. */
async function swap(page: Page, round: string): Promise<void> {
  await page.goto(round);
  await page.locator('.list a').nth(20).click();
  await page.locator('[name=other]').selectOption({ index: 40 });
  await page.locator('form[action="?/swap"] button').click();
  await expect(page.locator('form[action="?/unpin"]')).toBeVisible();
}

for (const hasScript of [true, false]) {
  test(`a coordinator brings in a programme ${hasScript ? 'with' : 'without'} scripts`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInAs(page, 'Greet Willems');
    const programme = await newProgramme(page, `Najaar ${hasScript ? 1 : 2}`);

    await bring(page, programme, Buffer.from('PK\u0003\u0004'));
    await expect(page.locator('#file-problem')).toBeVisible();
    await bring(page, programme, Buffer.alloc(6_000_000, 'x'));
    await expect(page.locator('#file-problem')).toBeVisible();
    if (hasScript) await lookOverBoth(page);

    await bring(page, programme, Buffer.from(file(200, 60), 'latin1'));
    await expect(page.locator('#report')).toBeVisible();
    await expect(page.locator('main')).toContainText('260 mensen komen erbij');
    await expect(page.locator('main')).toContainText('2 regels kloppen niet');
    if (hasScript) await lookOverBoth(page);
    await page.locator('[name=leavesOut]').check();
    await page.locator('form[action="?/run"] button').click();
    await expect(page.locator('form[action="?/undo"]')).toBeVisible();
    await page.goto(programme);
    await expect(page.locator('main')).toContainText('coachee Persoon 199');
    await expect(page.locator('main')).not.toContainText('Baas');

    if (!hasScript) await speak(page, 'en');
    const round = await runRound(page, programme);
    if (hasScript) await lookOverBoth(page);
    await pinTwo(page, round);
    if (hasScript) await lookOverBoth(page);
    await swap(page, round);
    await page.goto(round);
    await page.locator('form[action="?/publish"] button').click();
    await expect(page.locator('main')).toContainText(hasScript ? 'Reken eerst opnieuw' : 'Work it out again first'); // the pins are not in the lists yet
    await page.locator('form[action="?/run"] button').click();
    await expect(page.locator('form[action="?/publish"]')).toBeVisible({ timeout: 60_000 });
    await page.locator('form[action="?/publish"] button').click();
    await expect(page.locator('form[action="?/publish"]')).toHaveCount(0);
    await page.goto(`${round}?search=${encodeURIComponent('coachee Persoon 7')}`);
    await expect(page.locator('.list')).toContainText(hasScript ? 'Koos nog niet' : 'Has not chosen yet');
    if (hasScript) await lookOverBoth(page);
    await context.close();
  });
}
