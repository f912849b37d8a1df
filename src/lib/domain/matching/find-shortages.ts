import { intAt } from './cells.ts';
import { pinOf, rowEnd, rowStart, type Instance } from './instance.ts';

/**
 * Why somebody has no coach: these coachees together can only go to these coaches, who have fewer places than there are coachees. Pins are
 * left out, with their places: whoever is pinned goes nowhere else. `unmatched`: those of them who have none now. No coaches: every coach
 * is forbidden for this one.
 */
export type Shortage = {
  readonly unmatched: readonly number[];
  readonly coachees: readonly number[];
  readonly coaches: readonly number[];
  readonly places: number;
};

/**
 * The reason for everybody who is unmatched, in an assignment with as many matched as possible (Hall 1935): follows from each who could
 * sit where, and who sits there now could go elsewhere. Who is short of some of the same places is told together. Each row is read once.
 */
export function findShortages(instance: Instance, coachOf: Int32Array): Shortage[] {
  const seating: Seating = { instance, ...seatsOf(instance, coachOf), groupOf: Array.from({ length: instance.coaches }, () => null) };
  const groups = new Set<Group>();
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    if (intAt(coachOf, coachee) !== -1) continue;
    const { group, merged } = follow(seating, coachee);
    for (const one of merged) groups.delete(one);
    groups.add(group);
  }
  return [...groups].map((group) => describe(seating, group)).sort((a, b) => (a.unmatched[0] ?? 0) - (b.unmatched[0] ?? 0));
}

/** Coachees and coaches who only have each other; each coach is in one group, and so is each coachee with them. */
type Group = { readonly unmatched: number[]; readonly coachees: number[]; readonly coaches: number[] };

/** `members`: who is with each coach and could go elsewhere. `places`: those of each coach that pins have left. */
type Seating = {
  readonly instance: Instance;
  readonly members: readonly number[][];
  readonly places: Int32Array;
  readonly groupOf: (Group | null)[];
};

function seatsOf(instance: Instance, coachOf: Int32Array): Pick<Seating, 'members' | 'places'> {
  const members = Array.from({ length: instance.coaches }, (): number[] => []);
  const places = Int32Array.from(instance.capacities);
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const pin = pinOf(instance, coachee);
    if (pin === -1) members[intAt(coachOf, coachee)]?.push(coachee);
    else places[pin] = intAt(places, pin) - 1;
  }
  return { members, places };
}

/** All who hang together with one who is unmatched. What was found before is not followed again: its groups are `merged` into this one. */
function follow(seating: Seating, start: number): { group: Group; merged: Group[] } {
  const found: Group = { unmatched: [start], coachees: [start], coaches: [] };
  const met = new Set<Group>();
  for (const coachee of found.coachees) {
    if (found.coaches.length < seating.instance.coaches) readRow(seating, { found, met }, coachee);
  }
  const [group, ...merged] = [found, ...met].sort((a, b) => b.coachees.length - a.coachees.length) as [Group, ...Group[]]; // as: one at least
  for (const one of merged) takeIn(seating, group, one);
  return { group, merged };
}

/** Takes in the coaches a coachee could go to, with whoever is there; notes the groups of those who were found before. */
function readRow(seating: Seating, { found, met }: { found: Group; met: Set<Group> }, coachee: number): void {
  const { instance, members, groupOf } = seating;
  const { scores, columns } = instance;
  const start = rowStart(instance, coachee);
  const end = rowEnd(instance, coachee);
  for (let entry = start; entry < end; entry += 1) {
    if (intAt(scores, entry) < 0) continue;
    const coach = columns ? intAt(columns, entry) : entry - start;
    const known = groupOf[coach];
    if (!known) takeIn(seating, found, { coaches: [coach], coachees: members[coach] ?? [], unmatched: [] });
    else if (known !== found) met.add(known);
  }
}

function takeIn({ groupOf }: Seating, group: Group, { unmatched, coachees, coaches }: Group): void {
  for (const coachee of unmatched) group.unmatched.push(coachee);
  for (const coachee of coachees) group.coachees.push(coachee);
  for (const coach of coaches) {
    group.coaches.push(coach);
    groupOf[coach] = group;
  }
}

function describe({ places }: Seating, { unmatched, coachees, coaches }: Group): Shortage {
  const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
  return {
    unmatched: sorted(unmatched),
    coachees: sorted(coachees),
    coaches: sorted(coaches),
    places: coaches.reduce((sum, coach) => sum + intAt(places, coach), 0)
  };
}
