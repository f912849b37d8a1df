import type { Locale } from '#lib/i18n/locale.ts';
import type { ToolKind } from '#lib/domain/toolkit/tool.ts';
import type { SectionKey } from './tool-sections.ts';
import { sectionsOf, sectionTitles } from './tool-sections.ts';

/** The words of an entry as somebody fills them in, heading by heading. */
export type WrittenWords = { title: string; goal: string; sections: Partial<Record<SectionKey, string>> };

/** Puts the words of an entry under their fixed headings, as nl.md and en.md have them. */
export function writeToolMarkdown(
  { title, goal, sections }: WrittenWords,
  { language, kind }: { language: Locale; kind: ToolKind }
): string {
  const parts = sectionsOf(kind).map((key) => `## ${sectionTitles[key][language]}\n\n${(sections[key] ?? '').trim()}`);
  return `${[`# ${title.trim()}`, goal.trim(), ...parts].join('\n\n')}\n`;
}
