import { intAt } from './cells.ts';
import { rowEnd, rowStart, type Instance } from './instance.ts';

/**
 * Why somebody has no coach: these coachees together can only go to these coaches, who have fewer places than there are coachees.
 * `unmatched`: those of them who have none now. No coaches: every coach is forbidden for them.
 */
export type Shortage = {
  readonly unmatched: readonly number[];
  readonly coachees: readonly number[];
  readonly coaches: readonly number[];
  readonly places: number;
};

/**
 * The reason for everybody who is unmatched, in an assignment with as many matched as possible (Hall 1935): follows from each who could
 * sit where, and who sits there now could go elsewhere. Who is short of the same places is told together.
 */
export function findShortages(instance: Instance, coachOf: Int32Array): Shortage[] {
  const seen = new Uint8Array(instance.coachees);
  const members = membersOf(instance, coachOf);
  const shortages: Shortage[] = [];
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    if (intAt(coachOf, coachee) === -1 && seen[coachee] === 0) shortages.push(follow(instance, { members, seen, coachOf }, coachee));
  }
  return shortages;
}

type Seating = { readonly members: readonly (readonly number[])[]; readonly seen: Uint8Array; readonly coachOf: Int32Array };

function membersOf({ coachees, coaches }: Instance, coachOf: Int32Array): number[][] {
  const members = Array.from({ length: coaches }, (): number[] => []);
  for (let coachee = 0; coachee < coachees; coachee += 1) members[intAt(coachOf, coachee)]?.push(coachee);
  return members;
}

function follow(instance: Instance, { members, seen, coachOf }: Seating, start: number): Shortage {
  const coachees = [start];
  const coaches = new Set<number>();
  seen[start] = 1;
  for (const coachee of coachees) {
    const unknown = [...coachesFor(instance, coachee)].filter((coach) => !coaches.has(coach));
    for (const coach of unknown) {
      coaches.add(coach);
      addUnseen(coachees, members[coach] ?? [], seen);
    }
  }
  const unmatched = alsoShort(instance, { coachOf, seen }, coaches);
  const places = [...coaches].reduce((sum, coach) => sum + intAt(instance.capacities, coach), 0);
  const all = [...new Set([...coachees, ...unmatched])].sort((a, b) => a - b);
  return { unmatched: [...new Set([start, ...unmatched])], coachees: all, coaches: [...coaches].sort((a, b) => a - b), places };
}

function* coachesFor(instance: Instance, coachee: number): Generator<number> {
  const start = rowStart(instance, coachee);
  const end = rowEnd(instance, coachee);
  for (let entry = start; entry < end; entry += 1) {
    if (intAt(instance.scores, entry) >= 0) yield instance.columns ? intAt(instance.columns, entry) : entry - start;
  }
}

function addUnseen(coachees: number[], more: readonly number[], seen: Uint8Array): void {
  for (const coachee of more) {
    if (seen[coachee] === 1) continue;
    seen[coachee] = 1;
    coachees.push(coachee);
  }
}

/** Others who are unmatched and can go nowhere else either; somebody for whom everything is forbidden stands alone. */
function alsoShort(instance: Instance, { coachOf, seen }: Omit<Seating, 'members'>, coaches: ReadonlySet<number>): number[] {
  const short: number[] = [];
  for (let coachee = 0; coachee < instance.coachees && coaches.size > 0; coachee += 1) {
    if (intAt(coachOf, coachee) !== -1 || seen[coachee] === 1) continue;
    const possible = [...coachesFor(instance, coachee)];
    if (possible.length === 0 || !possible.every((coach) => coaches.has(coach))) continue;
    seen[coachee] = 1;
    short.push(coachee);
  }
  return short;
}
