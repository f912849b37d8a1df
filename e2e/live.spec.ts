import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { lookOver, signInAs } from './walk.ts';

/** How long two people type at once; a third of it one of them is cut off. VIERPOOT_LIVE_SECONDS=60 is the whole test. */
const typingSeconds = Number(process.env['VIERPOOT_LIVE_SECONDS'] ?? 15);

/** Words of this run: a page may still hold those of the run before. */
const run = Date.now().toString(36);

type Seat = { page: Page; context: BrowserContext };

async function seat(browser: Browser, name: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Seat> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signInAs(page, name);
  return { page, context };
}

/** Plans the first talk of a coach with a coachee, or takes the one that is to come, and gives the address of its notes. */
async function planTalk({ page }: Seat, coachee: string): Promise<string> {
  await page.goto('/home');
  const link = page.getByRole('link', { name: coachee, exact: true }).first();
  const pair = (await link.getAttribute('href')) ?? '';
  await page.goto(`${pair}/conversations`);
  const planned = page.locator('section[aria-labelledby=next] .list a[href*="/conversations/"]').first();
  if ((await planned.count()) === 0) {
    await page.goto(`${pair}/conversations/new`);
    await page.locator('main form button.button').first().click();
    await page.waitForURL(/\/conversations\/[0-9a-f-]{36}$/);
    return `${new URL(page.url()).pathname}/live`;
  }
  return `${((await planned.getAttribute('href')) ?? '').split('?')[0]}/live`;
}

const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Notities van dit gesprek' });

async function openNotes({ page }: Seat, address: string): Promise<void> {
  await page.goto(address);
  await expect(editorOf(page)).toBeVisible();
}

/** Puts the cursor at the end and begins a line. */
async function beginLine(page: Page): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Enter');
}

/** Types numbered words until the time is over; gives them. */
async function typeFor(page: Page, name: string, until: number): Promise<string[]> {
  const words: string[] = [];
  while (Date.now() < until) {
    const word = `${name}${run}n${words.length}`;
    words.push(word);
    await page.keyboard.type(`${word} `, { delay: 15 });
  }
  return words;
}

/** The text as it stands, one line per paragraph, without the names beside the cursors. */
const textIn = (page: Page) =>
  editorOf(page).evaluate((editor) => {
    const copy = editor.cloneNode(true);
    if (copy instanceof Element) for (const cursor of copy.querySelectorAll('.live-cursor')) cursor.remove();
    return [...copy.childNodes].map((node) => node.textContent);
  });

/** Looks the page over on a phone too, light and dark. */
async function lookOverSmall(page: Page): Promise<void> {
  await lookOver(page);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await lookOver(page);
  }
  if (size) await page.setViewportSize(size);
}

const wordsIn = async (page: Page, name: string) =>
  [...((await editorOf(page).textContent()) ?? '').matchAll(new RegExp(`${name}${run}n\\d+`, 'g'))].map(([word]) => word);

// Two pairs that no other walk touches: a first talk may be planned, and neither is ended elsewhere.
test.describe.serial('live notes', () => {
  let coach: Seat;
  let coachee: Seat;
  let address = '';
  const complaints: string[] = [];

  test.beforeAll(async ({ browser }) => {
    coach = await seat(browser, 'Bram Dekker');
    coachee = await seat(browser, 'Milan Novák');
    for (const { page } of [coach, coachee]) {
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
    }
    address = await planTalk(coach, 'Milan Novák');
  });

  test.afterAll(async () => {
    await coach.context.close();
    await coachee.context.close();
  });

  test('two people type at once, one of them cut off for a while: both texts are whole on both sides', async () => {
    await openNotes(coach, address);
    await openNotes(coachee, address);
    await expect(coach.page.getByText('Milan Novák is hier ook.')).toBeVisible();
    await expect(coach.page.locator('main')).toContainText('In dit gesprek heeft Bram Dekker de pet van coach op.');
    await expect(coach.page.locator('main a[href$="/agreement"]')).toContainText('Hiervan gaat niets mee naar een beoordeling');
    await lookOverSmall(coach.page);
    // Each on a line of their own: in one line, two people at once write one unreadable line.
    await beginLine(coach.page);
    await coach.page.keyboard.type('Bram: ');
    await expect(editorOf(coachee.page)).toContainText('Bram: ');
    await beginLine(coachee.page);
    const until = Date.now() + typingSeconds * 1_000;
    const third = (typingSeconds * 1_000) / 3;
    const cut = async () => {
      await coachee.page.waitForTimeout(third);
      await coachee.context.setOffline(true);
      await expect(coachee.page.getByText('Geen verbinding.')).toBeVisible();
      await coachee.page.waitForTimeout(third);
      expect((await wordsIn(coach.page, 'milan')).length).toBeLessThan((await wordsIn(coachee.page, 'milan')).length);
      await coachee.context.setOffline(false);
    };
    const [brams, milans] = await Promise.all([typeFor(coach.page, 'bram', until), typeFor(coachee.page, 'milan', until), cut()]);
    for (const { page } of [coach, coachee]) {
      await expect.poll(() => wordsIn(page, 'bram'), { timeout: 15_000 }).toEqual(brams);
      await expect.poll(() => wordsIn(page, 'milan'), { timeout: 15_000 }).toEqual(milans);
    }
    await expect(coachee.page.getByText('Geen verbinding.')).toBeHidden();
    expect(await textIn(coach.page)).toEqual(await textIn(coachee.page));
  });

  test('buttons and keys do the same, and undo takes back only what was typed here', async () => {
    const { page } = coach;
    await beginLine(page);
    await page.getByRole('button', { name: 'Vet' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Vet' })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.type('dik');
    await page.keyboard.press('ControlOrMeta+b');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Lijst', exact: true }).press('Space');
    await page.keyboard.type('een');
    await page.keyboard.press('Enter');
    await page.keyboard.type('twee');
    await expect(editorOf(coachee.page).locator('strong')).toHaveText(/^dik/);
    await expect(editorOf(coachee.page).locator('ul li')).toHaveText([/^een/, /^twee/]);
    await page.keyboard.press('Tab');
    await expect(editorOf(page)).not.toBeFocused();
    await beginLine(coachee.page);
    await coachee.page.keyboard.type('van Milan');
    await expect(editorOf(page)).toContainText('van Milan');
    await page.getByRole('button', { name: 'Ongedaan maken' }).click();
    await expect(editorOf(coachee.page)).not.toContainText('twee');
    await expect(editorOf(page)).toContainText('van Milan');
  });

  test('what is pasted comes in as text with its looks, and runs or loads nothing', async () => {
    const { page } = coach;
    await beginLine(page);
    await editorOf(page).evaluate((editor) => {
      const data = new DataTransfer();
      data.setData('text/html', '<p>geplakt <b>vet</b><img src="/x" onerror="alert(1)"><script>alert(2)</script></p>');
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await expect(editorOf(coachee.page)).toContainText('geplakt vet');
    expect(await editorOf(page).locator('img:not(.ProseMirror-separator), script').count()).toBe(0);
  });

  test('leaving with typing that reached nobody asks first', async () => {
    const page = await coachee.context.newPage();
    await openNotes({ page, context: coachee.context }, address);
    await coachee.context.setOffline(true);
    await beginLine(page);
    await page.keyboard.type('nog niet verzonden');
    const asking = page.waitForEvent('dialog');
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    const asked = await asking;
    expect(asked.type()).toBe('beforeunload');
    await asked.accept();
    // The whole context is told to be online again: a page that closes meanwhile cannot answer.
    await closed;
    await coachee.context.setOffline(false);
  });

  test('without JavaScript the text is there, and what is added overwrites nothing', async ({ browser }) => {
    const still = await seat(browser, 'Milan Novák', { javaScriptEnabled: false });
    await still.page.goto(address);
    await expect(still.page.getByText('geplakt').locator('strong')).toHaveText('vet');
    await still.page.fill('#addition', 'zonder script\nen nog een regel');
    await still.page.locator('form[action="?/addToNotes"] button').click();
    await expect(still.page.getByText('en nog een regel')).toBeVisible();
    await expect(editorOf(coach.page)).toContainText('zonder script');
    await expect(editorOf(coach.page)).toContainText('Bram: ');
    await still.context.close();
  });

  test('only this page may open a socket and make the policy of its editor, and nothing was refused on it', async () => {
    const policyOf = async (path: string) => (await coach.page.request.get(path)).headers()['content-security-policy'] ?? '';
    expect(await policyOf(address)).toContain('trusted-types ProseMirrorClipboard');
    expect(await policyOf('/home')).toContain("trusted-types 'none'");
    expect(await policyOf('/home')).not.toContain('ws://');
    // The cut line, and the handler in what was pasted: that was to be refused.
    const expected = ['ERR_INTERNET_DISCONNECTED', 'Executing inline event handler'];
    expect(complaints.filter((said) => !expected.some((words) => said.includes(words)))).toEqual([]);
  });

  test('signing out closes the notes within a second, in every tab, and takes the text off the screen', async () => {
    const other = await coach.context.newPage();
    await other.goto('/settings');
    await expect(editorOf(coach.page)).toContainText('Bram: ');
    await other.locator('form[action="/sign-out"] button').click();
    await expect(coach.page.getByText('Je kunt deze notities hier niet meer lezen.')).toBeVisible({ timeout: 1_500 });
    expect(await coach.page.locator('main').textContent()).not.toContain('Bram: ');
  });
});

test('stopping a pair closes its notes within a second', async ({ browser }) => {
  const coach = await seat(browser, 'Fatima Zahraoui');
  const address = await planTalk(coach, 'Emre Aydın');
  await openNotes(coach, address);
  const other = await coach.context.newPage();
  await other.goto(`${address.split('/conversations')[0]}/stop`);
  await other.locator('main form button.stop').click();
  await expect(coach.page.getByText('Je kunt deze notities hier niet meer lezen.')).toBeVisible({ timeout: 1_500 });
  await coach.context.close();
});
