import { setTimeout as pause } from 'node:timers/promises';
import { newToken } from '#lib/server/auth/token.ts';
import { running } from '#lib/server/start.ts';
import type { RequestHandler } from './$types';

const patienceMs = 2_000;

/** The database answers: asked who holds a token of nobody, it says nobody. */
export const GET: RequestHandler = async () => {
  const isReady = await Promise.race([databaseAnswers(), pause(patienceMs, false, { ref: false })]);
  const headers = { 'content-type': 'text/plain' };
  return isReady ? new Response('ok\n', { headers }) : new Response('the database does not answer\n', { status: 503, headers });
};

async function databaseAnswers(): Promise<boolean> {
  try {
    return (await running().database.doors.identify(newToken())) === null;
  } catch {
    return false; // away; the log of the start says why
  }
}
