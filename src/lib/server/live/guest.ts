import type { PersonDb, Who } from '#lib/server/db.ts';
import { findLiveDoor, type LiveDoor } from '#lib/server/queries/live-notes.ts';
import type { Running } from '#lib/server/running.ts';
import type { OpenDoor } from '#lib/server/use-cases/live-pieces.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';

/**
 * Somebody who has the notes of a talk open: one tab, one socket. `cut` ends it at once, with the reason as a close code;
 * `terminate` without a goodbye, when that fails. `typedAt`: when something was last typed here, or the tab was opened;
 * milliseconds since 1970.
 */
export type Guest = {
  readonly token: Buffer;
  readonly who: Who;
  readonly door: LiveDoor;
  isCut: boolean;
  typedAt: number;
  cut: (code: CloseCode) => void;
  terminate: () => void;
};

/** What Hocuspocus carries along with a connection. It copies this object, so the guest stands inside it. */
export type Context = { guest: Guest };

/** Why a socket was closed by us. `over`: access has ended. `changed`: come back, what you may do has changed. `restart`: the process stops. `full`: too long. */
export const closeCodes = { over: 4403, changed: 4409, restart: 1012, full: 4413 } as const;
export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** What the notes need of the running house. */
export type House = Pick<Running, 'database' | 'ring' | 'log' | 'settings'>;

/** Cuts a guest, one way or the other. Never throws: whoever comes next must be cut too. */
export function cutOff(house: Pick<House, 'log'>, guest: Guest, code: CloseCode): void {
  for (const end of [() => guest.cut(code), () => guest.terminate()]) {
    try {
      end();
      return;
    } catch (error) {
      house.log.warn({ fault: nameOf(error) }, 'a socket of live notes did not close');
    }
  }
}

/** The door as it is for this token now; null when there is none: no session, another hat, an ended pair, not theirs. */
export async function doorFor(
  house: House,
  token: Buffer,
  { relationshipId, conversationId }: Pick<LiveDoor, 'relationshipId' | 'conversationId'>
) {
  try {
    return await house.database.doors.asPerson(token, (db) => findLiveDoor(db, relationshipId, conversationId));
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Runs `work` as the guest, with the seal of the pair, which is forgotten afterwards. */
export async function asGuest<T>(house: House, guest: Guest, work: (db: PersonDb, open: OpenDoor) => Promise<T>): Promise<T> {
  return house.database.doors.asPerson(guest.token, async (db) => {
    const seal = await sealForPair(db, house.ring, guest.door);
    return work(db, { door: guest.door, seal });
  });
}

/** The same as the first of these guests whom the database does not refuse; null when it refuses all. */
export async function asFirstOf<T>(
  house: House,
  guests: readonly Guest[],
  work: (db: PersonDb, open: OpenDoor, guest: Guest) => Promise<T>
): Promise<T | null> {
  for (const guest of guests) {
    const done = await asGuest(house, guest, (db, open) => work(db, open, guest)).then(
      (result) => ({ result }),
      (error: unknown) => {
        if (isRefusal(error)) return null;
        throw error;
      }
    );
    if (done) return done.result;
  }
  return null;
}

/** Whether the database said no: the session is over, or a policy refuses. Anything else may pass. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'NoSessionError' || ('code' in error && error.code === '42501');
}

/** The kind of a fault. The fault itself may carry what somebody typed, and Hocuspocus prints what it is thrown. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
