import { basename, join } from 'node:path';
import * as v from 'valibot';
import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { RefusedMark } from '#lib/domain/toolkit/tool-problem.ts';
import type { Tool, ToolKind } from '#lib/domain/toolkit/tool.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { ContentError, type ContentFault, fields, filledList, oneOf, parseJson, wholeNumber, words } from './content-error.ts';
import { inEachLanguage, readText } from './read-content.ts';
import { sectionsOf, type SectionKey, sectionTitles, type SharedSectionKey } from './tool-sections.ts';

const source = fields({
  /** The reference as a reader needs it to find the work. */
  text: words,
  /** Only the DOI itself, as 10.1108/ET-07-2023-0290. */
  doi: v.optional(v.pipe(words, v.regex(/^10\.\d{4,9}\/\S+$/, 'must be a DOI such as 10.1108/ET-07-2023-0290, without https://doi.org/')))
});

const once = 'names something twice';
const keywords = v.pipe(
  filledList(words),
  v.check((list) => hasNoDoubles(list), once)
);

/** tool.json: the facts of an entry of the toolkit. Its id is the name of its folder. */
const toolSchema = v.pipe(
  fields({
    /** Which kinds of support it serves, the most important first. */
    legs: v.pipe(
      filledList(oneOf(supportTypes)),
      v.check((legs) => hasNoDoubles(legs), 'names a leg twice')
    ),
    /** Where it comes from; a reader from the other world is offered it too (C42). */
    world: oneOf(['education', 'work', 'both']),
    /** How long it takes with two people, in minutes. */
    minutes: wholeNumber(5, 240),
    kind: oneOf(['tool', 'exercise', 'example', 'insight']),
    /** When in a coaching relationship it fits. */
    phases: filledList(oneOf(['acquainting', 'working', 'closing'])),
    /** What is going on when somebody looks for it; ids of content/toolkit-vocabulary/situations.json. */
    situations: v.pipe(
      filledList(words),
      v.check((list) => hasNoDoubles(list), once)
    ),
    /** Words that people type and that the text itself does not use. */
    keywords: fields({ nl: keywords, en: keywords }),
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
  ),
  v.forward(
    v.check((tool) => tool.kind !== 'insight' || tool.sources.some(({ doi }) => doi !== undefined), 'needs a DOI: it is about research'),
    ['sources']
  )
);

/** The words of an entry in one language. `sections`: Markdown; a heading that belongs to another kind is absent. */
export type ToolWords = {
  title: string;
  goal: string;
  sections: Record<SharedSectionKey, string> & Partial<Record<SectionKey, string>>;
};

/** How people find an entry: what is going on, and words they type that its text lacks. `situations`: at least one id. */
export type ToolFinding = { situations: readonly string[]; keywords: Record<Locale, readonly string[]> };

/** The most words that the goal may have. */
export const longestGoal = 40;

/** What makes an entry: tool.json, and the text of each language it is written in. */
export type ToolSources = { id: string; facts: string; texts: Partial<Record<Locale, string>> };

/** An entry of the toolkit. `own`: an organisation wrote it. */
export type ToolEntry = { tool: Tool; finding: ToolFinding; words: Record<Locale, ToolWords>; own?: OwnFacts };

/** Of an own entry: the languages it is really written in, and whether it was put away. */
export type OwnFacts = { writtenIn: readonly Locale[]; isArchived: boolean };

/** Reads the folder of a tool, with its words in every language. Throws ContentError. */
export function readTool(folder: string): ToolEntry {
  const texts = inEachLanguage((language) => readText(folder, `${language}.md`));
  return parseTool({ id: basename(folder), facts: readText(folder, 'tool.json'), texts }, folder);
}

/** The same for an entry that an organisation wrote: one language is enough, and is then shown to readers of the other as well. */
export function parseOwnTool(sources: ToolSources, isArchived = false): ToolEntry {
  const writtenIn = locales.filter((language) => sources.texts[language] !== undefined);
  const entry = parseTool(sources, sources.id);
  return { ...entry, tool: { ...entry.tool, isLocal: true }, own: { writtenIn, isArchived } };
}

function parseTool({ id, facts: text, texts }: ToolSources, folder: string): ToolEntry {
  const { situations, keywords: found, ...facts } = parseJson(toolSchema, text, join(folder, 'tool.json'));
  const [only = ''] = Object.values(texts);
  const read = (language: Locale) => {
    const written = texts[language] === undefined ? otherThan(language) : language;
    return parseToolMarkdown(texts[language] ?? only, { language: written, kind: facts.kind, file: join(folder, `${written}.md`) });
  };
  return { tool: { id, ...facts }, finding: { situations, keywords: found }, words: inEachLanguage(read) };
}

function otherThan(language: Locale): Locale {
  return language === 'nl' ? 'en' : 'nl';
}

/** What is read: in which language, what kind of entry (its headings depend on it), and from which file. */
export type ToolReading = { language: Locale; kind: ToolKind; file?: string };

/** Reads nl.md or en.md of a tool into its title, its goal and its sections (Markdown). Throws ContentError. */
export function parseToolMarkdown(text: string, { language, kind, file = `${language}.md` }: ToolReading): ToolWords {
  const [head = '', ...rest] = text.replaceAll('\r\n', '\n').split(/^## /m);
  const [titleLine = '', ...afterTitle] = head.split('\n');
  const goal = afterTitle.join('\n').trim();
  const sections = rest.map(readSection);
  const wanted = sectionsOf(kind).map((key) => sectionTitles[key][language]);
  const faults = [...faultsOfHead(titleLine, goal), ...faultsOfHeadings(sections, wanted), ...faultsOfMarks(text)];
  if (faults.length > 0) throw new ContentError(faults.map((fault) => ({ file, ...fault })));
  const byTitle = new Map(sections.map(({ title, body }) => [title, body]));
  const bodies = sectionsOf(kind).map((key) => [key, byTitle.get(sectionTitles[key][language]) ?? '']);
  return { title: titleLine.slice(2).trim(), goal, sections: Object.fromEntries(bodies) as ToolWords['sections'] }; // every heading of its kind is there: faultsOfHeadings
}

function hasNoDoubles(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}

type Section = { title: string; body: string };
type Fault = Omit<ContentFault, 'file'>;

function readSection(text: string): Section {
  const [title = '', ...body] = text.split('\n');
  return { title: title.trim(), body: body.join('\n').trim() };
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

function faultsOfHeadings(sections: readonly Section[], wanted: readonly string[]): Fault[] {
  const found = sections.map(({ title }) => title);
  const missing = wanted.filter((title) => !found.includes(title)).map((title) => ({ field: `## ${title}`, reason: 'is missing' }));
  const unknown = found
    .filter((title) => !wanted.includes(title))
    .map((title) => ({ field: `## ${title}`, reason: 'is no heading of this kind of entry' }));
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
const refused: readonly { mark: RefusedMark; pattern: RegExp; reason: string }[] = [
  { mark: 'html', pattern: /<[a-z!/][^\n]{0,30}/i, reason: 'contains HTML; use only paragraphs, lists, bold, italic and quotes' },
  { mark: 'picture', pattern: /!\[[^\n]{0,30}/, reason: 'contains a picture' },
  { mark: 'link', pattern: /\]\((?!https:\/\/)[^\n)]{0,60}/, reason: 'contains a link that does not begin with https://' },
  { mark: 'link', pattern: /http:\/\/[^\s)]{0,60}/, reason: 'contains a link that does not begin with https://' },
  { mark: 'heading', pattern: /^#{3,}[^\n]{0,40}/m, reason: 'contains a smaller heading; use bold' }
];

/** The first mark in the text of one heading that no entry may contain; null: none. There, no heading may stand at all. */
export function findRefusedMark(text: string): RefusedMark | null {
  if (/^#{1,6}\s/m.test(text)) return 'heading';
  return refused.find(({ pattern }) => pattern.test(text))?.mark ?? null;
}

function faultsOfMarks(text: string): Fault[] {
  return refused.flatMap(({ pattern, reason }) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const line = text.slice(0, found.index).split('\n').length;
    return [{ field: `line ${line}`, reason: `${reason}: ${found[0]}` }];
  });
}
