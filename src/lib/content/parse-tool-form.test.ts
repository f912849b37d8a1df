import { expect, it } from 'vitest';
import { fillToolForm, type FormFields, parseToolForm } from './parse-tool-form.ts';
import { parseOwnTool } from './tool-schema.ts';
import { sectionsOf } from './tool-sections.ts';

const situations = ['too-much', 'stuck'];
const words = (language: string) =>
  Object.fromEntries(['title', 'goal', ...sectionsOf('exercise')].map((name) => [`${name}-${language}`, [`Tekst van ${name}.`]]));
const form: FormFields = {
  ...{ kind: ['exercise'], leg: ['career'], legs: ['career', 'network'], world: ['work'], minutes: ['20'], phases: ['working'] },
  ...{ situations: ['too-much'], evidence: ['practice-based'], sources: ['Janssens, A. (2019). Werk. 10.1000/abc-1\n\nEen blog'] },
  ...words('nl')
};
const problemsOf = (change: FormFields) => {
  const read = parseToolForm({ ...form, ...change }, situations);
  return 'problems' in read ? read.problems : null;
};

it('makes of a form an entry that the schema of the shelf takes, in one language', () => {
  const read = parseToolForm(form, situations);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const entry = parseOwnTool({ id: 'own-test', ...read.sources });
  expect(entry.tool).toMatchObject({ legs: ['career', 'network'], minutes: 20, isLocal: true, kind: 'exercise' });
  expect(entry.tool.sources).toEqual([{ text: 'Janssens, A. (2019). Werk.', doi: '10.1000/abc-1' }, { text: 'Een blog' }]);
  expect(entry.own).toEqual({ writtenIn: ['nl'], isArchived: false });
  expect([entry.words.nl.title, entry.words.en.title]).toEqual(['Tekst van title.', 'Tekst van title.']);
  expect(entry.finding.keywords.nl).toEqual(['Tekst van title.']);
});

it('shows an entry again as it was filled in, so that nothing changes by looking', () => {
  const read = parseToolForm({ ...form, ...words('en') }, situations);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const { tool, finding, words: said } = parseOwnTool({ id: 'own-test', ...read.sources });
  const again = parseToolForm(fillToolForm({ ...tool, ...finding }, said), situations);
  expect(again).toEqual(read);
});

it.each<[string, FormFields, Record<string, string>]>([
  ['no language', Object.fromEntries(Object.keys(words('nl')).map((name) => [name, ['']])), { 'title-nl': 'language' }],
  ['a heading without text', { 'risks-nl': [' '] }, { 'risks-nl': 'missing' }],
  ['a second language half written', { 'title-en': ['A title'] }, { 'goal-en': 'missing', 'card-en': 'missing' }],
  ['a goal of two paragraphs', { 'goal-nl': ['Een.\n\nTwee.'] }, { 'goal-nl': 'paragraph' }],
  ['a goal that is too long', { 'goal-nl': ['woord '.repeat(41)] }, { 'goal-nl': 'words' }],
  ['HTML', { 'steps-nl': ['1. <script>alert(1)</script>'] }, { 'steps-nl': 'html' }],
  ['a picture', { 'card-nl': ['![x](https://example.org/x.png)'] }, { 'card-nl': 'picture' }],
  ['a link that runs something', { 'risks-nl': ['[x](javascript:alert(1))'] }, { 'risks-nl': 'link' }],
  ['a heading of its own', { 'script-nl': ['# Nieuw'] }, { 'script-nl': 'heading' }],
  ['a heading that would begin another part', { 'script-nl': ['x\n## Stappen\ny'] }, { 'script-nl': 'heading' }],
  ['a text without end', { 'steps-nl': ['x'.repeat(6001)] }, { 'steps-nl': 'long' }],
  ['a length nobody has', { minutes: ['500'] }, { minutes: 'range' }],
  [
    'no leg, no phase, no situation',
    { leg: [], phases: [], situations: ['unknown'] },
    { leg: 'missing', phases: 'missing', situations: 'missing' }
  ],
  ['research without research', { evidence: ['research-based'], sources: [''] }, { sources: 'source' }],
  ['an insight without a DOI', { kind: ['insight'], sources: ['Een blog'] }, { sources: 'source' }]
])('%s is said next to the field', (_what, change, problems) => {
  expect(problemsOf(change)).toMatchObject(problems);
});
