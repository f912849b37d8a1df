import { mostTags, statementCount, tagAttributes, type TagAttribute } from './attribute.ts';
import { readTags } from './compare-pair.ts';
import type { Coach } from './person.ts';

/** The coaches who chose each tag. */
export type Holders = ReadonlyMap<string, readonly number[]>;

/**
 * The coaches as numbers. `holders`: per attribute, who chose each tag. `sizes`: how many tags each coach chose, 0 when none or not
 * answered. `working`: the four answers of each coach, 1 to 5, 0 when not answered. `answers`: which attributes the coach answered, as
 * the place in `masks`, of which there are few. `byTie`, `byLine`, `byId`, `byCloseTo`, `byVeto`, `byVolunteered`: who is met under
 * a name.
 */
export type CodedCoaches = {
  readonly count: number;
  readonly holders: Readonly<Record<TagAttribute, Holders>>;
  readonly sizes: Readonly<Record<TagAttribute, Uint8Array>>;
  readonly working: readonly Uint8Array[];
  readonly answers: Int32Array;
  readonly masks: readonly number[];
  readonly byTie: ReadonlyMap<string, readonly number[]>;
  readonly byLine: ReadonlyMap<string, readonly number[]>;
  readonly byId: ReadonlyMap<string, readonly number[]>;
  readonly byCloseTo: ReadonlyMap<string, readonly number[]>;
  readonly byVeto: ReadonlyMap<string, readonly number[]>;
  readonly byVolunteered: ReadonlyMap<string, readonly number[]>;
};

/** The bit of the way of working in a mask; the tags have the bits before it. */
export const workingBit = 1 << tagAttributes.length;

/** Codes the coaches once per run. */
export function codeCoaches(coaches: readonly Coach[]): CodedCoaches {
  const chosen = recordOfTags((attribute) => coaches.map(({ tags }) => readTags(tags[attribute], mostTags[attribute]) ?? []));
  const masks = [...new Set(coaches.map(maskOf))];
  return {
    count: coaches.length,
    holders: recordOfTags((attribute) => groupBy(chosen[attribute], (tags) => tags)),
    sizes: recordOfTags((attribute) => Uint8Array.from(chosen[attribute], (tags) => tags.length)),
    working: Array.from({ length: statementCount }, (_, at) => Uint8Array.from(coaches, ({ working }) => working?.[at] ?? 0)),
    answers: Int32Array.from(coaches, (coach) => masks.indexOf(maskOf(coach))),
    masks,
    byTie: groupBy(coaches, ({ ties }) => ties),
    byLine: groupBy(coaches, ({ lines }) => lines),
    byId: groupBy(coaches, ({ id }) => [id]),
    byCloseTo: groupBy(coaches, ({ closeTo }) => closeTo),
    byVeto: groupBy(coaches, ({ vetoes }) => vetoes),
    byVolunteered: groupBy(coaches, ({ volunteered }) => volunteered)
  };
}

/** A record with something for each attribute. */
export function recordOfTags<T>(make: (attribute: TagAttribute) => T): Readonly<Record<TagAttribute, T>> {
  return {
    interests: make('interests'),
    values: make('values'),
    experience: make('experience'),
    ambition: make('ambition'),
    languages: make('languages'),
    network: make('network'),
    sector: make('sector'),
    discipline: make('discipline'),
    function: make('function'),
    path: make('path')
  };
}

/** Which attributes somebody answered, one bit each. */
export function maskOf({ tags, working }: Pick<Coach, 'tags' | 'working'>): number {
  const bits = tagAttributes.reduce((mask, attribute, at) => (tags[attribute] ? mask | (1 << at) : mask), 0);
  return working ? bits | workingBit : bits;
}

/** The places of those met under each name. */
function groupBy<T>(all: readonly T[], namesOf: (one: T) => readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  all.forEach((one, at) => {
    for (const name of new Set(namesOf(one))) {
      const group = groups.get(name) ?? [];
      group.push(at);
      groups.set(name, group);
    }
  });
  return groups;
}
