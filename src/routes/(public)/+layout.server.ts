import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => ({
  isSignedIn: locals.who !== null,
  language: locals.locale,
  here: url.pathname + url.search,
  hasOutbox: locals.house.settings.hasOutbox
});
