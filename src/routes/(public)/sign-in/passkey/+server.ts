import { jarOf } from '#lib/server/auth/kept-form.ts';
import { beginAuthentication } from '#lib/server/auth/passkey-ceremony.ts';
import type { RequestHandler } from './$types';

/** The question a browser answers with a passkey. */
export const POST: RequestHandler = async (event) => Response.json(await beginAuthentication(jarOf(event)));
