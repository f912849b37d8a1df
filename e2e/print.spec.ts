import { readdirSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { signInAs } from './walk.ts';

const margin = { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' };

/** How many sheets of A4 a page takes. */
async function sheetsOf(page: Page, path: string): Promise<number> {
  await page.goto(path);
  const pdf = await page.pdf({ format: 'A4', margin });
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}

for (const locale of ['nl-NL', 'en-GB']) {
  test(`every tool prints on one sheet for the coach, and its card on one, ${locale} (C41)`, async ({ browser }) => {
    const page = await (await browser.newContext({ locale })).newPage();
    await signInAs(page, 'Marjan Verbeke');
    const sheets: Record<string, number> = {};
    for (const id of readdirSync('content/toolkit')) {
      for (const part of ['coach', 'card']) sheets[`${id} ${part}`] = await sheetsOf(page, `/toolkit/tools/${id}/print?for=${part}`);
    }
    expect(Object.keys(sheets).length).toBeGreaterThanOrEqual(120);
    expect(Object.entries(sheets).filter(([, count]) => count !== 1)).toEqual([]);
  });
}
