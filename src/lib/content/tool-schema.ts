import { basename, join } from 'node:path';
import * as v from 'valibot';
import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { Tool } from '#lib/domain/toolkit/tool.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { ContentError, type ContentFault, fields, filledList, oneOf, wholeNumber, words } from './content-error.ts';
import { inEachLanguage, readJson, readText } from './read-content.ts';

const source = fields({
  /** The reference as a reader needs it to find the work. */
  text: words,
  /** Only the DOI itself, as 10.1108/ET-07-2023-0290. */
  doi: v.optional(v.pipe(words, v.regex(/^10\.\d{4,9}\/\S+$/, 'must be a DOI such as 10.1108/ET-07-2023-0290, without https://doi.org/')))
});

/** tool.json: the facts of an entry of the toolkit. Its id is the name of its folder. */
const toolSchema = v.pipe(
  fields({
    /** Which kinds of support it serves, the most important first. */
    legs: v.pipe(
      filledList(oneOf(supportTypes)),
      v.check((legs) => new Set(legs).size === legs.length, 'names a leg twice')
    ),
    /** Where it comes from; a reader from the other world is offered it too (C42). */
    world: oneOf(['education', 'work', 'both']),
    /** How long it takes with two people, in minutes. */
    minutes: wholeNumber(5, 240),
    kind: oneOf(['tool', 'exercise', 'example', 'insight']),
    /** When in a coaching relationship it fits. */
    phases: filledList(oneOf(['acquainting', 'working', 'closing'])),
    /** What is known about it, said openly beside it (C40). */
    evidence: oneOf(['research-based', 'practice-based', 'plausible']),
    /** May be empty, but not for something that is called research-based. */
    sources: v.array(source, 'must be a list between [ and ]')
  }),
  v.forward(
    v.check(
      (tool) => tool.evidence !== 'research-based' || tool.sources.length > 0,
      'needs the research that evidence "research-based" promises'
    ),
    ['sources']
  )
);

/** The headings of a tool, in their order, in both languages. Every tool has them all, so that a reader finds the way. */
export const sectionTitles = {
  whenToUse: { nl: 'Wanneer wel', en: 'When to use' },
  whenNotToUse: { nl: 'Wanneer niet', en: 'When not to use' },
  steps: { nl: 'Stappen', en: 'Steps' },
  script: { nl: 'Wat je als coach kunt zeggen', en: 'Script for the coach' },
  card: { nl: 'Kaart voor de coachee', en: 'Card for the coachee' },
  risks: { nl: "Risico's", en: 'Risks' },
  forEveryone: { nl: 'Voor iedereen', en: 'For everyone' },
  source: { nl: 'Waar het vandaan komt', en: 'Where it comes from' }
} as const;

export type SectionKey = keyof typeof sectionTitles;
export type ToolWords = { title: string; goal: string; sections: Record<SectionKey, string> };

const longestGoal = 40;

/** Reads the folder of a tool, with its words in every language. Throws ContentError. */
export function readTool(folder: string): { tool: Tool; words: Record<Locale, ToolWords> } {
  const tool = { id: basename(folder), ...readJson(folder, 'tool.json', toolSchema) };
  const read = (language: Locale) => parseToolMarkdown(readText(folder, `${language}.md`), language, join(folder, `${language}.md`));
  return { tool, words: inEachLanguage(read) };
}

/** Reads nl.md or en.md of a tool into its title, its goal and its sections (Markdown). Throws ContentError. */
export function parseToolMarkdown(text: string, language: Locale, file = `${language}.md`): ToolWords {
  const [head = '', ...rest] = text.replaceAll('\r\n', '\n').split(/^## /m);
  const [titleLine = '', ...afterTitle] = head.split('\n');
  const goal = afterTitle.join('\n').trim();
  const sections = rest.map(readSection);
  const faults = [...faultsOfHead(titleLine, goal), ...faultsOfHeadings(sections, language), ...faultsOfMarks(text)];
  if (faults.length > 0) throw new ContentError(faults.map((fault) => ({ file, ...fault })));
  const byTitle = new Map(sections.map(({ title, body }) => [title, body]));
  const bodyOf = (key: SectionKey) => byTitle.get(sectionTitles[key][language]) ?? '';
  return { title: titleLine.slice(2).trim(), goal, sections: mapSections(bodyOf) };
}

type Section = { title: string; body: string };
type Fault = Omit<ContentFault, 'file'>;

function readSection(text: string): Section {
  const [title = '', ...body] = text.split('\n');
  return { title: title.trim(), body: body.join('\n').trim() };
}

function mapSections(bodyOf: (key: SectionKey) => string): ToolWords['sections'] {
  return {
    whenToUse: bodyOf('whenToUse'),
    whenNotToUse: bodyOf('whenNotToUse'),
    steps: bodyOf('steps'),
    script: bodyOf('script'),
    card: bodyOf('card'),
    risks: bodyOf('risks'),
    forEveryone: bodyOf('forEveryone'),
    source: bodyOf('source')
  };
}

function faultsOfHead(titleLine: string, goal: string): Fault[] {
  const faults: Fault[] = [];
  if (!/^# \S/.test(titleLine)) faults.push({ field: 'title', reason: 'the first line must be # and the title' });
  const count = goal.split(/\s+/).filter(Boolean).length;
  if (count === 0) faults.push({ field: 'goal', reason: 'under the title one paragraph must say what it is good for' });
  if (count > longestGoal) faults.push({ field: 'goal', reason: `has ${count} words; at most ${longestGoal}` });
  if (/\n\s*\n/.test(goal)) faults.push({ field: 'goal', reason: 'must be one paragraph' });
  return faults;
}

function faultsOfHeadings(sections: readonly Section[], language: Locale): Fault[] {
  const wanted: string[] = Object.values(sectionTitles).map((titles) => titles[language]);
  const found = sections.map(({ title }) => title);
  const missing = wanted.filter((title) => !found.includes(title)).map((title) => ({ field: `## ${title}`, reason: 'is missing' }));
  const unknown = found
    .filter((title) => !wanted.includes(title))
    .map((title) => ({ field: `## ${title}`, reason: 'is no heading of a tool' }));
  const empty = sections.filter(({ body }) => body === '').map(({ title }) => ({ field: `## ${title}`, reason: 'has no text' }));
  const isSorted = missing.length + unknown.length > 0 || found.join('\n') === wanted.join('\n');
  return [
    ...missing,
    ...unknown,
    ...empty,
    ...(isSorted ? [] : [{ field: 'headings', reason: `must stand once and in this order: ${wanted.join(' · ')}` }])
  ];
}

/** What a tool may not contain, wherever it stands. */
const refused: readonly { pattern: RegExp; reason: string }[] = [
  { pattern: /<[a-z!/][^\n]{0,30}/i, reason: 'contains HTML; use only paragraphs, lists, bold, italic and quotes' },
  { pattern: /!\[[^\n]{0,30}/, reason: 'contains a picture' },
  { pattern: /\]\((?!https:\/\/)[^\n)]{0,60}/, reason: 'contains a link that does not begin with https://' },
  { pattern: /http:\/\/[^\s)]{0,60}/, reason: 'contains a link that does not begin with https://' },
  { pattern: /^#{3,}[^\n]{0,40}/m, reason: 'contains a smaller heading; use bold' }
];

function faultsOfMarks(text: string): Fault[] {
  return refused.flatMap(({ pattern, reason }) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const line = text.slice(0, found.index).split('\n').length;
    return [{ field: `line ${line}`, reason: `${reason}: ${found[0]}` }];
  });
}
