import { expect, type Page, test } from '@playwright/test';
import { bring, newProgramme } from './match-steps.ts';
import { speak } from './pair-steps.ts';
import { lookAtColours, lookOver, signInAs } from './walk.ts';

/** Everything axe has to say, in both schemes and on a phone. */
async function lookOverBoth(page: Page): Promise<void> {
  await lookOver(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await lookAtColours(page);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Opens what asks first, and says yes. */
async function makeSure(page: Page, action: string, words: string): Promise<void> {
  const sure = page.locator(`form[action="${action}"] button`);
  await expect(sure).toBeHidden();
  await page.locator(`details:has(form[action="${action}"]) > summary`).click();
  await expect(sure).toHaveText(words);
  await sure.click();
}

/** What is read on the way, in Dutch with scripts and in English without. */
const readOnTheWay = {
  nl: {
    ...{ columns: 'Kies de kolommen', report: 'Kijk het bestand na', done: '2 mensen zijn binnen', undone: 'Het bestand is teruggedraaid' },
    ...{
      needed: 'Kies de kolom met de e-mailadressen.',
      kept: 'nagekeken met de kolommen die je koos',
      unused: 'Niet gebruikt: Opmerking.'
    },
    ...{ places: 'Regel 4: Veel PlaatsenPlaatsen: “honderd”. Dit kan niet kloppen. Wat mag: een heel getal van 0 tot 50.' },
    ...{ role: 'Regel 5: Rolloos MensRol: “mentor”. Dit woord kennen we niet. Wat mag: coach of coachee.' },
    ...{ twice: 'Dit adres staat ook op regel 2.', remove: 'Ja, haal 2 mensen weer weg', left: '3 regels zijn weggelaten' },
    ...{ throwAway: 'Ja, gooi het weg', thrown: 'Het bestand is weggegooid', earlier: '2 mensen binnengehaald, 3 regels weggelaten' },
    present: '1 persoon doet al mee in deze rol'
  },
  en: {
    ...{ columns: 'Choose the columns', report: 'Check the file', done: '2 people are in', undone: 'The file has been taken back' },
    ...{ needed: 'Choose the column with the e-mail addresses.', kept: 'with the columns you chose', unused: 'Not used: Opmerking.' },
    ...{ places: 'Line 4: Veel PlaatsenPlaatsen: “honderd”. This cannot be right. Allowed: a whole number from 0 to 50.' },
    ...{ role: 'Line 5: Rolloos MensRol: “mentor”. We do not know this word. Allowed: coach or coachee.' },
    ...{ twice: 'This address is on line 2 too.', remove: 'Yes, remove 2 people again', left: '3 lines were left out' },
    ...{ throwAway: 'Yes, throw it away', thrown: 'The file has been thrown away', earlier: '2 people brought in, 3 lines left out' },
    present: '1 person takes part in this role already'
  }
} as const;
type Words = (typeof readOnTheWay)['nl' | 'en'];

const sheet = (domain: string) =>
  [
    'E-mail;Naam;Rol;Plaatsen;;Opmerking',
    ...[`an@${domain};An Coachee;coachee;;;=1+1`, `bo@${domain};Bo Coach;coach;2;;`, `ci@${domain};Veel Plaatsen;coach;honderd;;`],
    ...[`di@${domain};Rolloos Mens;mentor;;;-`, `an@${domain};Nog Eens;coachee;;;@x`]
  ].join('\n');

/** The example of the page comes in as it was handed out. */
async function bringTemplate(page: Page, programme: string, words: Words): Promise<void> {
  await page.goto(`${programme}/import`);
  const template = await page.request.get((await page.locator('main a[href$="/template"]').getAttribute('href')) ?? '');
  await bring(page, programme, await template.body());
  await expect(page.locator('h1')).toHaveText(words.report);
  await expect(page.locator('#wrong')).toHaveCount(0);
  await expect(page.locator('form[action="?/run"] button')).toContainText('2');
  await makeSure(page, '?/throwAway', words.throwAway);
  await expect(page.locator('h1')).toHaveText(words.thrown);
}

/** A file of which no column is known: the page says so at the top, and where; then the columns are chosen. */
async function chooseColumns(page: Page, programme: string, words: Words): Promise<void> {
  await bring(page, programme, Buffer.from('wie;waar\nAn;an@nergens.example'));
  await expect(page.locator('h1')).toHaveText(words.columns);
  await expect(page.locator('main [role=status]')).toContainText(words.needed);
  await expect(page.locator('#email')).toHaveAttribute('aria-describedby', 'email-problem');
  await page.locator('#email').selectOption('1');
  await page.locator('#name').selectOption('0');
  await page.locator('#everybody').selectOption('coach');
  await page.locator('form[action="?/map"] button').click();
  await expect(page.locator('main [role=status]')).toContainText(words.kept);
  await expect(page.locator('h1')).toHaveText(words.report);
}

/** What does not come in is named, with what was read and what would be right, and can be fetched as a file. */
async function readReport(page: Page, words: Words): Promise<void> {
  const main = page.locator('main');
  for (const sentence of [words.unused, words.places, words.role, words.twice]) await expect(main).toContainText(sentence);
  await expect(main).not.toContainText('()');
  const lines = await page.request.get((await page.locator('main a[href$="/left-out"]').getAttribute('href')) ?? '');
  const text = await lines.text();
  expect(text.trimEnd().split('\r\n')).toHaveLength(4);
  expect(text).toContain('"Nog Eens";"coachee";"";"";"\'@x"');
}

for (const hasScript of [true, false]) {
  test(`a file of people is read, explained, brought in and taken back ${hasScript ? 'with' : 'without'} scripts`, async ({ browser }) => {
    const words = readOnTheWay[hasScript ? 'nl' : 'en'];
    const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInAs(page, 'Greet Willems');
    await speak(page, hasScript ? 'nl' : 'en');
    const programme = await newProgramme(page, `Uit een bestand ${hasScript ? 1 : 2}`);
    await bringTemplate(page, programme, words);
    await chooseColumns(page, programme, words);
    if (hasScript) await lookOverBoth(page);

    await bring(page, programme, Buffer.from(sheet(hasScript ? 'bestand.example' : 'file.example')));
    await readReport(page, words);
    if (hasScript) await lookOverBoth(page);
    await page.locator('[name=leavesOut]').check();
    await page.locator('form[action="?/run"] button').click();
    await expect(page.locator('h1')).toHaveText(words.done);
    await expect(page.locator('#left')).toHaveText(words.left);
    for (const sentence of [words.role, words.present]) await expect(page.locator('main')).toContainText(sentence);
    await expect(page.locator('main a.button[href$="/matching"]')).toBeVisible();
    if (hasScript) await lookOverBoth(page);
    const done = page.url();
    await page.goto(`${programme}/import`);
    await expect(page.locator('main')).toContainText(words.earlier);
    if (hasScript) await lookOverBoth(page);

    await page.goto(done);
    await makeSure(page, '?/undo', words.remove);
    await expect(page.locator('h1')).toHaveText(words.undone);
    await page.goto(programme);
    await expect(page.locator('main')).not.toContainText('Bo Coach');
    await speak(page, 'nl');
    await context.close();
  });
}
