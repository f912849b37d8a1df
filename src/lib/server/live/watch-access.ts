import { closeCodes, cutOff, doorFor, type Guest, type House, nameOf } from './guest.ts';

/** How often is asked whether somebody still may: access that ended is cut within a second. */
const everyMs = 500;
/** Asked at the same time: the pool is for pages first. */
const atOnce = 4;
/** Somebody who typed here lately is there, so the session does not fall asleep. An open tab alone is nobody. */
const awakeMs = 60_000;
const latelyMs = 5 * 60_000;

/**
 * Asks the database, for every tab that has notes open, whether its token still opens them: one short transaction per
 * person and talk, twice a second. Cuts whoever may not, and whoever cannot be asked about. Gives what ends the watch.
 */
export function watchAccess(house: House, guests: ReadonlySet<Guest>): () => void {
  let isAsking = false;
  const round = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      await askAll(house, guests);
    } catch (error) {
      house.log.error({ fault: nameOf(error) }, 'could not ask who may still read live notes; asking again');
    } finally {
      isAsking = false;
    }
  };
  const watch = setInterval(() => void round(), everyMs);
  const awake = setInterval(() => void stayAwake(house, guests), awakeMs);
  return () => {
    clearInterval(watch);
    clearInterval(awake);
  };
}

/** Asks about everybody, a few at a time. */
async function askAll(house: House, guests: ReadonlySet<Guest>): Promise<void> {
  const groups = [...Map.groupBy(guests, ({ token, door }) => `${token.toString('hex')} ${door.conversationId}`).values()];
  const ask = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) await check(house, group);
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
}

/** All tabs of one person on one talk. */
async function check(house: House, group: readonly Guest[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  const door = await doorFor(house, first.token, first.door).catch(() => 'unknown' as const);
  for (const guest of group) {
    if (door === null) cutOff(house, guest, closeCodes.over);
    else if (door === 'unknown') cutOff(house, guest, closeCodes.restart);
    else if (door.mayWrite !== guest.door.mayWrite) cutOff(house, guest, closeCodes.changed);
  }
}

async function stayAwake(house: House, guests: ReadonlySet<Guest>): Promise<void> {
  const since = Date.now() - latelyMs;
  const tokens = new Map([...guests].filter(({ typedAt }) => typedAt > since).map(({ token }) => [token.toString('hex'), token]));
  for (const token of tokens.values()) await house.database.doors.identify(token).catch(() => null);
}
