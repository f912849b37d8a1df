import { expect, type Page, test } from '@playwright/test';
import { lookAtColours, lookOver, signInAs } from './walk.ts';

/** The shelf and the settings look the same to everybody: the first of a language goes there. */
const common: Record<string, string[]> = {};
const isCommon = (path: string) => /^\/(toolkit|settings)/u.test(path);

/** Goes to every page somebody can reach by its links, from where they start, and looks it over there; gives where it was. */
async function lookEverywhere(page: Page, language: string): Promise<string[]> {
  const known = (common[language] ??= []);
  const seen = new Set<string>(['/home', ...known]);
  const waiting = ['/home'];
  const visited: string[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    visited.push(path);
    await page.goto(path);
    await lookOverInBoth(page);
    const links = await page
      .locator('main a[href^="/"], header a[href^="/"]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    for (const link of oneOfAKind(links.map(withoutDetail), seen)) {
      seen.add(link);
      waiting.push(link);
      known.push(...(isCommon(link) ? [link] : []));
    }
  }
  return visited;
}

/** In light everything is asked; in the dark what colours can spoil. */
async function lookOverInBoth(page: Page): Promise<void> {
  await lookOver(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await lookAtColours(page);
  await page.emulateMedia({ colorScheme: 'light' });
}

const withoutDetail = (link: string) => link.split(/[?#]/)[0] ?? '';

/** One of a kind is enough: the second pair, round, leg or tool looks like the first. */
function oneOfAKind(links: readonly string[], seen: ReadonlySet<string>): string[] {
  return links.filter((link, index) => isWorth(link, new Set([...seen, ...links.slice(0, index)])));
}

function isWorth(link: string, seen: ReadonlySet<string>): boolean {
  if (link.startsWith('/outbox') || link.startsWith('/sign-out') || /\/(pdf|calendar|export|template|left-out)$/u.test(link)) return false;
  return link !== '' && ![...seen].some((known) => kindOf(known) === kindOf(link));
}

const kindOf = (path: string) =>
  path
    .replaceAll(/[0-9a-f-]{36}/g, 'id')
    .replace(/^\/toolkit\/(socio-emotional|network|autonomy|career)$/, '/toolkit/leg')
    .replace(/tools\/(case-|insight-)?[^/]*/, 'tools/$1one');

/** Who, in which language, and how many pages of their own there are at least. */
const people = [
  ['Yara Demir', 'nl', 20],
  ['Idris el Amrani', 'nl', 12],
  ['Chioma Okafor', 'en', 20],
  ['Greet Willems', 'nl', 5],
  ['Hassan Yilmaz', 'nl', 1],
  ['Petra Vos', 'nl', 2]
] as const;

for (const [name, language, least] of people) {
  test(`every page of ${name} is clean for axe in both schemes and fits 360 px`, async ({ browser }) => {
    test.setTimeout(900_000); // forty pages, each looked over twice
    const context = await browser.newContext({ colorScheme: 'light', viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(...(['error', 'warning'].includes(message.type()) ? [message.text()] : [])));
    await signInAs(page, name);
    expect((await lookEverywhere(page, language)).length).toBeGreaterThanOrEqual(least);
    expect(said).toEqual([]);
  });
}

test('the pages before signing in are clean for axe and fit 360 px, in both languages and schemes', async ({ browser }) => {
  for (const [locale, colorScheme] of [
    ['nl-NL', 'light'],
    ['en-GB', 'dark']
  ] as const) {
    const context = await browser.newContext({ locale, colorScheme, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    for (const path of ['/', '/sign-in', '/nowhere']) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
      await lookOver(page);
    }
  }
});

test('the whole sheet can be answered with the keyboard alone', async ({ page }) => {
  await signInAs(page, 'Idris el Amrani');
  await page.locator('a[href*="/mirrors/"]').first().click();
  await page.locator('form[data-autosave] input[type=radio]').first().focus();
  for (let item = 0; item < 6; item += 1) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
  }
  await expect(page.locator('form[data-autosave] input[type=radio]:checked')).toHaveCount(6);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/page=2/);
});
