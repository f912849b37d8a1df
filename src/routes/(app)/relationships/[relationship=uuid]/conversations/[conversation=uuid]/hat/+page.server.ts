import { error, fail, redirect } from '@sveltejs/kit';
import { type Hat, isHat, otherHatsOf } from '#lib/domain/hat/hat.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findDeclaredRoles } from '#lib/server/queries/hats.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readConversation } from '#lib/server/use-cases/plan-conversation.ts';
import { putHatOnTalk } from '#lib/server/use-cases/put-hat-on-talk.ts';
import type { Actions, PageServerLoad } from './$types';

/** The hats that can be on in this talk; 404 for whoever has none to choose. */
async function requireHats(db: PersonDb, locals: App.Locals, params: { relationship: string; conversation: string }) {
  const reading = await requireReading(db, locals, params.relationship);
  const conversation = await readConversation(db, reading, params.conversation);
  const { pair } = reading;
  const others = otherHatsOf(await findDeclaredRoles(db, pair.id));
  const isOpen = conversation !== null && conversation.state !== 'cancelled' && pair.status === 'active';
  if (!isOpen || pair.side !== 'coach' || (others.length === 0 && conversation.hat === 'coach')) error(404, m.error_not_found_title());
  const hats: Hat[] = ['coach', ...others];
  return { pair, conversation, hats };
}

export const load: PageServerLoad = ({ params, locals }) => locals.asPerson((db) => requireHats(db, locals, params));

export const actions: Actions = {
  /** An act of its own, which both read afterwards with the time (C12). */
  default: async ({ params, request, locals }) => {
    const hat = (await request.formData()).get('hat');
    if (!isHat(hat)) return fail(422, { isUndeclared: false });
    const isOn = await locals.asPerson(async (db) => {
      const { pair, conversation } = await requireHats(db, locals, params);
      return putHatOnTalk(db, { pair, conversation, hat });
    });
    if (!isOn) return fail(409, { isUndeclared: true });
    redirect(303, `/relationships/${params.relationship}/conversations/${params.conversation}`);
  }
};
