import { expect, type Page, test } from '@playwright/test';
import { lookAtColours, lookOver, signInAs } from './walk.ts';

const words = ['fietsen', 'koken', 'zingen', 'tuin', 'lezen', 'reizen'] as const;
const lineOf = (role: 'coach' | 'coachee', at: number) =>
  [
    ...[`${role} Persoon ${at}`, `${role}${at}@desk.example`, role, `${words[at % 6] ?? ''}|${words[(at * 5 + 1) % 6] ?? ''}`, 'Nederlands'],
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
    await context.close();
  });
}
