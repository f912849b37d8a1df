import { type Browser, expect, type Page, test } from '@playwright/test';
import { accept, bring, choose, newProgramme, openAsked, signInByMail, workOut } from './match-steps.ts';
import { speak } from './pair-steps.ts';
import { lookAtColours, lookOver, signInAs } from './walk.ts';

const tags = ['fietsen', 'koken', 'zingen', 'tuin', 'lezen', 'reizen'] as const;
const lineOf = (role: 'coach' | 'coachee', at: number, domain: string) =>
  [
    ...[`${role} Persoon ${at}`, `${role}${at}@${domain}`, role, `${tags[at % 6] ?? ''}|${tags[(at * 5 + 1) % 6] ?? ''}`, 'Nederlands'],
    ...(role === 'coach' ? ['4', 'geen', ''] : ['', '', `${(at % 5) + 1}`])
  ].join(';');
const file = (coachees: number, coaches: number, domain: string) =>
  [
    'naam;e-mail;rol;interesses;talen;plaatsen;contact met beoordelaar;positie',
    ...Array.from({ length: coachees }, (_, at) => lineOf('coachee', at, domain)),
    ...Array.from({ length: coaches }, (_, at) => lineOf('coach', at, domain)),
    'Geen Adres;;coachee',
    `Baas;baas@${domain};coordinator`
  ].join('\r\n');

/** Everything axe has to say, in both schemes and on a phone. */
async function lookOverBoth(page: Page): Promise<void> {
  await lookOver(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await lookAtColours(page);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Begins a round, has it worked out and waits for it; gives its path. */
async function runRound(page: Page, programme: string, hasScript: boolean): Promise<string> {
  await page.goto(`${programme}/matching`);
  await page.locator('main form button.button').click();
  await expect(page.locator('form[action="?/run"]')).toBeVisible();
  const round = new URL(page.url()).pathname;
  await workOut(page, hasScript);
  await expect(page.locator('main')).toContainText('200');
  return round;
}

/** Hands in what is no file of people, then one of 260 with two lines that are wrong. */
async function bringEverybody(page: Page, programme: string, { hasScript, domain }: { hasScript: boolean; domain: string }): Promise<void> {
  await bring(page, programme, Buffer.from('PK\u0003\u0004'));
  await expect(page.locator('#file-problem')).toBeVisible();
  await bring(page, programme, Buffer.alloc(6_000_000, 'x'));
  await expect(page.locator('#file-problem')).toBeVisible();
  if (hasScript) await lookOverBoth(page);

  await bring(page, programme, Buffer.from(file(200, 60, domain), 'latin1'));
  await expect(page.locator('#report')).toBeVisible();
  await expect(page.locator('main')).toContainText('260 mensen komen erbij');
  await expect(page.locator('main')).toContainText('2 regels kloppen niet');
  if (hasScript) await lookOverBoth(page);
  await page.locator('[name=leavesOut]').check();
  await page.locator('form[action="?/run"] button').click();
  await expect(page.locator('details:has(form[action="?/undo"])')).toBeVisible();
}

/** A page of the people at a time, and a search among all of them; from a search without anybody one comes back to everybody. */
async function lookThroughPeople(page: Page, programme: string, hasScript: boolean): Promise<void> {
  const shown = page.locator('main tbody th');
  const search = async (text: string) => {
    await page.locator('[name=search]').fill(text);
    await page.locator('form:has([name=search]) button').click();
    await expect(page.locator('[name=search]')).toHaveValue(text);
  };
  await page.goto(programme);
  await expect(page.locator('main caption')).toContainText('261');
  await expect(shown).toHaveCount(50);
  if (hasScript) await lookOverBoth(page);
  await page.locator('main a[href*="page=2"]').click();
  await expect(page.locator('main nav')).toContainText('2');
  await search('Baas');
  await expect(shown).toHaveCount(0);
  await page.locator(`main a[href="${programme}#people"]`).click();
  await expect(shown).toHaveCount(50);
  await search('persoon 199');
  await expect(shown).toHaveCount(1);
  await expect(shown).toContainText('coachee Persoon 199');
}

/** From each of these pages a link leads back to the round. */
async function goOnFrom(page: Page, round: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await page.locator(`main a[href="${round}"]`).click();
    await expect(page.locator('form[action="?/publish"]')).toBeVisible();
  }
}

/** Pins the second of the list of two coachees. */
async function pinTwo(page: Page, round: string): Promise<void> {
  for (const at of [3, 8]) {
    await page.goto(round);
    await page.locator('.list a').nth(at).click();
    await page.locator('[formaction="?/pin"]').nth(1).click();
    await expect(page.locator('[formaction="?/unpin"]')).toBeVisible();
    await expect(page).toHaveURL(/done=pin/);
  }
}

/** Two coachees change coaches. */
async function swap(page: Page, round: string): Promise<void> {
  await page.goto(round);
  await page.locator('.list a').nth(20).click();
  await page.locator('[name=other]').selectOption({ index: 40 });
  await page.locator('form[action="?/swap"] button').click();
  await expect(page.locator('[formaction="?/unpin"]')).toBeVisible();
}

/** A screen of the desk, and what is done on it. */
type Screen = { path: string; work: (page: Page) => Promise<void> };

/** What the desk offers beside the list; each leaves the round as it was, but for the places of one coach. */
const screens: readonly Screen[] = [
  {
    path: '/people?role=coach&search=coach+Persoon+5',
    async work(page) {
      const places = page.locator('main [name^="places."]').first();
      await places.fill('');
      await page.locator('form[method=post] button.button').click();
      await expect(page.locator('main .problem')).toBeVisible();
      await expect(places).toHaveValue('');
      await places.fill('3');
      await page.locator('form[method=post] button.button').click();
      await expect(page).toHaveURL(/kept=1/);
      await expect(places).toHaveValue('3');
    }
  },
  {
    path: '/../rules',
    async work(page) {
      await page.locator('[name="ground.interests"]').fill('');
      await page.locator('form[action="?/try"] button[class*=button]').last().click();
      await expect(page.locator('main .problem')).toBeVisible();
      await expect(page.locator('[name="ground.interests"]')).toHaveValue('');
      await page.locator('[name="ground.interests"]').fill('5');
      await page.locator('form[action="?/try"] button[class*=button]').last().click();
      await expect(page.locator('#trial')).toBeVisible({ timeout: 60_000 });
      await page.locator('[formaction="?/use"]').click();
      await expect(page).toHaveURL(/kept=1/);
      await expect(page.locator('[name="ground.interests"]')).toHaveValue('5');
    }
  },
  {
    path: '/what-if',
    async work(page) {
      await page.locator('#coach').fill('coach Persoon 7');
      await page.locator('#places').fill('0');
      await page.locator('form[action="?/places"] button').click();
      await expect(page.locator('#trial')).toBeVisible({ timeout: 60_000 });
      await page.locator('#coach').fill('niemand');
      await page.locator('form[action="?/places"] button').click();
      await expect(page.locator('#coach-problem')).toBeVisible();
      await expect(page.locator('#coach')).toHaveValue('niemand');
      await page.locator('form[action="?/coaches"] [name=count]').fill('2');
      await page.locator('form[action="?/coaches"] button').click();
      await expect(page.locator('#trial')).toBeVisible({ timeout: 60_000 });
    }
  },
  { path: '/picture', work: async (page) => expect(page.locator('svg[role=img] path')).toHaveCount(40) },
  { path: '/compare', work: async (page) => expect(page.locator('main h1')).toBeVisible() }
];

async function visitScreens(page: Page, round: string, hasScript: boolean): Promise<void> {
  for (const { path, work } of screens) {
    await page.goto(`${round}${path}`);
    await work(page);
    if (hasScript) await lookOverBoth(page);
  }
}

/** What is read on the way, in Dutch with scripts and in English without. */
const readOnTheWay = {
  nl: {
    ...{ again: 'Reken opnieuw', out: '200 coachees krijgen een mail', waiting: 'Nog geen keuze', begun: 'Ze zijn begonnen.' },
    ...{ talk: 'Wil met jou praten.', first: 'Wil eerst met jou praten.' }
  },
  en: {
    ...{ again: 'Work it out again', out: '200 coachees get an e-mail', waiting: 'No choice yet', begun: 'They have begun.' },
    ...{ talk: 'Would like to talk with you.', first: 'Wants to talk with you first.' }
  }
} as const;

/** Three coachees choose, one of them none of these; two coaches answer. Gives what each saw of the other, to be looked for. */
async function peopleChoose(browser: Browser, hasScript: boolean, domain: string): Promise<void> {
  const open = async (email: string) => {
    const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInByMail(page, email);
    return page;
  };
  for (const at of [12, 34]) {
    const coachee = await open(`coachee${at}@${domain}`);
    await coachee.locator('main a.button[href^="/matching/"]').first().click();
    await expect(coachee.locator('article')).toHaveCount(3);
    const name = (await coachee.locator('article h2').first().innerText()).trim();
    await choose(coachee, [name]);
    const coach = await open(`coach${/\d+$/.exec(name)?.[0] ?? ''}@${domain}`);
    await openAsked(coach, `coachee Persoon ${at}`);
    await accept(coach);
    await coachee.goto('/home');
    await expect(coachee.locator('main')).toContainText(name);
    await coach.context().close();
    await coachee.context().close();
  }
  const doubter = await open(`coachee56@${domain}`);
  await choose(doubter, [], 'talk');
  await doubter.context().close();
}

for (const hasScript of [true, false]) {
  test(`a coordinator brings in a programme ${hasScript ? 'with' : 'without'} scripts`, async ({ browser }) => {
    const words = readOnTheWay[hasScript ? 'nl' : 'en'];
    const domain = hasScript ? 'desk.example' : 'bureau.example'; // other people, in the same organisation
    test.slow(); // 260 people, and every screen of the desk
    const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInAs(page, 'Greet Willems');
    await speak(page, 'nl');
    const programme = await newProgramme(page, `Najaar ${hasScript ? 1 : 2}`);

    await bringEverybody(page, programme, { hasScript, domain });
    await lookThroughPeople(page, programme, hasScript);

    if (!hasScript) await speak(page, 'en');
    const round = await runRound(page, programme, hasScript);
    await goOnFrom(page, round, ['/home', programme, `${programme}/matching`]);
    if (hasScript) await lookOverBoth(page);
    await pinTwo(page, round);
    if (hasScript) await lookOverBoth(page);
    await swap(page, round);
    await page.goto(round);
    await expect(page.locator('main [role=status]').first()).toContainText(words.again); // the pins are not in the lists yet
    await expect(page.locator('form[action="?/publish"]')).toHaveCount(0);
    await visitScreens(page, round, hasScript);
    await page.goto(round);
    await workOut(page, hasScript);
    await page.locator('#run a[href$="/compare?with=earlier"]').click(); // two were pinned and two swapped, so somebody moved
    await expect(page.locator('main tbody tr').nth(4)).toBeVisible();
    if (hasScript) await lookOverBoth(page);
    await page.goto(round);
    await page.locator('#sure-publish').check();
    await page.locator('form[action="?/publish"] button').click();
    await expect(page.locator('main')).toContainText(words.out);
    await expect(page.locator('form[action="?/publish"]')).toHaveCount(0);
    await page.goto(`${round}?search=${encodeURIComponent('coachee Persoon 7')}`);
    await expect(page.locator('.list')).toContainText(words.waiting);
    if (hasScript) await lookOverBoth(page);

    await peopleChoose(browser, hasScript, domain);
    await page.goto(round);
    await expect(page.locator('tr', { hasText: words.begun }).locator('td')).toHaveText('2');
    await expect(page.locator('tr', { hasText: words.talk }).locator('td')).toHaveText('1');
    await page.locator('tr a', { hasText: words.talk }).click();
    await page.locator('.list a', { hasText: 'coachee Persoon 56' }).click();
    await expect(page.locator('main')).toContainText(words.first);
    if (hasScript) await lookOverBoth(page);
    await page.goto(round);
    await page.locator('#sure-next').check();
    await page.locator('form[action="?/next"] button').click();
    await expect(page.locator('main')).toContainText('Coachees: 198');
    await context.close();
  });
}
