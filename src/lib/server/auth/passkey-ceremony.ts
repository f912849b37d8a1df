import type { Cookies } from '@sveltejs/kit';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse
} from '@simplewebauthn/server';
import * as v from 'valibot';
import type { PublicPasskey } from '#lib/server/queries/passkeys.ts';
import { type CookieJar, sealedCookie } from './known-person.ts';
import { sealValue, unsealValue } from './sealed-value.ts';

const cookie = 'passkey-challenge';
const minutes = 5;
/** EdDSA, ES256, RS256 (COSE): what authenticators have; the newer kinds are still experimental in Node. */
const algorithms = [-8, -7, -257];
const challengeSchema = v.object({ challenge: v.string(), personId: v.nullable(v.string()) });

/** What a browser answers, as PublicKeyCredential.toJSON gives it (WebAuthn level 3); what we do not use is dropped. */
const answered = { id: v.string(), rawId: v.string(), type: v.literal('public-key') };
const made = v.object({
  ...answered,
  response: v.object({ clientDataJSON: v.string(), attestationObject: v.string(), transports: v.optional(v.array(v.string()), []) }),
  clientExtensionResults: v.optional(v.object({}), {})
});
const used = v.object({
  ...answered,
  response: v.object({ clientDataJSON: v.string(), authenticatorData: v.string(), signature: v.string() }),
  clientExtensionResults: v.optional(v.object({}), {})
});

/** What a browser needs to make or use a passkey: the options as JSON. */
export type Options = { challenge: string };

export type NewPasskeyOwner = { personId: string; name: string; email: string; known: { credentialId: string }[] };

/** Begins making a passkey that can be found without typing an address (discoverable). */
export async function beginRegistration(jar: CookieJar, owner: NewPasskeyOwner): Promise<Options> {
  const options = await generateRegistrationOptions({
    rpName: 'Vierpoot',
    rpID: jar.settings.publicUrl.hostname,
    userName: owner.email,
    userDisplayName: owner.name,
    userID: new TextEncoder().encode(owner.personId),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: owner.known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
  });
  keepChallenge(jar, options.challenge, owner.personId);
  return options;
}

/** Begins signing in with whichever passkey the browser has for us. */
export async function beginAuthentication(jar: CookieJar): Promise<Options> {
  const options = await generateAuthenticationOptions({ rpID: jar.settings.publicUrl.hostname, userVerification: 'required' });
  keepChallenge(jar, options.challenge, null);
  return options;
}

/** The passkey in a browser's answer; null when the answer is not one to our question to this person. */
export async function finishRegistration(jar: CookieJar, personId: string, answer: string): Promise<PublicPasskey | null> {
  const asked = takeChallenge(jar);
  const response = parseAnswer(made, answer);
  if (asked?.personId !== personId || !response) return null;
  const expected = expectedBy(jar, asked.challenge);
  const verified = await verifyRegistrationResponse({ response, supportedAlgorithmIDs: algorithms, ...expected }).catch(() => null); // it throws on what does not fit
  if (!verified?.verified) return null;
  const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports: transports ?? [] };
}

/** Which passkey a browser says it used; null when it is no answer. Proves nothing yet. */
export function credentialOf(answer: string): string | null {
  return parseAnswer(used, answer)?.id ?? null;
}

/** Whether the answer was made with this passkey to our question; gives the new counter, null when it was not. */
export async function finishAuthentication(jar: CookieJar, passkey: PublicPasskey, answer: string): Promise<number | null> {
  const asked = takeChallenge(jar);
  const response = parseAnswer(used, answer);
  if (!asked || !response) return null;
  const credential = { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter };
  const expected = expectedBy(jar, asked.challenge);
  const verified = await verifyAuthenticationResponse({ response, credential, ...expected }).catch(() => null); // it throws on what does not fit
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}

function expectedBy({ settings }: CookieJar, expectedChallenge: string) {
  return {
    expectedChallenge,
    expectedOrigin: settings.publicUrl.origin,
    expectedRPID: settings.publicUrl.hostname,
    requireUserVerification: true
  };
}

function parseAnswer<Schema extends typeof made | typeof used>(schema: Schema, answer: string): v.InferOutput<Schema> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(answer));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // not JSON
  }
}

function keepChallenge({ cookies, ring, settings }: CookieJar, challenge: string, personId: string | null): void {
  const sealed = sealValue(ring, { purpose: 'passkey-challenge', minutes }, { challenge, personId });
  cookies.set(cookie, sealed, { ...sealedCookie(settings), maxAge: minutes * 60 });
}

/** A question is answered once. */
function takeChallenge({ cookies, ring, settings }: CookieJar): v.InferOutput<typeof challengeSchema> | null {
  const opened = v.safeParse(challengeSchema, unsealValue(ring, 'passkey-challenge', cookies.get(cookie)));
  forget(cookies, settings);
  return opened.success ? opened.output : null;
}

function forget(cookies: Cookies, settings: CookieJar['settings']): void {
  cookies.delete(cookie, sealedCookie(settings));
}
