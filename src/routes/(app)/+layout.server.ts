import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/server/new-id.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
  const { who } = locals;
  if (!who) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  return {
    me: { id: who.personId, name: who.name, timeZone: who.timeZone, hat: who.hat, organisation: who.organisationName },
    coordinates: who.roles.includes('coordinator') || who.roles.includes('administrator'),
    formKey: newId(),
    hasOutbox: locals.house.settings.hasOutbox
  };
};
