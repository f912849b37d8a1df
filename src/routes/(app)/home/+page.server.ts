import { error, fail, redirect } from '@sveltejs/kit';
import { nextSteps } from '#lib/domain/relationship/next-steps.ts';
import { isUuid } from '#lib/server/new-id.ts';
import { m } from '#lib/i18n/m.ts';
import { findRelationship, listRelationships } from '#lib/server/queries/relationships.ts';
import { answerPair } from '#lib/server/use-cases/answer-pair.ts';
import { openRound } from '#lib/server/use-cases/open-round.ts';
import { readPairFacts } from '#lib/server/use-cases/read-pair-facts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { me } = await parent();
  const pairs = await locals.asPerson(async (db) => {
    const relationships = await listRelationships(db, me.id);
    return Promise.all(relationships.map(async (pair) => ({ pair, facts: await readPairFacts(db, pair) })));
  });
  const now = Date.now();
  return {
    roles: locals.who?.roles ?? [],
    stopped: pairs.find(({ pair }) => pair.status === 'ended' && pair.id === url.searchParams.get('stopped'))?.pair.other.name ?? null,
    pairs: pairs.map(({ pair, facts }) => ({
      pair,
      steps: nextSteps(facts, pair.side, now),
      dueAt: facts.latestRound ? new Date(facts.latestRound.dueAt) : null,
      openedAt: facts.latestRound?.openedAt ?? null
    }))
  };
};

/** The pair a form is about; anything that is no id is a page that does not exist. */
function pairOf(form: FormData): string {
  const id = form.get('relationship');
  return typeof id === 'string' && isUuid(id) ? id : error(404, m.error_not_found_title());
}

export const actions: Actions = {
  answer: async ({ request, locals }) => {
    const form = await request.formData();
    const id = pairOf(form);
    const answer = { relationshipId: id, personId: locals.who?.personId ?? '', accepts: form.get('answer') === 'yes' };
    const status = await locals.asPerson((db) => answerPair(db, answer));
    if (status === null) error(404, m.error_not_found_title());
    redirect(303, status === 'active' ? `/relationships/${id}` : '/home');
  },
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
