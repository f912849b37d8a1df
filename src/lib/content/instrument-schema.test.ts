import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ContentError } from './content-error.ts';
import { readInstrument } from './instrument-schema.ts';

const shelf = mkdtempSync(join(tmpdir(), 'vierpoot-instruments-'));
afterAll(() => {
  rmSync(shelf, { recursive: true });
});

const legs = ['socio-emotional', 'network', 'autonomy', 'career'] as const;
const items = legs.map((leg, index) => ({ id: `QQ${index}`, leg, facet: 'listening', core: true }));
const tiny = {
  id: 'tiny-1',
  kind: 'mirror',
  validated: false,
  periodDays: 30,
  groupSize: 2,
  licence: 'CC BY-SA 4.0',
  sources: ['Ours.'],
  items
};
const words = {
  title: 'Tiny',
  intro: { coach: 'Hello.', coachee: 'Hello.' },
  period: 'this month',
  scale: ['never', 'rarely', 'sometimes', 'often', 'always'],
  notApplicable: 'did not come up',
  items: Object.fromEntries(items.map(({ id }) => [id, { coach: 'I listen.', coachee: 'My coach listens.' }]))
};

/** Puts an instrument on the shelf; `changed` replaces files, null leaves one out. */
function folderWith(changed: Readonly<Record<string, unknown>> = {}): string {
  const folder = join(mkdtempSync(join(shelf, 'x')), 'tiny-1');
  mkdirSync(folder);
  const files: Record<string, unknown> = { 'instrument.json': tiny, 'nl.json': words, 'en.json': words, ...changed };
  for (const [file, content] of Object.entries(files)) {
    if (content !== null) writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

function faultsOf(changed: Readonly<Record<string, unknown>>): string[] {
  try {
    readInstrument(folderWith(changed));
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.faults.map(({ file, field, reason }) => `${file.split('/').at(-1) ?? ''} | ${field} | ${reason}`);
  }
}

it('reads another questionnaire than ours without a change of code', () => {
  expect(readInstrument(folderWith())).toMatchObject({
    kind: 'mirror',
    entry: { instrument: { id: 'tiny-1', items }, words: { nl: words, en: words } }
  });
});

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  [
    'a leg nobody knows',
    { 'instrument.json': { ...tiny, items: [{ ...items[0], leg: 'arm' }, ...items.slice(1)] } },
    'instrument.json | items.0.leg | must be one of: socio-emotional, network, autonomy, career'
  ],
  [
    'a missing leg (C1)',
    { 'instrument.json': { ...tiny, items: items.slice(1) } },
    'instrument.json | items | needs at least one item for each of the four legs (C1)'
  ],
  [
    'the same item twice',
    { 'instrument.json': { ...tiny, items: [...items, items[0]] } },
    'instrument.json | items | has the same id twice'
  ],
  ['a forgotten field', { 'instrument.json': { ...tiny, validated: undefined } }, 'instrument.json | validated | is missing'],
  [
    'a misspelt field',
    { 'instrument.json': { ...tiny, vallidated: true } },
    'instrument.json | vallidated | is not a field of this file; is it misspelt?'
  ],
  [
    'a number in quotes',
    { 'instrument.json': { ...tiny, periodDays: '30' } },
    'instrument.json | periodDays | must be a number without quotes'
  ],
  ['another kind', { 'instrument.json': { ...tiny, kind: 'test' } }, 'instrument.json | kind | must be one of: mirror, needs'],
  [
    'the name of another folder',
    { 'instrument.json': { ...tiny, id: 'tiny-2' } },
    'instrument.json | id | must be the name of its folder, tiny-1'
  ],
  ['a scale of four', { 'nl.json': { ...words, scale: words.scale.slice(1) } }, 'nl.json | scale.4 | must be words between quotes'],
  [
    'a scale of six',
    { 'nl.json': { ...words, scale: [...words.scale, 'x'] } },
    'nl.json | scale.5 | must be a list of exactly five labels, from low to high'
  ],
  [
    'words for no item',
    { 'en.json': { ...words, items: { ...words.items, QQ9: words.items['QQ0'] } } },
    'en.json | items.QQ9 | is no item of instrument.json'
  ],
  [
    'an item without words',
    { 'en.json': { ...words, items: Object.fromEntries(Object.entries(words.items).slice(1)) } },
    'en.json | items.QQ0 | is missing'
  ],
  [
    'only one side',
    { 'en.json': { ...words, items: { ...words.items, QQ0: { coach: 'I listen.' } } } },
    'en.json | items.QQ0.coachee | is missing'
  ],
  ['empty words', { 'en.json': { ...words, title: '' } }, 'en.json | title | is empty'],
  ['a missing language', { 'en.json': null }, 'en.json | the whole file | is missing']
])('refuses %s with file, field and reason', (_what, changed, fault) => {
  expect(faultsOf(changed)).toContain(fault);
});

it('says of a broken file what may be wrong with it', () => {
  expect(faultsOf({ 'nl.json': '{ "title": "x" "y" }' })).toEqual([
    expect.stringMatching(/^nl\.json \| the whole file \| is no JSON; a comma, quote or bracket may be missing/)
  ]);
});

it('tells everything that is wrong at once', () => {
  expect(faultsOf({ 'instrument.json': { ...tiny, validated: 'no', groupSize: 0 } })).toHaveLength(2);
});

const needs = {
  id: 'tiny-1',
  kind: 'needs',
  validated: false,
  licence: 'CC BY-SA 4.0',
  sources: ['Ours.'],
  items: legs.map((leg, index) => ({ id: `ND${index}`, leg }))
};
const needsWords = {
  title: 'Now',
  intro: { coachee: 'Hello.' },
  scale: words.scale,
  items: Object.fromEntries(needs.items.map(({ id }) => [id, 'How much?'])),
  wish: { question: 'Less?', less: 'less', same: 'same', more: 'more' }
};

it('reads need questions', () => {
  expect(readInstrument(folderWith({ 'instrument.json': needs, 'nl.json': needsWords, 'en.json': needsWords })).kind).toBe('needs');
});

it('refuses two need questions for one leg', () => {
  const five = { ...needs, items: [...needs.items, { id: 'ND8', leg: 'career' }] };
  expect(faultsOf({ 'instrument.json': five, 'nl.json': needsWords, 'en.json': needsWords })).toContain(
    'instrument.json | items | has more than one question for a leg'
  );
});
