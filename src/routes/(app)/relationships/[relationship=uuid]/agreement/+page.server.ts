import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { lastPostponement, parsePostponement } from '#lib/domain/agreement/postponement.ts';
import { m } from '#lib/i18n/m.ts';
import { localTimeOf } from '#lib/i18n/zoned-time.ts';
import { findAgreementFacts, postponeAgreement } from '#lib/server/queries/agreements.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requirePair, requireReading } from '#lib/server/require-pair.ts';
import { showChanges, showVersion, type Telling } from '#lib/server/show-agreement.ts';
import { type Agreement, isSameDeclaration, readAgreement, signVersion } from '#lib/server/use-cases/keep-agreement.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const agreement = await readAgreement(db, reading);
    const facts = await findAgreementFacts(db, reading.pair.id);
    const today = todayOf(locals);
    return {
      pair: reading.pair,
      ...standing({ pair: reading.pair, library: reading.library, language: locals.locale }, agreement),
      facts,
      today,
      lastPostponement: lastPostponement(today),
      isUnchanged: url.searchParams.has('unchanged')
    };
  });

/** What both read: the newest version with what is news to the reader, the one in force beside it, and the list of all. */
function standing(telling: Telling, agreement: Agreement) {
  const { newest, inForce, known, declared, versions } = agreement;
  const isNews = newest !== null && known !== null && known.id !== newest.id;
  const isOtherDeclaration = newest !== null && !isSameDeclaration(newest.declared, declared);
  return {
    newest: newest && showVersion(telling, agreement, newest),
    changes: isNews ? showChanges(telling, known, newest) : {},
    isNews,
    inForce: inForce && showVersion(telling, agreement, inForce),
    declared: isOtherDeclaration ? declared : null,
    versions: versions
      .map((version) => ({ ...showVersion(telling, agreement, version), isSigned: version.signedBy.length > 1 }))
      .map(({ id, number, writer, writtenAt, isSigned }) => ({ id, number, writer, writtenAt, isSigned }))
      .toReversed()
  };
}

const signing = v.object({ version: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  sign: async ({ params, request, locals }) => {
    const { version } = await readForm(request, signing);
    const isSigned = await locals.asPerson(async (db) => signVersion(db, await requireActive(db, locals, params.relationship), version));
    if (!isSigned) return fail(409, { isNewer: true, until: '' });
    redirect(303, `/relationships/${params.relationship}/agreement`);
  },
  postpone: async ({ params, request, locals }) => {
    const { until } = await readForm(request, v.object({ until: v.string() }));
    const day = parsePostponement(until, todayOf(locals));
    if (day === null) return fail(422, { isNewer: false, until });
    await locals.asPerson(async (db) => {
      const pair = await requireActive(db, locals, params.relationship);
      await postponeAgreement(db, placeOf(pair), day);
    });
    redirect(303, `/relationships/${params.relationship}/agreement`);
  }
};

async function requireActive(...asked: Parameters<typeof requirePair>) {
  const pair = await requirePair(...asked);
  return pair.status === 'active' ? pair : error(404, m.error_not_found_title());
}

/** The day it is where this person lives. */
function todayOf(locals: App.Locals): string {
  return localTimeOf(new Date(), locals.who?.timeZone ?? 'UTC').date;
}
