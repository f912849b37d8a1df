import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ContentFault } from '#lib/content/content-error.ts';
import { checkInstruments } from './check-instruments.ts';
import { checkMessages } from './check-messages.ts';
import { checkToolkit } from './check-toolkit.ts';
import { faultsOfItem, faultsOfWords } from './plain-words.ts';

const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

/** A copy of our own shelf. */
function shelf(): string {
  const root = mkdtempSync(join(tmpdir(), 'vierpoot-content-'));
  copies.push(root);
  cpSync('content', join(root, 'content'), { recursive: true });
  return root;
}

function edit(root: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));
}

const shown = (faults: readonly ContentFault[]) =>
  faults.map(({ file, field, reason }) => `${file.split('/').slice(-2).join('/')} | ${field} | ${reason}`);

it('finds nothing on our own shelf', () => {
  expect([...checkInstruments(process.cwd()), ...checkToolkit(process.cwd())]).toEqual([]);
});

it('refuses a broken instrument with file, field and reason', () => {
  const root = shelf();
  edit(root, 'content/instruments/four-legs-1/instrument.json', (text) => text.replace('"periodDays": 90', '"periodDays": "90"'));
  expect(shown(checkInstruments(root))).toEqual(['four-legs-1/instrument.json | periodDays | must be a number without quotes']);
});

it('refuses an item that is too long', () => {
  const root = shelf();
  edit(root, 'content/instruments/four-legs-1/en.json', (text) =>
    text.replace('My coach asks for my ideas first.', `My coach asks ${'and asks '.repeat(7)}me.`)
  );
  expect(shown(checkInstruments(root))).toEqual(['four-legs-1/en.json | items.AU2.coachee | has 18 words; at most 16']);
});

it('refuses an item that does not begin with who acts', () => {
  const root = shelf();
  edit(root, 'content/instruments/four-legs-1/en.json', (text) =>
    text.replace('My coach asks for my ideas first.', 'The coach asks for my ideas first.')
  );
  expect(shown(checkInstruments(root))).toEqual(['four-legs-1/en.json | items.AU2.coachee | must begin with "My coach "']);
});

it.each<[string, 'nl' | 'en', string]>([
  ['Mijn coach zorgt voor een stevige poot.', 'nl', '"poot" uses the picture of the chair; an item says what the coach does'],
  ['Mijn coach geeft autonomieondersteuning.', 'nl', '"autonomieondersteuning" is our own jargon; say it in plain words'],
  ['Mijn coach vraagt altijd wat ik denk.', 'nl', '"altijd" hides how often in the sentence; that is what the answer is for'],
  ['Mijn coach beslist niet voor mij.', 'nl', '"niet" says what does not happen; say what does'],
  ['Mijn coach vraagt of hij iets kan doen.', 'nl', '"hij" says he or she; name the person or say it otherwise (C44)'],
  ['My coach often asks for my ideas.', 'en', '"often" hides how often in the sentence; that is what the answer is for'],
  ["My coach doesn't decide for me.", 'en', `"n't" says what does not happen; say what does`],
  ['My coach asks what he can do.', 'en', '"he" says he or she; name the person or say it otherwise (C44)']
])('refuses the item "%s"', (text, language, fault) => {
  expect(faultsOfItem(text, language, 16)).toEqual([fault]);
});

it('refuses u and uw in a message', () => {
  expect(faultsOfWords('Vul uw naam in.', 'nl')).toEqual(['"uw" says u; we say je']);
});

it('refuses he or she in a message, but not a thing that Dutch calls hij', () => {
  expect([faultsOfWords('Vraag of hij of zij tijd heeft.', 'nl'), faultsOfWords('Hier komt de stoel. Nu is hij leeg.', 'nl')]).toEqual([
    ['"hij of zij" says he or she; name the person or say it otherwise (C44)'],
    []
  ]);
});

/** A root with messages of one place and a page that says some of them. */
function speaking(nl: object, en: object, page: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'vierpoot-messages-'));
  copies.push(root);
  cpSync('src/lib/i18n', join(root, 'src/lib/i18n'), { recursive: true });
  rmSync(join(root, 'src/lib/i18n/messages'), { recursive: true });
  cpSync('src/lib/i18n/messages', join(root, 'src/lib/i18n/messages'), { recursive: true, filter: (path) => !path.endsWith('.json') });
  writeFileSync(join(root, 'src/lib/i18n/messages/home.nl.json'), JSON.stringify(nl));
  writeFileSync(join(root, 'src/lib/i18n/messages/home.en.json'), JSON.stringify(en));
  writeFileSync(join(root, 'src/page.svelte'), page);
  return shown(checkMessages(root));
}

it('lets messages stand that both languages have and a page says', () => {
  const nl = { home_hello: 'Dag {name}', home_day_one: 'één dag', home_day_other: '{count} dagen', home_leg_one_two: 'x' };
  const en = { home_hello: 'Hello {name}', home_day_one: '{count} day', home_day_other: '{count} days', home_leg_one_two: 'x' };
  expect(speaking(nl, en, '{m.home_hello({ name })} {m.home_day({ count })} {m[`home_leg_${leg}`]()}')).toEqual([]);
});

it.each<[string, object, object, string]>([
  ['a missing language', { home_hello: 'Dag' }, {}, 'messages/home.en.json | home_hello | is missing; the other language has it'],
  [
    'a lost place',
    { home_hello: 'Dag {name}' },
    { home_hello: 'Hello' },
    'messages/home.en.json | home_hello | lacks {name}, which the other language has'
  ],
  [
    'one without other',
    { home_hello_one: 'Dag' },
    { home_hello_one: 'Day' },
    'messages/home.nl.json | home_hello_one | needs home_hello_other beside it'
  ],
  [
    'an empty message',
    { home_hello: '' },
    { home_hello: 'Hello' },
    'messages/home.nl.json | home_hello | is empty or has a space at its beginning or end'
  ],
  [
    'a message nobody says',
    { home_hello: 'Dag', home_lost: 'x' },
    { home_hello: 'Hello', home_lost: 'x' },
    'messages/home.nl.json | home_lost | is said nowhere; take it out of both languages'
  ]
])('refuses %s', (...[, nl, en, fault]) => {
  expect(speaking(nl, en, '{m.home_hello()}')).toContain(fault);
});
