import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { showVersion } from '#lib/server/show-agreement.ts';
import { readAgreement } from '#lib/server/use-cases/keep-agreement.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const { pair, seal, library } = await requireReading(db, locals, params.relationship);
    const agreement = await readAgreement(db, { pair, seal });
    const version = agreement.versions.find(({ id }) => id === params.version) ?? error(404, m.error_not_found_title());
    return {
      pair,
      version: showVersion({ pair, library, language: locals.locale }, agreement, version),
      isInForce: agreement.inForce?.id === version.id,
      isNewest: agreement.newest?.id === version.id
    };
  });
