import { error } from '@sveltejs/kit';
import { assembleChair } from '#lib/domain/chair/chair-legs.ts';
import { describeChair, type Measure } from '#lib/domain/chair/describe-chair.ts';
import { suggestTools } from '#lib/domain/toolkit/suggest-tools.ts';
import { m } from '#lib/i18n/m.ts';
import { recordLook } from '#lib/server/queries/mirrors.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { placeOf } from '#lib/server/use-cases/answer-mirror.ts';
import { readRounds, type RoundView } from '#lib/server/use-cases/read-rounds.ts';
import { readNeeds } from '#lib/server/use-cases/say-needs.ts';
import type { PageServerLoad } from './$types';

const measures: readonly Measure[] = ['received', 'offered', 'needed'];

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const { pair, seal, library } = reading;
    const rounds = (await readRounds(db, reading)).filter((round) => round.state === 'complete');
    const needs = pair.side === 'coachee' && rounds.length === 0 ? (await readNeeds(db, pair, seal)).at(-1) : undefined;
    const round = chosenRound(rounds, url.searchParams.get('round'));
    const chair = round?.chair ?? assembleChair({ offered: null, received: null, needs: needs?.needs ?? null });
    if (round?.release && pair.side === 'coach') await recordLook(db, placeOf(pair, round.id), 'mirror-scores');
    const tools = library.tools.map(({ tool }) => tool);
    return {
      pair,
      chair,
      round: round && { id: round.id, openedAt: round.openedAt, isLatest: round.id === rounds.at(-1)?.id },
      needsAskedAt: round?.needsAskedAt ?? needs?.askedAt ?? null,
      basis: measures.find((measure) => measure === url.searchParams.get('basis')) ?? null,
      findings: describeChair(chair),
      suggestions: suggestTools({ chair, tools, world: pair.programme.world, phase: rounds.length < 2 ? 'acquainting' : 'working' }).map(
        ({ tool, ...why }) => ({ ...why, id: tool.id, minutes: tool.minutes, world: tool.world, title: library.tool(tool.id)?.words[locals.locale].title ?? '' })
      ),
      past: rounds.map(({ id, chair: then, openedAt }) => ({ id, chair: then, openedAt }))
    };
  });

function chosenRound(rounds: readonly RoundView[], wanted: string | null): RoundView | undefined {
  if (wanted === null) return rounds.at(-1);
  return rounds.find((round) => round.id === wanted) ?? error(404, m.error_not_found_title());
}
