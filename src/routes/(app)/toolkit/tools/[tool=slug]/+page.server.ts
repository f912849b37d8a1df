import { error } from '@sveltejs/kit';
import { parseMarkdown } from '#lib/content/markdown.ts';
import { type SectionKey, sectionTitles } from '#lib/content/tool-schema.ts';
import { m } from '#lib/i18n/m.ts';
import type { PageServerLoad } from './$types';

const sectionKeys = Object.keys(sectionTitles) as SectionKey[]; // its own keys, in their order
const pairPage = /^\/relationships\/[0-9a-f-]{36}(\/chair)?$/;

export const load: PageServerLoad = ({ params, locals, url }) => {
  const entry = locals.house.library.tool(params.tool);
  if (!entry) error(404, m.error_not_found_title());
  const words = entry.words[locals.locale];
  const from = url.searchParams.get('from') ?? '';
  return {
    tool: entry.tool,
    title: words.title,
    goal: words.goal,
    sections: sectionKeys.map((key) => ({ key, heading: sectionTitles[key][locals.locale], blocks: parseMarkdown(words.sections[key]) })),
    from: pairPage.test(from) ? from : null
  };
};
