import { fields, tagAttributes, type TagAttribute } from './attribute.ts';
import { readTags } from './compare-pair.ts';
import type { Coach } from './person.ts';

/** Lists of coaches, one after another: those of list k stand from `starts[k]` up to `starts[k + 1]`. */
export type Lists = { readonly starts: Int32Array; readonly coaches: Int32Array };

/**
 * The coaches as numbers. `tagOf`: per attribute, the list of each tag; `lists`: the coaches who chose it. `sizes`: how many tags each
 * coach chose, packed as `fields` says. `working`: the four answers, three bits each. `answers`: which attributes the coach answered, as
 * the place in `masks`, of which there are few. `byTie`, `byLine`, `byId`, `byCloseTo`, `byVolunteered`: who is met under a name.
 */
export type CodedCoaches = {
  readonly count: number;
  readonly tagOf: Readonly<Record<TagAttribute, ReadonlyMap<string, number>>>;
  readonly lists: Lists;
  readonly sizes: Int32Array;
  readonly working: Int32Array;
  readonly answers: Int32Array;
  readonly masks: readonly number[];
  readonly byTie: ReadonlyMap<string, readonly number[]>;
  readonly byLine: ReadonlyMap<string, readonly number[]>;
  readonly byId: ReadonlyMap<string, readonly number[]>;
  readonly byCloseTo: ReadonlyMap<string, readonly number[]>;
  readonly byVolunteered: ReadonlyMap<string, readonly number[]>;
};

/** The bit of the way of working in a mask; the tags have the bits before it. */
export const workingBit = 1 << tagAttributes.length;

/** Codes the coaches once per run. */
export function codeCoaches(coaches: readonly Coach[]): CodedCoaches {
  const sizes = new Int32Array(coaches.length);
  const members: number[][] = [];
  const codeTags = (attribute: TagAttribute) => codeAttribute(coaches, attribute, { sizes, members });
  const tagOf = recordOfTags(codeTags);
  const masks = [...new Set(coaches.map(maskOf))];
  return {
    count: coaches.length,
    tagOf,
    lists: joinLists(members),
    sizes,
    working: Int32Array.from(coaches, ({ working }) => (working ?? []).reduce((code, answer, at) => code | (answer << (3 * at)), 0)),
    answers: Int32Array.from(coaches, (coach) => masks.indexOf(maskOf(coach))),
    masks,
    byTie: groupBy(coaches, ({ ties }) => ties),
    byLine: groupBy(coaches, ({ lines }) => lines),
    byId: groupBy(coaches, ({ id }) => [id]),
    byCloseTo: groupBy(coaches, ({ closeTo }) => closeTo),
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

type Coding = { readonly sizes: Int32Array; readonly members: number[][] };

function codeAttribute(coaches: readonly Coach[], attribute: TagAttribute, { sizes, members }: Coding): ReadonlyMap<string, number> {
  const { shift, most } = fields[attribute];
  const lists = new Map<string, number>();
  coaches.forEach((coach, at) => {
    const tags = readTags(coach.tags[attribute], most) ?? [];
    sizes[at] = (sizes[at] ?? 0) | (tags.length << shift);
    for (const tag of tags) {
      const list = lists.get(tag) ?? members.push([]) - 1;
      lists.set(tag, list);
      members[list]?.push(at);
    }
  });
  return lists;
}

function joinLists(members: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(members.length + 1);
  members.forEach((list, at) => {
    starts[at + 1] = (starts[at] ?? 0) + list.length;
  });
  return { starts, coaches: Int32Array.from(members.flat()) };
}

/** Which attributes somebody answered, one bit each. */
function maskOf({ tags, working }: Pick<Coach, 'tags' | 'working'>): number {
  const bits = tagAttributes.reduce((mask, attribute, at) => (tags[attribute] ? mask | (1 << at) : mask), 0);
  return working ? bits | workingBit : bits;
}

function groupBy(coaches: readonly Coach[], namesOf: (coach: Coach) => readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  coaches.forEach((coach, at) => {
    for (const name of new Set(namesOf(coach))) {
      const group = groups.get(name) ?? [];
      group.push(at);
      groups.set(name, group);
    }
  });
  return groups;
}
