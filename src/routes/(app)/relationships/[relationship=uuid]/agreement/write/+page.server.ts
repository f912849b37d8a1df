import { error, fail, redirect } from '@sveltejs/kit';
import { type AgreementValues, parseAgreement, readValues, toValues } from '#lib/domain/agreement/agreement-form.ts';
import { compareDrafts, type FieldFate, takeTheirs } from '#lib/domain/agreement/compare-drafts.ts';
import type { AgreementField } from '#lib/domain/agreement/agreement.ts';
import { compareWords, type DifferencePiece } from '#lib/domain/agreement/word-difference.ts';
import { speakDeclared, speakValue } from '#lib/i18n/agreement-words.ts';
import { m } from '#lib/i18n/m.ts';
import { localTimeOf } from '#lib/i18n/zoned-time.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { type Agreement, beginAgreement, readAgreement, writeAgreement } from '#lib/server/use-cases/keep-agreement.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const reading = await requireWriting(db, locals, params.relationship);
    const { fields, words } = reading.library.agreement;
    const { newest, declared } = await readAgreement(db, reading);
    const content = newest?.content ?? (await beginAgreement(db, reading, { language: locals.locale, today: todayOf(locals) }));
    return {
      pair: reading.pair,
      fields,
      words: words[locals.locale],
      values: toValues(fields, content),
      basedOn: newest?.id ?? null,
      declared: speakDeclared(declared, reading.pair)
    };
  });

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const outcome = await locals.asPerson(async (db) => {
      const reading = await requireWriting(db, locals, params.relationship);
      return keep(db, { reading, form, today: todayOf(locals) });
    });
    if (outcome.kind === 'kept') redirect(303, `/relationships/${params.relationship}/agreement${outcome.isNew ? '' : '?unchanged'}`);
    const { status, ...shown } = outcome;
    return fail(status, shown);
  }
};

type Sent = { reading: PairReading; form: Readonly<Record<string, unknown>>; today: string };

/** Keeps the form as a new version. What has to be mended comes back with everything as it was typed. */
async function keep(db: PersonDb, { reading, form, today }: Sent) {
  const { fields } = reading.library.agreement;
  const agreement = await readAgreement(db, reading);
  const seen = agreement.versions.find(({ id }) => id === form['basedOn']) ?? null;
  const base = seen && toValues(fields, seen.content);
  const mine = withChoices(fields, form, base);
  if (seen !== agreement.newest) return overtaken(fields, { newest: agreement.newest, base, mine });
  const parsed = parseAgreement(fields, mine, today);
  const basedOn = seen?.id ?? null;
  if ('problems' in parsed) return { ...parsed, kind: 'odd' as const, status: 422, values: mine, basedOn, overlaps: {} };
  const written = await writeAgreement(db, reading, { basedOn, content: parsed.content });
  if (written !== 'overtaken') return { kind: 'kept' as const, isNew: written === 'written' };
  const { newest } = await readAgreement(db, reading);
  return overtaken(fields, { newest, base, mine });
}

/** What was sent, with the other's words where those were chosen. */
function withChoices(fields: readonly AgreementField[], form: Sent['form'], theirs: AgreementValues | null): AgreementValues {
  const mine = readValues(fields, form);
  const chosen = fields.map(({ id }) => id).filter((id) => form[`choice-${id}`] === 'theirs');
  return theirs ? takeTheirs(fields, { mine, theirs }, chosen) : mine;
}

/** What two people did to one field, and how the other's words differ. */
export type Overlap = { fate: Extract<FieldFate, 'theirs' | 'both'>; pieces: DifferencePiece[] };

type Overtaking = { newest: Agreement['newest']; base: AgreementValues | null; mine: AgreementValues };

/** The other kept a version meanwhile: nothing is kept now, own words stay, and where both changed something it is asked. */
function overtaken(fields: readonly AgreementField[], { newest, base, mine }: Overtaking) {
  const theirs = newest ? toValues(fields, newest.content) : mine;
  const fates = compareDrafts(fields, { base, mine, theirs });
  const overlaps = fields.flatMap((field): [string, Overlap][] => {
    const fate = fates[field.id];
    if (fate !== 'theirs' && fate !== 'both') return [];
    return [[field.id, { fate, pieces: compareWords(speakValue(field, mine), speakValue(field, theirs)) }]];
  });
  const taken = overlaps.filter(([, { fate }]) => fate === 'theirs').map(([id]) => id);
  return {
    kind: 'overtaken' as const,
    status: 409,
    problems: {},
    values: takeTheirs(fields, { mine, theirs }, taken),
    basedOn: newest?.id ?? null,
    overlaps: Object.fromEntries(overlaps)
  };
}

async function requireWriting(...asked: Parameters<typeof requireReading>): Promise<PairReading> {
  const reading = await requireReading(...asked);
  return reading.pair.status === 'active' ? reading : error(404, m.error_not_found_title());
}

/** The day it is where this person lives. */
function todayOf(locals: App.Locals): string {
  return localTimeOf(new Date(), locals.who?.timeZone ?? 'UTC').date;
}
