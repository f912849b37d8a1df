/** One run or trial at a time in a process: each takes a thread, and six bytes a pair. */
const turn: { last: Promise<unknown> } = { last: Promise.resolve() };

/** Does this when all that asked for a turn before has come to its end, well or not. */
export async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.last.then(work);
  turn.last = mine.catch(() => undefined);
  return mine;
}
