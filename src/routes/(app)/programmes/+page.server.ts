import { listCoordinatedProgrammes, mayCreateProgrammes } from '#lib/server/queries/programmes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const isAdministrator = locals.who?.roles.includes('administrator') ?? false;
  return locals.asPerson(async (db) => ({
    programmes: await listCoordinatedProgrammes(db),
    mayCreate: await mayCreateProgrammes(db),
    isAdministrator
  }));
};
