import { type Browser, expect, type Page, test } from '@playwright/test';
import { accept, bring, choose, newProgramme, openAsked, signInByMail, workOut } from './match-steps.ts';
import { speak } from './pair-steps.ts';
import { lookAtColours, lookOver, signInAs } from './walk.ts';

const trait = 'Avondlicht';

const fileOf = (domain: string) =>
  [
    'naam;e-mail;rol;interesses;talen;plaatsen;contact met beoordelaar;positie',
    ...Array.from({ length: 6 }, (_, at) => `Coachee ${at};c${at}@${domain};coachee;fietsen|koken;Nederlands;;;3`),
    ...Array.from({ length: 8 }, (_, at) => `Coach ${at};k${at}@${domain};coach;fietsen|lezen;Nederlands;2;geen;`)
  ].join('\n');

/** Somebody at the phone, signed in by mail. */
async function openPhone(browser: Browser, email: string, hasScript: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await signInByMail(page, email);
  return page;
}

/** A programme asks for wishes only when its coordinator says so. */
async function askForWishes(page: Page, programme: string): Promise<void> {
  await page.goto(`${programme}/matching/rules`);
  await page.locator('[name=asksWishes]').check();
  await page.locator('form[action="?/try"] > p:last-child button').click();
  await page.locator('[formaction="?/use"]').click();
  await expect(page).toHaveURL(/kept=1/u);
  await expect(page.locator('[name=asksWishes]')).toBeChecked();
}

/** A round of six coachees and eight coaches, worked out; gives its path. */
async function beginRound(page: Page, programme: string, domain: string, hasScript: boolean): Promise<string> {
  await bring(page, programme, Buffer.from(fileOf(domain)));
  await page.locator('[name=welcome][value=later]').check();
  await page.locator('form[action="?/run"] button').click();
  await expect(page.locator('form[action="?/undo"]').first()).toBeAttached();
  await askForWishes(page, programme);
  await page.goto(`${programme}/matching`);
  await page.locator('main form button.button').click();
  await workOut(page, hasScript);
  return new URL(page.url()).pathname;
}

/** Somebody volunteers the trait. */
async function volunteer(page: Page, programmeId: string, side: 'coach' | 'coachee'): Promise<void> {
  await page.goto(`/matching/${programmeId}/wishes?as=${side}`);
  await page.locator('#wish-0').fill(trait);
  await page.locator('form[action*="keep"] button').first().click();
  await expect(page.locator('main .done')).toBeVisible();
}

/** What a coordinator reads of a round, without what changes with every look at it. */
async function readDesk(page: Page, paths: readonly string[]): Promise<string[]> {
  const read: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    read.push(await page.locator('main').innerText());
    expect(await page.content()).not.toContain(trait);
  }
  return read;
}

for (const hasScript of [true, false]) {
  test(`a wish lays one card more, before the coachee alone${hasScript ? '' : ', without JavaScript'} (C26)`, async ({ browser }) => {
    test.slow();
    const domain = hasScript ? 'wens.example' : 'wish.example';
    const desk = await (await browser.newContext({ javaScriptEnabled: hasScript })).newPage();
    await signInAs(desk, 'Greet Willems');
    await speak(desk, hasScript ? 'nl' : 'en');
    const programme = await newProgramme(desk, `Wensen ${hasScript ? 1 : 2}`);
    const programmeId = programme.split('/').at(-1) ?? '';
    const round = await beginRound(desk, programme, domain, hasScript);
    await desk.locator('.list a', { hasText: 'Coachee 0' }).click();
    const ofCoachee = new URL(desk.url()).pathname;
    const listed = await desk.locator('main h2').allInnerTexts();
    const other = Array.from({ length: 8 }, (_, at) => at).find((at) => !listed.join('\n').includes(`Coach ${at}`)) ?? -1;
    const deskPages = [ofCoachee, round, `${round}/people?role=coach`, `${round}/people?role=coachee`, `${round}/picture`];
    const before = await readDesk(desk, deskPages);

    const coach = await openPhone(browser, `k${other}@${domain}`, hasScript);
    await volunteer(coach, programmeId, 'coach');
    const coachee = await openPhone(browser, `c0@${domain}`, hasScript);
    await volunteer(coachee, programmeId, 'coachee');
    expect(await readDesk(desk, deskPages)).toEqual(before);

    await desk.goto(round);
    await desk.locator('#sure-publish').check();
    await desk.locator('form[action="?/publish"] button').click();
    await expect(desk.locator('form[action="?/publish"]')).toHaveCount(0);
    await readDesk(desk, deskPages);
    await desk.goto(ofCoachee);
    await expect(desk.locator('main')).not.toContainText(`Coach ${other}`);

    await expect(async () => {
      await coachee.goto(`/matching/${programmeId}`);
      await expect(coachee.locator('article')).toHaveCount(4, { timeout: 500 }); // cards of wishes are laid after the answer
    }).toPass();
    const card = coachee.locator('article', { hasText: trait });
    await expect(card).toHaveCount(1);
    await expect(card.locator('h2')).toHaveText(`Coach ${other}`);
    await expect(card.locator('.different')).toBeVisible();
    if (hasScript) {
      await lookOver(coachee);
      await coachee.emulateMedia({ colorScheme: 'dark' });
      await lookAtColours(coachee);
    }
    await choose(coachee, [`Coach ${other}`]);

    await openAsked(coach, 'Coachee 0');
    await expect(coach.locator('main')).toContainText(trait);
    await accept(coach);
    await desk.goto(ofCoachee);
    await expect(desk.locator('main')).toContainText(`Coach ${other}`);
    await readDesk(desk, [...deskPages, programme, `${round}/compare`]);

    const neighbour = await openPhone(browser, `c1@${domain}`, hasScript);
    await neighbour.goto(`/matching/${programmeId}`);
    await expect(neighbour.locator('article')).toHaveCount(3);
    expect(await neighbour.content()).not.toContain(trait);
    for (const page of [desk, coach, coachee, neighbour]) await page.context().close();
  });
}
