import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
  const { who } = locals;
  if (!who) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  return {
    me: { id: who.personId, name: who.name, timeZone: who.timeZone, hat: who.hat, organisation: who.organisationName },
    coordinates: who.roles.includes('coordinator') || who.roles.includes('administrator'),
    hasOutbox: locals.house.settings.hasOutbox
  };
};
