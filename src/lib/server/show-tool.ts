import { type Block, parseMarkdown } from '#lib/content/markdown.ts';
import { type SectionKey, sectionsOf, sectionTitles } from '#lib/content/tool-sections.ts';
import type { ToolEntry } from '#lib/content/tool-schema.ts';
import type { Tool } from '#lib/domain/toolkit/tool.ts';
import type { Locale } from '#lib/i18n/locale.ts';

/** An entry as its page shows it. `language`: of its text, when that is not the reader's; null: it is. */
export type ShownTool = {
  tool: Tool;
  title: string;
  goal: string;
  sections: { key: SectionKey; heading: string; blocks: Block[] }[];
  language: Locale | null;
  isArchived: boolean;
};

/** Puts an entry in the reader's language; one that its organisation wrote in one language comes in that one. */
export function showTool({ tool, words, own }: ToolEntry, locale: Locale): ShownTool {
  const { title, goal, sections } = words[locale];
  const shown = sectionsOf(tool.kind).map((key) => ({
    key,
    heading: sectionTitles[key][locale],
    blocks: parseMarkdown(sections[key] ?? '')
  }));
  const language = own && !own.writtenIn.includes(locale) ? (own.writtenIn[0] ?? null) : null;
  return { tool, title, goal, sections: shown, language, isArchived: own?.isArchived ?? false };
}
