import { error, fail, redirect } from '@sveltejs/kit';
import { nextSteps } from '#lib/domain/relationship/next-steps.ts';
import { isUuid } from '#lib/server/new-id.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { isAskedUnseen } from '#lib/server/queries/match-asks.ts';
import { isEvaluated } from '#lib/server/queries/hats.ts';
import { findSuggestions } from '#lib/server/queries/match-choices.ts';
import { listOpenRounds } from '#lib/server/queries/match-rounds.ts';
import { listOwnSides, type OwnSide } from '#lib/server/queries/match-profiles.ts';
import { findRelationship, listRelationships, type Relationship } from '#lib/server/queries/relationships.ts';
import { readChoosing } from '#lib/server/use-cases/choose-coaches.ts';
import { openRound } from '#lib/server/use-cases/open-round.ts';
import { readPairFacts } from '#lib/server/use-cases/read-pair-facts.ts';
import type { Actions, PageServerLoad } from './$types';

/** What may just have come of an answer to a proposal. */
const answers = ['full', 'over', 'declined'] as const;

/** A coach who said yes is news for so long. */
const newsMs = 7 * 24 * 60 * 60 * 1000;

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { me } = await parent();
  const { pairs, sides, choosing, rounds } = await locals.asPerson(async (db) => {
    const relationships = await listRelationships(db, me.id);
    const pairs = await Promise.all(relationships.map((pair) => readPair(db, locals, pair)));
    const sides = await listOwnSides(db, me.id);
    return { pairs, sides, choosing: await readAllChoosing(db, locals, sides), rounds: await listOpenRounds(db) };
  });
  const now = Date.now();
  return {
    roles: locals.who?.roles ?? [],
    rounds,
    stopped: pairs.find(({ pair }) => pair.status === 'ended' && pair.id === url.searchParams.get('stopped'))?.pair.other.name ?? null,
    said: answers.find((said) => said === url.searchParams.get('said')) ?? null,
    pairs: pairs
      .filter(({ isUnseen }) => !isUnseen)
      .map(({ pair, facts, entry }) => ({
        pair,
        entry,
        steps: facts ? nextSteps(facts, pair.side, now) : [],
        dueAt: facts?.latestRound ? new Date(facts.latestRound.dueAt) : null,
        openedAt: facts?.latestRound?.openedAt ?? null
      })),
    untold: sides.filter((side) => isUntold(side, pairs)),
    told: sides.filter(({ isHandedIn }) => isHandedIn),
    choosing: choosing.filter(({ state }) => state !== 'accept' && state !== 'paired'),
    begun: choosing.flatMap(({ pair }) => (pair?.status === 'active' && now - (pair.startedAt?.getTime() ?? 0) < newsMs ? [pair] : [])),
    talks: pairs.flatMap(talkOf).toSorted((one, other) => one.startsAt - other.startsAt)
  };
};

/** Where somebody stands in choosing a coach, in every programme that suggests some to them. */
async function readAllChoosing(db: PersonDb, { who }: App.Locals, sides: readonly OwnSide[]) {
  const found = [];
  for (const { side, isSuggested, ...own } of sides) {
    if (side !== 'coachee' || !isSuggested || !who) continue;
    const place = { organisationId: who.organisationId, personId: who.personId, programmeId: own.programmeId, side };
    const suggestions = await findSuggestions(db, own.programmeId, who.personId);
    if (suggestions) found.push({ ...own, ...(await readChoosing(db, place, suggestions)) });
  }
  return found;
}

function isOf({ pair }: { pair: Relationship }, programmeId: string, side: OwnSide['side']): boolean {
  return pair.programme.id === programmeId && pair.side === side;
}

/** Somebody without a pair in a programme, who has not told about themselves there. */
function isUntold(side: OwnSide, pairs: readonly { pair: Relationship }[]): boolean {
  return !side.isHandedIn && !hasLivingPair(side, pairs);
}

function hasLivingPair({ programmeId, side }: OwnSide, pairs: readonly { pair: Relationship }[]): boolean {
  return pairs.some((one) => isOf(one, programmeId, side) && (one.pair.status === 'proposed' || one.pair.status === 'active'));
}

/** The next talk of a pair, to show first (C43); none when none is planned. */
function talkOf({ pair, facts }: Awaited<ReturnType<typeof readPair>>) {
  const next = facts?.talks?.next;
  return next ? [{ pairId: pair.id, name: pair.other.name, ...next }] : [];
}

/** A pair as it stands for the reader. `facts` null: nothing of the coaching is asked of somebody under another hat (C12). */
async function readPair(db: PersonDb, locals: App.Locals, pair: Relationship) {
  const entry = await entryTo(db, locals, pair);
  const facts = entry === 'pair' || pair.status === 'proposed' ? await readPairFacts(db, pair) : null;
  return { pair, entry, facts, isUnseen: await isAskedUnseen(db, pair) };
}

/** What the reader may open of a pair: everything, only what was let through to the evaluation (C12), or nothing (C28). */
async function entryTo(db: PersonDb, { who }: App.Locals, { id, side, status }: Relationship): Promise<'pair' | 'evaluation' | null> {
  if (side === 'coachee') return 'pair';
  if (status !== 'active') return null;
  if (who?.hat === 'coach') return 'pair';
  return (await isEvaluated(db, id)) ? 'evaluation' : null;
}

/** The pair a form is about; anything that is no id is a page that does not exist. */
function pairOf(form: FormData): string {
  const id = form.get('relationship');
  return typeof id === 'string' && isUuid(id) ? id : error(404, m.error_not_found_title());
}

export const actions: Actions = {
  openMirror: async ({ request, locals }) => {
    const form = await request.formData();
    const me = locals.who?.personId ?? '';
    const instrument = locals.house.library.mirrors[0]?.instrument.id ?? '';
    const opened = await locals.asPerson(async (db) => {
      const pair = await findRelationship(db, pairOf(form), me);
      return pair && openRound(db, pair, instrument);
    });
    if (!opened) return fail(409, { problem: 'pair_open_help' as const });
    redirect(303, `/relationships/${opened.relationshipId}/mirrors/${opened.id}`);
  }
};
