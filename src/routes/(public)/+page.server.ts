import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.who) redirect(303, '/home');
  return { isDemo: locals.house.settings.isDemo };
};
