import { listLooksAtOwn } from '#lib/server/queries/access-records.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ looks: await locals.asPerson(listLooksAtOwn) });
