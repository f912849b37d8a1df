import { redirect } from '@sveltejs/kit';
import { dropKeptForm, findKeptForm, jarOf } from '#lib/server/auth/kept-form.ts';
import type { PageServerLoad } from './$types';

/** What somebody was sending when their session was over; to anybody else there is nothing here. */
export const load: PageServerLoad = (event) => {
  const { who } = event.locals;
  if (!who) redirect(303, `/sign-in?next=${encodeURIComponent('/sign-in/kept')}`);
  const jar = jarOf(event);
  const kept = findKeptForm(jar, who.personId);
  if (!kept) {
    dropKeptForm(jar);
    redirect(303, '/home');
  }
  const fields = [...new URLSearchParams(kept.body)].map(([name, value]) => ({ name, value }));
  return { path: kept.path, back: kept.path.split('?')[0] ?? '/home', fields, texts: fields.filter((field) => isText(field.value)) };
};

/** Worth showing: words somebody typed, not the value of a choice or an id. */
function isText(value: string): boolean {
  return /\s/u.test(value.trim()) || (value.length > 20 && !/^[0-9a-f-]{36}$/u.test(value));
}
