import { randomBytes } from 'node:crypto';
import type { onChangePayload } from '@hocuspocus/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeLog } from '#lib/server/log.ts';
import { newId } from '#lib/server/new-id.ts';
import type { CloseCode, Context, Guest, House } from './guest.ts';
import { makeStore } from './keep-typing.ts';
import { watchAccess } from './watch-access.ts';

const door = { organisationId: newId(), relationshipId: newId(), conversationId: newId(), mayWrite: true };

/** Somebody whose access is over, with what was done to the socket. */
function come({ token = randomBytes(32), ...faults }: { cut?: true; terminate?: true; token?: Buffer } = {}) {
  const done: (CloseCode | 'terminated')[] = [];
  const note = (said: CloseCode | 'terminated', isBroken = false) => {
    if (isBroken) throw new Error('a socket that is half gone');
    done.push(said);
  };
  const guest = {
    token,
    door,
    isCut: false,
    typedAt: Date.now(),
    cut: (code) => note(code, faults.cut),
    terminate: () => note('terminated', faults.terminate)
  } as Guest; // `who` is not asked here
  return { guest, done };
}

/** A house that lets nobody in any more, with the tokens that were renewed. */
function makeHouse() {
  const renewed: Buffer[] = [];
  const doors = {
    asPerson: () => Promise.resolve(null),
    identify: (token: Buffer) => {
      renewed.push(token);
      return Promise.resolve(null);
    }
  };
  return { house: { database: { doors }, log: makeLog('silent') } as unknown as House, renewed }; // no more is asked of it
}

let stop = (): void => undefined;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('cuts everybody whose access is over, also when a socket before them does not close', async () => {
  const token = randomBytes(32);
  const people = [come({ token, cut: true, terminate: true }), come({ token, cut: true }), come({ token })];
  stop = watchAccess(makeHouse().house, new Set(people.map(({ guest }) => guest)));
  await vi.advanceTimersByTimeAsync(500);
  expect(people.map(({ done }) => done)).toEqual([[], ['terminated'], [4403]]);
});

it('goes on asking after a socket that did not close', async () => {
  const guests = new Set([come({ cut: true, terminate: true }).guest]);
  stop = watchAccess(makeHouse().house, guests);
  await vi.advanceTimersByTimeAsync(500);
  const late = come();
  guests.add(late.guest);
  await vi.advanceTimersByTimeAsync(500);
  expect(late.done).toEqual([4403]);
});

it('goes on asking after a round that failed', async () => {
  const { guest, done } = come();
  const asked = vi.spyOn(Map, 'groupBy').mockImplementationOnce(() => {
    throw new Error('a fault of ours');
  });
  stop = watchAccess(makeHouse().house, new Set([guest]));
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toHaveBeenCalledOnce();
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  expect(done).toEqual([4403]);
});

it('keeps a session awake for who typed in the last five minutes, and lets an open tab fall asleep', async () => {
  const { house, renewed } = makeHouse();
  const [typing, open] = [come(), come()];
  stop = watchAccess(house, new Set([typing.guest, open.guest]));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renewed).toEqual([typing.guest.token, open.guest.token]);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  renewed.length = 0;
  typing.guest.typedAt = Date.now();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renewed).toEqual([typing.guest.token]);
});

it('takes what was typed in a tab for typing, and nothing of another process', () => {
  const store = makeStore(makeHouse().house, 'here');
  const { guest } = come();
  const at = guest.typedAt;
  const change = (connection: { context: Context } | undefined) =>
    store.note({ document: {}, connection, update: new Uint8Array(1) } as onChangePayload<Context>); // as much as is looked at
  vi.advanceTimersByTime(1_000);
  change(undefined);
  expect(guest.typedAt).toBe(at);
  change({ context: { guest } });
  expect(guest.typedAt).toBe(at + 1_000);
});
