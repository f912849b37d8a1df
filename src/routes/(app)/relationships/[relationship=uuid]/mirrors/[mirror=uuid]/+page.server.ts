import { error, fail, redirect } from '@sveltejs/kit';
import { compareItems } from '#lib/domain/mirror/compare-items.ts';
import { countProgress } from '#lib/domain/mirror/count-progress.ts';
import { mayHandIn } from '#lib/domain/mirror/may-hand-in.ts';
import { groupItems } from '#lib/domain/mirror/group-items.ts';
import { parseAnswers } from '#lib/domain/mirror/parse-answers.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { recordLook } from '#lib/server/queries/mirrors.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { handInAnswers, placeOf, saveAnswers } from '#lib/server/use-cases/answer-mirror.ts';
import { decideRelease } from '#lib/server/use-cases/decide-release.ts';
import { type PairReading, readRounds } from '#lib/server/use-cases/read-rounds.ts';
import { readSheet } from '#lib/server/read-sheet.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const { reading, round, own, state, shelf } = await readSheet(db, locals, params);
    const groups = groupItems(shelf.instrument);
    const progress = countProgress(shelf.instrument, own?.answers ?? {});
    const isAnswering = state === 'open' && !own?.handedInAt;
    return {
      pair: reading.pair,
      round,
      state: isAnswering ? ('answering' as const) : state,
      words: shelf.words[locals.locale],
      isValidated: shelf.instrument.validated,
      groups: groups.map((items) => items.map(({ id }) => id)),
      shown: shownPage(url, groups.length),
      own: own && { answers: own.answers, handedInAt: own.handedInAt, savedAt: own.savedAt },
      progress,
      mayHandIn: mayHandIn(progress),
      isSaved: url.searchParams.has('saved'),
      result: state === 'complete' ? await readResult(db, reading, round.id) : null
    };
  });

/** Which part of the sheet the address asks for: a page from 1, everything, or the check before handing in. */
function shownPage(url: URL, pages: number): number | 'all' | 'check' {
  const wanted = url.searchParams.get('page') ?? '1';
  if (wanted === 'all' || wanted === 'check') return wanted;
  return Math.min(pages, Math.max(1, Math.floor(Number(wanted)) || 1));
}

/** Both answers item by item, as far as this reader may see them; looking leaves a line for the coachee (S4). */
async function readResult(db: PersonDb, reading: PairReading, mirrorId: string) {
  const view = (await readRounds(db, reading)).find((round) => round.id === mirrorId);
  if (!view) return null;
  const { instrument } = reading.library.mirror(view.instrument);
  const seesOther = reading.pair.side === 'coachee' || view.release?.level === 'items';
  if (reading.pair.side === 'coach' && view.release?.level === 'items')
    await recordLook(db, placeOf(reading.pair, mirrorId), 'mirror-answers');
  return { items: compareItems(instrument, view.offered ?? {}, view.received ?? {}), seesOther, release: view.release };
}

export const actions: Actions = {
  /** Saves a page of the sheet and goes where the button says; nothing typed is lost. */
  save: async ({ params, request, locals, url }) => {
    const form = Object.fromEntries(await request.formData());
    const outcome = await locals.asPerson(async (db) => {
      const sheet = await readSheet(db, locals, params);
      const parsed = parseAnswers(sheet.shelf.instrument, form);
      if ('problems' in parsed) return parsed;
      return saveAnswers(db, sheet.answering, { ...sheet.own?.answers, ...parsed.answers });
    });
    if (typeof outcome === 'object') return fail(422, { problems: outcome.problems, values: textsOf(form) });
    if (!outcome) return fail(409, { isClosed: true, values: textsOf(form) });
    const next = typeof form['next'] === 'string' ? form['next'] : (url.searchParams.get('page') ?? '1');
    redirect(303, `${url.pathname}?page=${encodeURIComponent(next)}&saved`);
  },
  handIn: async ({ params, locals, url }) => {
    const done = await locals.asPerson(async (db) => {
      const { answering, own, shelf } = await readSheet(db, locals, params);
      if (!mayHandIn(countProgress(shelf.instrument, own?.answers ?? {}))) return 'too-few';
      return handInAnswers(db, answering, own?.answers ?? {});
    });
    if (done === 'too-few') redirect(303, `${url.pathname}?page=check`);
    if (!done) return fail(409, { isClosed: true });
    redirect(303, url.pathname);
  },
  release: async ({ params, request, locals, url }) => {
    const level = (await request.formData()).get('level');
    if (level !== 'nothing' && level !== 'scores' && level !== 'items') return fail(422, { isReleaseMissing: true });
    const done = await locals.asPerson(async (db) =>
      decideRelease(db, await requireReading(db, locals, params.relationship), { mirrorId: params.mirror, level })
    );
    if (!done) error(404, m.error_not_found_title());
    redirect(303, `${url.pathname}#release`);
  }
};
