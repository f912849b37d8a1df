import { error } from '@sveltejs/kit';
import { dayAndTime } from '#lib/i18n/dates.ts';
import { m } from '#lib/i18n/m.ts';
import { makePdf, type PaperLine } from '#lib/server/pdf/paper.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import { type ShownVersion, showVersion } from '#lib/server/show-agreement.ts';
import { readAgreement } from '#lib/server/use-cases/keep-agreement.ts';
import type { RequestHandler } from './$types';

/** One version as a PDF, for both of the pair (C9). */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { pair, version, isOpen } = await locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const agreement = await readAgreement(db, reading);
    const found = agreement.versions.find(({ id }) => id === params.version) ?? error(404, m.error_not_found_title());
    const isOpen = reading.pair.status === 'active' && found.id === agreement.newest?.id;
    return { pair: reading.pair, isOpen, version: showVersion({ ...reading, language: locals.locale }, agreement, found) };
  });
  const title = m.agreement_version_title({ number: version.number });
  const pdf = await makePdf(linesOf(pair, { ...version, isOpen }, locals.who?.timeZone ?? 'UTC'), {
    title,
    language: locals.locale,
    madeAt: new Date(),
    page: m.agreement_pdf_page,
    unshown: m.agreement_pdf_unshown()
  });
  const headers = { 'content-type': 'application/pdf', 'cache-control': 'private, no-store' };
  return new Response(Buffer.from(pdf), {
    headers: { ...headers, 'content-disposition': `inline; filename="${m.agreement_pdf_name({ number: version.number })}"` }
  });
};

/** `isOpen`: it can still be signed. */
function linesOf(pair: Relationship, version: ShownVersion & { isOpen: boolean }, zone: string): PaperLine[] {
  const said = version.groups.flatMap((group): PaperLine[] => [
    { look: 'heading', text: group.title },
    ...group.fields.flatMap(({ label, text }): PaperLine[] => [
      { look: 'label', text: label },
      text === '' ? { look: 'soft', text: m.agreement_empty_field() } : { look: 'text', text }
    ])
  ]);
  return [
    { look: 'title', text: m.agreement_title() },
    { look: 'text', text: m.agreement_pdf_between({ coach: pair.coach.name, coachee: pair.coachee.name }) },
    { look: 'soft', text: m.agreement_pdf_programme({ programme: pair.programme.name }) },
    {
      look: 'soft',
      text: m.agreement_version({ number: version.number, name: version.writer, date: dayAndTime(version.writtenAt, zone) })
    },
    ...said,
    { look: 'heading', text: m.agreement_signatures() },
    ...[pair.coach, pair.coachee].map(({ id, name }): PaperLine => {
      const signature = version.signatures.find(({ personId }) => personId === id);
      const unsigned = version.isOpen ? m.agreement_not_signed_by({ name }) : m.agreement_not_signed_by_ever({ name });
      if (!signature) return { look: 'text', text: unsigned };
      return { look: 'text', text: m.agreement_signed_by({ name, date: dayAndTime(signature.signedAt, zone) }) };
    })
  ];
}
