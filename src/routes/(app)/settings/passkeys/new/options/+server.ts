import { jarOf } from '#lib/server/auth/kept-form.ts';
import { beginRegistration } from '#lib/server/auth/passkey-ceremony.ts';
import { requireRecent } from '#lib/server/auth/require-recent.ts';
import { findOwnEmail } from '#lib/server/queries/accounts.ts';
import { listOwnPasskeys } from '#lib/server/queries/passkeys.ts';
import type { RequestHandler } from './$types';

/** What a browser needs to make a passkey for the person who is signed in. */
export const POST: RequestHandler = async (event) => {
  const who = requireRecent(event.locals, '/settings/passkeys/new');
  const { email, known } = await event.locals.asPerson(async (db) => ({ email: await findOwnEmail(db), known: await listOwnPasskeys(db) }));
  return Response.json(await beginRegistration(jarOf(event), { personId: who.personId, name: who.name, email, known }));
};
