import { error } from '@sveltejs/kit';
import { describeChair, type Measure } from '#lib/domain/chair/describe-chair.ts';
import { type Suggestion, suggestTools } from '#lib/domain/toolkit/suggest-tools.ts';
import { m } from '#lib/i18n/m.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readChair } from '#lib/server/use-cases/read-chair.ts';
import type { PageServerLoad } from './$types';

const measures: readonly Measure[] = ['received', 'offered', 'needed'];

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const view = (await readChair(db, reading, url.searchParams.get('round'))) ?? error(404, m.error_not_found_title());
    const { chair, round, rounds, needsAskedAt } = view;
    const tools = reading.library.tools.map(({ tool }) => tool);
    const phase = rounds.length < 2 ? 'acquainting' : 'working';
    return {
      pair: reading.pair,
      chair,
      round: round && { id: round.id, openedAt: round.openedAt, isLatest: round.id === rounds.at(-1)?.id },
      needsAskedAt,
      basis: measures.find((measure) => measure === url.searchParams.get('basis')) ?? null,
      findings: describeChair(chair),
      suggestions: suggestTools({ chair, tools, world: reading.pair.programme.world, phase }).map((found) => shownTool(locals, found)),
      past: rounds.map(({ id, chair: then, openedAt }) => ({ id, chair: then, openedAt }))
    };
  });

/** A suggestion with the words of its tool in the reader's language. */
function shownTool({ house, locale }: App.Locals, { tool, ...why }: Suggestion) {
  const title = house.library.tool(tool.id)?.words[locale].title ?? '';
  return { ...why, id: tool.id, minutes: tool.minutes, world: tool.world, title };
}
