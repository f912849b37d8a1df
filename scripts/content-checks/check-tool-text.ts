import { join } from 'node:path';
import type { ContentFault } from '#lib/content/content-error.ts';
import type { ToolFinding, ToolWords } from '#lib/content/tool-schema.ts';
import { type SectionKey, sectionTitles } from '#lib/content/tool-sections.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { faultsOfText } from './plain-words.ts';
import { countWords, faultsOfReading } from './reading-level.ts';

/** An entry as it was read: its folder, how it is found, its words. */
export type EntryRead = { folder: string; finding: ToolFinding; words: Record<Locale, ToolWords> };

/** In words: an entry that one reads in a few minutes, and whose card fits on a card. */
const shortest = 380;
const longest = 700;
const longestCard = 140;
const fewestKeywords = 3;

/** What is wrong with the words of an entry: too long, too hard, not our words, or not the same in both languages. */
export function checkToolText(entry: EntryRead): ContentFault[] {
  return [...locales.flatMap((language) => faultsOfLanguage(entry, language)), ...faultsBetween(entry), ...faultsOfKeywords(entry)];
}

function faultsOfLanguage({ folder, words }: EntryRead, language: Locale): ContentFault[] {
  const { title, goal, sections } = words[language];
  const file = join(folder, `${language}.md`);
  const parts = Object.entries(sections);
  const all = [title, goal, ...parts.map(([, body]) => body)].join('\n');
  return [
    ...faultsOfLength(countWords(all), countWords(sections.card)).map((reason) => ({ file, field: 'length', reason })),
    ...faultsOfReading(all, language).map((reason) => ({ file, field: 'reading', reason })),
    ...faultsOfText(all, language).map((reason) => ({ file, field: 'words', reason })),
    ...faultsOfLinks(all).map((reason) => ({ file, field: 'links', reason }))
  ];
}

function faultsOfLength(words: number, card: number): string[] {
  return [
    ...(words < shortest ? [`has ${words} words; at least ${shortest}, or a coach cannot use it from the page alone`] : []),
    ...(words > longest ? [`has ${words} words; at most ${longest}`] : []),
    ...(card > longestCard ? [`the card has ${card} words; at most ${longestCard}, or it does not fit on a card`] : [])
  ];
}

function faultsOfLinks(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]*)/g)].map((match) => match[1] ?? '');
  return links.filter((link) => !URL.canParse(link)).map((link) => `leads nowhere: ${link}`);
}

/** What must be equal in both languages, told apart by counting: steps, minutes, quotes, and places to write on. */
const counted: readonly { section: SectionKey; what: string; count: (text: string) => string }[] = [
  { section: 'steps', what: 'numbered steps', count: (text) => String(text.match(/^\d+\. /gm)?.length ?? 0) },
  { section: 'steps', what: 'minutes', count: (text) => (text.match(/\b\d+(?= (?:minu|ho?u|uur))/g) ?? []).join('+') },
  { section: 'script', what: 'things to say', count: (text) => String(text.match(/^> /gm)?.length ?? 0) },
  { section: 'card', what: 'places to write on', count: (text) => String(text.match(/…+/g)?.length ?? 0) },
  { section: 'questions', what: 'questions', count: (text) => String(text.match(/^- /gm)?.length ?? 0) },
  { section: 'whatHappened', what: 'scenes', count: (text) => String(text.match(/^\d+\. /gm)?.length ?? 0) }
];

function faultsBetween({ folder, words: { nl, en } }: EntryRead): ContentFault[] {
  return counted.flatMap(({ section, what, count }) => {
    const [dutch, english] = [count(nl.sections[section] ?? ''), count(en.sections[section] ?? '')];
    if (dutch === english) return [];
    const reason = `has ${english} ${what}; nl.md has ${dutch}. Both languages must say the same`;
    return [{ file: join(folder, 'en.md'), field: `## ${sectionTitles[section].en}`, reason }];
  });
}

/** Keywords are for what the text lacks: what it says is found without them. */
function faultsOfKeywords({ folder, finding, words }: EntryRead): ContentFault[] {
  return locales.flatMap((language) => {
    const keywords = finding.keywords[language];
    const { title, goal, sections } = words[language];
    const text = ` ${[title, goal, ...Object.values(sections)]
      .join(' ')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}-]+/gu, ' ')} `;
    const said = keywords.filter((keyword) => text.includes(` ${keyword.toLowerCase()} `));
    const few = keywords.length < fewestKeywords ? [`has ${keywords.length} words; at least ${fewestKeywords}`] : [];
    const reasons = [...few, ...said.map((keyword) => `"${keyword}" already stands in the text; it is found without`)];
    return reasons.map((reason) => ({ file: join(folder, 'tool.json'), field: `keywords.${language}`, reason }));
  });
}
