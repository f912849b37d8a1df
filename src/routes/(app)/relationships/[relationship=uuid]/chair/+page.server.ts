import { error } from '@sveltejs/kit';
import { describeChair, type Measure } from '#lib/domain/chair/describe-chair.ts';
import { pairPhase } from '#lib/domain/toolkit/pair-phase.ts';
import { type Suggestion, suggestTools } from '#lib/domain/toolkit/suggest-tools.ts';
import { m } from '#lib/i18n/m.ts';
import type { Library } from '#lib/content/library.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listConversations } from '#lib/server/queries/conversations.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readLatelyUsed } from '#lib/server/use-cases/keep-tool-uses.ts';
import { type ChairView, readChair } from '#lib/server/use-cases/read-chair.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import type { PageServerLoad } from './$types';

const measures: readonly Measure[] = ['received', 'offered', 'needed'];

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const view = (await readChair(db, reading, url.searchParams.get('round'))) ?? error(404, m.error_not_found_title());
    const { chair, round, rounds, needsAskedAt } = view;
    const isEnding = url.searchParams.get('phase') === 'closing';
    return {
      pair: reading.pair,
      chair,
      round: round && { id: round.id, openedAt: round.openedAt, isLatest: round.id === rounds.at(-1)?.id },
      needsAskedAt,
      basis: measures.find((measure) => measure === url.searchParams.get('basis')) ?? null,
      findings: describeChair(chair),
      isEnding,
      suggestions: (await suggest(db, reading, { view, isEnding })).map((found) => shownTool(reading.library, locals.locale, found)),
      past: rounds.map(({ id, chair: then, openedAt }) => ({ id, chair: then, openedAt }))
    };
  });

/** Tools that fit this chair, where the pair stands, and what it did not take up lately. */
async function suggest(db: PersonDb, reading: PairReading, { view, isEnding }: { view: ChairView; isEnding: boolean }) {
  const { pair, library } = reading;
  const heldTalks = (await listConversations(db, pair.id)).filter(({ state }) => state === 'held').length;
  return suggestTools({
    chair: view.chair,
    tools: library.tools.map(({ tool }) => tool),
    world: pair.programme.world,
    phase: pairPhase({ heldTalks, finishedRounds: view.rounds.length, isEnding }),
    lately: await readLatelyUsed(db, pair, Date.now())
  });
}

/** A suggestion with the words of its tool in the reader's language. */
function shownTool(library: Library, locale: Locale, { tool, ...why }: Suggestion) {
  const title = library.tool(tool.id)?.words[locale].title ?? '';
  return { ...why, id: tool.id, minutes: tool.minutes, world: tool.world, isLocal: tool.isLocal === true, title };
}
