import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ToolKind } from '#lib/domain/toolkit/tool.ts';
import { ContentError } from './content-error.ts';
import { parseToolMarkdown, readTool } from './tool-schema.ts';
import { sectionsOf, sectionTitles } from './tool-sections.ts';

const shelf = mkdtempSync(join(tmpdir(), 'vierpoot-tools-'));
afterAll(() => {
  rmSync(shelf, { recursive: true });
});

const headingsOf = (kind: ToolKind) => sectionsOf(kind).map((key) => sectionTitles[key].en);
const textOf = (kind: ToolKind) =>
  `# A tool\n\nIt is good for something.\n\n${headingsOf(kind)
    .map((heading) => `## ${heading}\n\nText of ${heading}.\n`)
    .join('\n')}`;
const headings = headingsOf('tool');
const text = textOf('tool');
const asTool = { language: 'en', kind: 'tool' } as const;

function reasonsOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.faults.map(({ file, field, reason }) => `${file.split('/').at(-1) ?? ''} | ${field} | ${reason}`);
  }
}

it('reads a tool into title, goal and eight sections', () => {
  const words = parseToolMarkdown(text, asTool);
  expect([words.title, words.goal, Object.keys(words.sections)]).toEqual(['A tool', 'It is good for something.', sectionsOf('tool')]);
  expect(words.sections.whenNotToUse).toBe('Text of When not to use.');
});

it('reads it with the line ends of any editor', () => {
  expect(parseToolMarkdown(text.replaceAll('\n', '\r\n'), asTool)).toEqual(parseToolMarkdown(text, asTool));
});

it.each<[string, string, string]>([
  ['a missing heading', text.replace('## Risks', '**Risks**'), 'en.md | ## Risks | is missing'],
  ['an unknown heading', text.replace('## Risks', '## Dangers'), 'en.md | ## Dangers | is no heading of this kind of entry'],
  ['an empty section', text.replace('Text of Risks.', ''), 'en.md | ## Risks | has no text'],
  [
    'another order',
    `# A\n\nGoal.\n\n${headings
      .toReversed()
      .map((heading) => `## ${heading}\n\nText.\n`)
      .join('\n')}`,
    `en.md | headings | must stand once and in this order: ${headings.join(' · ')}`
  ],
  ['a heading twice', `${text}\n## Steps\n\nAgain.\n`, `en.md | headings | must stand once and in this order: ${headings.join(' · ')}`],
  ['no title', text.replace('# A tool', 'A tool'), 'en.md | title | the first line must be # and the title'],
  ['no goal', text.replace('It is good for something.', ''), 'en.md | goal | under the title one paragraph must say what it is good for'],
  ['a goal of 41 words', text.replace('It is good for something.', 'word '.repeat(41).trim()), 'en.md | goal | has 41 words; at most 40'],
  ['a goal of two paragraphs', text.replace('for something.', 'for\n\nsomething.'), 'en.md | goal | must be one paragraph'],
  [
    'HTML',
    text.replace('Text of Risks.', 'Look <b>here</b>.'),
    'en.md | line 27 | contains HTML; use only paragraphs, lists, bold, italic and quotes: <b>here</b>.'
  ],
  [
    'a script',
    text.replace('Text of Risks.', '<script>alert(1)</script>'),
    'en.md | line 27 | contains HTML; use only paragraphs, lists, bold, italic and quotes: <script>alert(1)</script>'
  ],
  [
    'a picture',
    text.replace('Text of Risks.', '![x](https://example.org/x.png)'),
    'en.md | line 27 | contains a picture: ![x](https://example.org/x.png)'
  ],
  [
    'a link that is not https',
    text.replace('Text of Risks.', '[x](http://example.org)'),
    'en.md | line 27 | contains a link that does not begin with https://: ](http://example.org'
  ],
  [
    'a link that runs a script',
    text.replace('Text of Risks.', '[x](javascript:alert)'),
    'en.md | line 27 | contains a link that does not begin with https://: ](javascript:alert'
  ],
  ['a smaller heading', text.replace('Text of Risks.', '### More'), 'en.md | line 27 | contains a smaller heading; use bold: ### More']
])('refuses %s with file, field and reason', (_what, broken, fault) => {
  expect(reasonsOf(() => parseToolMarkdown(broken, asTool))).toContain(fault);
});

it.each<[ToolKind, number]>([
  ['tool', 8],
  ['exercise', 8],
  ['example', 11],
  ['insight', 12]
])('reads the sections of kind %s', (kind, count) => {
  expect(Object.keys(parseToolMarkdown(textOf(kind), { ...asTool, kind }).sections)).toEqual(sectionsOf(kind));
  expect(sectionsOf(kind)).toHaveLength(count);
});

it('has what a coach needs to run it in every kind of entry', () => {
  for (const kind of ['tool', 'exercise', 'example', 'insight'] as const) expect(sectionsOf(kind).slice(-8)).toEqual(sectionsOf('tool'));
});

it('refuses an insight without what it does not say', () => {
  const broken = textOf('insight').replace('## What it does not say', '**More**');
  expect(reasonsOf(() => parseToolMarkdown(broken, { ...asTool, kind: 'insight' }))).toContain(
    'en.md | ## What it does not say | is missing'
  );
});

it('refuses the story of an example in a tool', () => {
  expect(reasonsOf(() => parseToolMarkdown(textOf('example'), asTool))).toContain(
    'en.md | ## The situation | is no heading of this kind of entry'
  );
});

it('refuses the headings of the other language', () => {
  expect(reasonsOf(() => parseToolMarkdown(text, { ...asTool, language: 'nl' }))).toContain('nl.md | ## Wanneer wel | is missing');
});

const facts = { legs: ['network'], world: 'both', minutes: 30, kind: 'tool', phases: ['working'], evidence: 'plausible', sources: [] };
const finding = { situations: ['no-one-to-ask'], keywords: { nl: ['kruiwagen'], en: ['referral'] } };

function folderWith(json: unknown): string {
  const folder = join(mkdtempSync(join(shelf, 'x')), 'small-tool');
  mkdirSync(folder);
  writeFileSync(join(folder, 'tool.json'), JSON.stringify(json));
  writeFileSync(join(folder, 'en.md'), text);
  writeFileSync(
    join(folder, 'nl.md'),
    `# Iets\n\nGoed voor iets.\n\n${sectionsOf('tool')
      .map((key) => `## ${sectionTitles[key].nl}\n\nTekst.\n`)
      .join('\n')}`
  );
  return folder;
}

it('takes the name of the folder as id', () => {
  expect(readTool(folderWith({ ...facts, ...finding })).tool).toEqual({ id: 'small-tool', ...facts });
});

it('keeps how a tool is found apart from its facts', () => {
  expect(readTool(folderWith({ ...facts, ...finding })).finding).toEqual(finding);
});

it.each<[string, object, string]>([
  ['an unknown world', { world: 'sports' }, 'tool.json | world | must be one of: education, work, both'],
  ['no leg', { legs: [] }, 'tool.json | legs | needs at least one entry'],
  ['a leg twice', { legs: ['network', 'network'] }, 'tool.json | legs | names a leg twice'],
  ['half minutes', { minutes: 7.5 }, 'tool.json | minutes | must be a whole number'],
  [
    'research without a source (C40)',
    { evidence: 'research-based' },
    'tool.json | sources | needs the research that evidence "research-based" promises'
  ],
  ['no situation', { situations: [] }, 'tool.json | situations | needs at least one entry'],
  ['a situation twice', { situations: ['conflict', 'conflict'] }, 'tool.json | situations | names something twice'],
  ['keywords in one language', { keywords: { nl: ['kruiwagen'] } }, 'tool.json | keywords.en | is missing'],
  ['an insight without a DOI', { kind: 'insight' }, 'tool.json | sources | needs a DOI: it is about research'],
  [
    'a DOI with its address',
    { sources: [{ text: 'x', doi: 'https://doi.org/10.1108/ET-07-2023-0290' }] },
    'tool.json | sources.0.doi | must be a DOI such as 10.1108/ET-07-2023-0290, without https://doi.org/'
  ]
])('refuses %s', (_what, changed, fault) => {
  expect(reasonsOf(() => readTool(folderWith({ ...facts, ...finding, ...changed })))).toContain(fault);
});
