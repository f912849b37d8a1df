import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { parseMarkdown } from '#lib/content/markdown.ts';
import { stepsOf } from '#lib/content/tool-steps.ts';
import { m } from '#lib/i18n/m.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireTool } from '#lib/server/own-shelf.ts';
import { requirePair } from '#lib/server/require-pair.ts';
import { readToolInPair, sayOfTool, takeTool } from '#lib/server/use-cases/keep-tool-uses.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const asked = Number(url.searchParams.get('step') ?? 1);
  return locals.asPerson(async (db) => {
    const pair = await requirePair(db, locals, params.relationship);
    const { tool, words } = await requireTool(db, locals, params.tool);
    const { title, goal, sections } = words[locals.locale];
    const steps = stepsOf(parseMarkdown(sections.steps));
    return {
      ...(await readToolInPair(db, pair, tool.id)),
      pair,
      tool: { id: tool.id, minutes: tool.minutes },
      title,
      goal,
      step: Number.isInteger(asked) ? Math.min(Math.max(asked, 1), steps.length) : 1,
      steps,
      card: parseMarkdown(sections.card),
      script: pair.side === 'coach' ? parseMarkdown(sections.script) : null
    };
  });
};

export const actions: Actions = {
  take: async ({ params, locals }) => {
    await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      const { tool } = await requireTool(db, locals, params.tool);
      if (pair.status !== 'active') error(404, m.error_not_found_title());
      await takeTool(db, pair, { tool: tool.id, personId: locals.who?.personId ?? '', now: Date.now() });
    });
    redirect(303, `/relationships/${params.relationship}/tools/${params.tool}`);
  },
  say: async ({ params, request, locals }) => {
    const { state } = await readForm(request, v.object({ state: v.picklist(['helped', 'not-now']) }));
    await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      const { tool } = await requireTool(db, locals, params.tool);
      if (pair.status !== 'active') error(404, m.error_not_found_title());
      await sayOfTool(db, pair, { tool: tool.id, personId: locals.who?.personId ?? '', state });
    });
    redirect(303, `/relationships/${params.relationship}/tools/${params.tool}#outcome`);
  }
};
