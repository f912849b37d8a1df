import { setTimeout as pause } from 'node:timers/promises';

/** Longer than the work behind a sign-in takes on a small machine, so that how long it took tells nothing. Proposal of ours. */
const floorMs = 400;

/** Gives the answer of `work`, but not before the floor: found and not found take equally long. */
export async function evenTime<T>(work: () => Promise<T>): Promise<T> {
  const answer = work();
  await Promise.allSettled([answer, pause(floorMs)]);
  return answer;
}
