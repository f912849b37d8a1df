import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { ToolProblem } from '#lib/domain/toolkit/tool-problem.ts';
import type { Evidence, Phase, ToolKind, World } from '#lib/domain/toolkit/tool.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { findRefusedMark, longestGoal, type ToolSources } from './tool-schema.ts';
import { sectionsOf } from './tool-sections.ts';
import { writeToolMarkdown } from './write-tool.ts';

/** What was posted, by name; a name that was not posted is absent. Plain, so that a page can show it again. */
export type FormFields = Readonly<Record<string, readonly string[]>>;

/** What is wrong, by the name of the field. */
export type ToolProblems = Readonly<Record<string, ToolProblem>>;

/** An entry as a form says it: everything but its name. */
export type ReadToolForm = { sources: Omit<ToolSources, 'id'>; title: string } | { problems: ToolProblems };

export const toolKinds: readonly ToolKind[] = ['tool', 'exercise', 'example', 'insight'];
export const toolWorlds: readonly (World | 'both')[] = ['education', 'work', 'both'];
export const toolPhases: readonly Phase[] = ['acquainting', 'working', 'closing'];
export const toolEvidence: readonly Evidence[] = ['practice-based', 'research-based', 'plausible'];
const minutesBounds = { from: 5, to: 240 } as const;
/** A page of text under one heading; our own entries stay far below. Proposal of ours. */
const longestSection = 6000;

/** Which kind of entry the form is about: its headings depend on it. */
export function kindOf(form: FormFields): ToolKind {
  return toolKinds.find((kind) => kind === textOf(form, 'kind')) ?? 'tool';
}

/** Reads the form in which an organisation writes an entry. `situations`: the ids there are. */
export function parseToolForm(form: FormFields, situations: readonly string[]): ReadToolForm {
  const kind = kindOf(form);
  const written = locales.filter((language) => isWritten(form, language, kind));
  const texts = written.map((language) => readWords(form, language, kind));
  const facts = readFacts(form, situations);
  const problems: ToolProblems = {
    ...facts.problems,
    ...(written.length === 0 && { 'title-nl': 'language' as const }),
    ...Object.fromEntries(texts.flatMap(({ problems: found }) => Object.entries(found)))
  };
  if (Object.keys(problems).length > 0) return { problems };
  const title = textOf(form, `title-${written[0] ?? 'nl'}`);
  const keywords = Object.fromEntries(locales.map((language) => [language, keywordsOf(form, language, title)]));
  const json = JSON.stringify({ ...facts.facts, kind, keywords }, null, 2);
  return { title, sources: { facts: json, texts: Object.fromEntries(texts.map(({ language, markdown }) => [language, markdown])) } };
}

/** The form filled in with an entry as it stands. */
export function fillToolForm(facts: ToolFacts, words: Partial<Record<Locale, FilledWords>>): FormFields {
  const { legs, situations, phases, sources, keywords } = facts;
  const filled = locales.flatMap((language) => Object.entries(fillWords(words[language], language)));
  return {
    ...{ kind: [facts.kind], leg: [legs[0] ?? ''], legs, world: [facts.world], minutes: [String(facts.minutes)], phases, situations },
    ...{ evidence: [facts.evidence], sources: [sources.map(({ text, doi }) => [text, doi].filter(Boolean).join(' ')).join('\n')] },
    ...Object.fromEntries(locales.map((language) => [`keywords-${language}`, [keywords[language].join(', ')]])),
    ...Object.fromEntries(filled)
  };
}

export type FilledWords = { title: string; goal: string; sections: Readonly<Record<string, string | undefined>> };
export type ToolFacts = {
  kind: ToolKind;
  legs: readonly string[];
  world: string;
  minutes: number;
  phases: readonly string[];
  situations: readonly string[];
  evidence: string;
  sources: readonly { text: string; doi?: string | undefined }[];
  keywords: Readonly<Record<Locale, readonly string[]>>;
};

function fillWords(words: FilledWords | undefined, language: Locale): Record<string, readonly string[]> {
  if (!words) return {};
  const sections = Object.entries(words.sections).map(([key, text]) => [`${key}-${language}`, [text ?? '']] as const);
  return { [`title-${language}`]: [words.title], [`goal-${language}`]: [words.goal], ...Object.fromEntries(sections) };
}

function textOf(form: FormFields, name: string): string {
  return (form[name]?.[0] ?? '').replaceAll('\r\n', '\n').trim();
}

function isWritten(form: FormFields, language: Locale, kind: ToolKind): boolean {
  return ['title', 'goal', ...sectionsOf(kind)].some((name) => textOf(form, `${name}-${language}`) !== '');
}

type ReadWords = { language: Locale; problems: ToolProblems; markdown: string };

function readWords(form: FormFields, language: Locale, kind: ToolKind): ReadWords {
  const text = (name: string) => textOf(form, `${name}-${language}`);
  const problemOf = (name: string) => problemOfText(text(name), longestSection);
  const goal = problemOf('goal') ?? problemOfGoal(text('goal'));
  const title = problemOfText(text('title'), 120) ?? (text('title').includes('\n') ? 'paragraph' : null);
  const found = [['title', title] as const, ['goal', goal] as const, ...sectionsOf(kind).map((key) => [key, problemOf(key)] as const)];
  const problems: ToolProblems = Object.fromEntries(
    found.flatMap(([name, problem]) => (problem === null ? [] : [[`${name}-${language}`, problem]]))
  );
  const sections = Object.fromEntries(sectionsOf(kind).map((key) => [key, text(key)]));
  return { language, problems, markdown: writeToolMarkdown({ title: text('title'), goal: text('goal'), sections }, { language, kind }) };
}

function problemOfText(text: string, longest: number): ToolProblem | null {
  if (text === '') return 'missing';
  return text.length > longest ? 'long' : findRefusedMark(text);
}

function problemOfGoal(goal: string): ToolProblem | null {
  if (/\n\s*\n/.test(goal)) return 'paragraph';
  return goal.split(/\s+/).length > longestGoal ? 'words' : null;
}

function readFacts(form: FormFields, known: readonly string[]) {
  const chosen = <Option extends string>(name: string, options: readonly Option[]) =>
    options.filter((option) => form[name]?.includes(option) ?? false);
  const [leg] = chosen('leg', supportTypes);
  const [world, phases, situations] = [chosen('world', toolWorlds)[0], chosen('phases', toolPhases), chosen('situations', known)];
  const evidence = chosen('evidence', toolEvidence)[0];
  const minutes = /^\d{1,3}$/.test(textOf(form, 'minutes')) ? Number(textOf(form, 'minutes')) : 0;
  const sources = readSources(textOf(form, 'sources'));
  const needsSource =
    (evidence === 'research-based' && sources.length === 0) || (kindOf(form) === 'insight' && !sources.some(({ doi }) => doi));
  const checks: readonly (readonly [string, ToolProblem, boolean])[] = [
    ['leg', 'missing', leg === undefined],
    ['world', 'missing', world === undefined],
    ['phases', 'missing', phases.length === 0],
    ['situations', 'missing', situations.length === 0],
    ['evidence', 'missing', evidence === undefined],
    ['minutes', 'range', minutes < minutesBounds.from || minutes > minutesBounds.to],
    ['sources', 'source', needsSource]
  ];
  const problems: ToolProblems = Object.fromEntries(checks.flatMap(([field, problem, isWrong]) => (isWrong ? [[field, problem]] : [])));
  const legs = [...(leg ? [leg] : []), ...chosen('legs', supportTypes).filter((other) => other !== leg)];
  return { problems, facts: { legs, world, minutes, phases, situations, evidence, sources } };
}

/** One source a line; a DOI at its end is told apart. */
function readSources(text: string): { text: string; doi?: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, before = '', doi] = /^(.*?)\s*(?:https:\/\/doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)?$/i.exec(line.trim()) ?? [];
    if (before.trim() === '') return [];
    return [{ text: before.trim(), ...(doi !== undefined && { doi }) }];
  });
}

/** Without a word of one's own, the title is how it is found. */
function keywordsOf(form: FormFields, language: Locale, title: string): string[] {
  const typed = textOf(form, `keywords-${language}`)
    .split(/[,;\n]/)
    .map((word) => word.trim().replaceAll(/\s+/g, ' '));
  const words = [...new Set(typed.filter(Boolean))].slice(0, 30);
  return words.length > 0 ? words : [title];
}
