import type { Library } from '#lib/content/library.ts';
import { fillToolForm, type FormFields, parseToolForm, type ReadToolForm } from '#lib/content/parse-tool-form.ts';
import { parseOwnTool } from '#lib/content/tool-schema.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { type ShownTool, showTool } from './show-tool.ts';
import { entryOf } from './use-cases/keep-own-tools.ts';
import type { OwnToolVersion } from './queries/own-tools.ts';

/** What was posted, every value of each name. */
export async function readFields(request: Request): Promise<FormFields> {
  const data = await request.formData();
  const names = [...new Set(data.keys())].filter((name) => name !== '__proto__');
  return Object.fromEntries(names.map((name) => [name, data.getAll(name).filter((value) => typeof value === 'string')]));
}

/** The form as an entry; situations are those of the shelf. */
export function readOwnTool(form: FormFields, library: Library): ReadToolForm {
  return parseToolForm(
    form,
    library.situations.map(({ id }) => id)
  );
}

/** How an entry that is being written will look. Throws ContentError when the schema of the shelf has something against it. */
export function previewOf(read: Extract<ReadToolForm, { title: string }>, locale: Locale): ShownTool {
  return showTool(parseOwnTool({ id: 'own-preview', ...read.sources }), locale);
}

/** The form filled in with a version as it was kept. */
export function formOf(version: OwnToolVersion): FormFields {
  const { tool, finding, words, own } = entryOf(version);
  const written = Object.fromEntries((own?.writtenIn ?? []).map((language) => [language, words[language]]));
  return fillToolForm({ ...tool, keywords: finding.keywords, situations: finding.situations }, written);
}

/** A name for the address, from a title; `key` keeps two of the same title apart. */
export function slugFor(title: string, key: string): string {
  const plain = title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `own-${`${plain.slice(0, 40)}-${key.slice(-6)}`.replaceAll(/-+/g, '-').replace(/^-/, '')}`;
}
