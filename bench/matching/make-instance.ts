import { writeFileSync } from 'node:fs';

/**
 * An instance as the measurements need it. `cap`: places per coach, or `mix` for 1 to 8. `listed`: so many coaches per coachee can be
 * (null: all). Scores are 0 to 1,000,000, from a model of attributes: 96 tags in eight groups, affinities, ambition, style, position;
 * one pair in 200 or so is forbidden. The seed repeats it to the last bit.
 */
export type InstancePlan = {
  readonly coachees: number;
  readonly coaches: number;
  readonly cap: number | 'mix';
  readonly seed: number;
  readonly listed: number | null;
};

type Chance = () => number;
type Crowd = {
  readonly bits: Uint32Array;
  readonly style: Uint8Array;
  readonly ambition: Uint8Array;
  readonly clan: Int32Array;
  readonly kind: Uint8Array;
};

const words = 4;
const styles = 6;
const scale = 1_000_000;
const [dense, sparse] = [0x44454e53, 0x53505253];

/** Insider, pioneer, between: tags, affinities, ambition, difference. */
const weights = [
  [0.2, 0.1, 0.15, 0.55],
  [0.45, 0.2, 0.2, 0.15],
  [0.3, 0.2, 0.2, 0.3]
] as const;

/** Writes the instance as 32-bit numbers: kind, coachees, coaches, entries, capacities; then scores, or starts, coaches and scores. */
export function makeInstance(file: string, { coachees, coaches, cap, seed, listed }: InstancePlan): void {
  const chance = chanceOf(seed);
  const capacities = Int32Array.from({ length: coaches }, () => (cap === 'mix' ? 1 + Math.floor(chance() * 8) : cap));
  const clans = Math.max(20, Math.floor(coachees / 20));
  const left = makeCrowd(coachees, chance, clans);
  const right = makeCrowd(coaches, chance, clans);
  const score = (i: number, j: number) => scoreOf(left, right, [i, j]);
  const parts = listed === null ? makeDense(coachees, coaches, score) : makeSparse([coachees, coaches, listed], chance, score);
  const head = Int32Array.of(listed === null ? dense : sparse, coachees, coaches, listed === null ? 0 : (parts.at(-1)?.length ?? 0));
  writeFileSync(
    file,
    Buffer.concat([head, capacities, ...parts].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)))
  );
}

/** mulberry32, as the published instances were made with: signed steps, so that it repeats them to the bit. */
function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state |= 0;
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function makeCrowd(count: number, chance: Chance, clans: number): Crowd {
  const crowd: Crowd = {
    bits: new Uint32Array(count * words),
    style: new Uint8Array(count * styles),
    ambition: new Uint8Array(count),
    clan: new Int32Array(count),
    kind: new Uint8Array(count)
  };
  for (let one = 0; one < count; one += 1) makePerson(crowd, one, { chance, clans });
  return crowd;
}

function makePerson(crowd: Crowd, one: number, { chance, clans }: { chance: Chance; clans: number }): void {
  const { bits, style } = crowd;
  const group = Math.floor(chance() * 8);
  const set = (bit: number, share: number) => {
    const word = one * words + (bit >> 5);
    if (chance() < share) bits[word] = (bits[word] ?? 0) | (1 << (bit & 31));
  };
  for (let bit = 0; bit < 96; bit += 1) set(bit, bit % 8 === group ? 0.6 : 0.12);
  for (let bit = 96; bit < 128; bit += 1) set(bit, 0.15);
  for (let at = 0; at < styles; at += 1) style[one * styles + at] = Math.floor(101 * ((chance() + chance()) / 2));
  crowd.ambition[one] = Math.floor(chance() * 8);
  crowd.clan[one] = Math.floor(chance() * clans);
  const kind = chance();
  crowd.kind[one] = kind < 0.3 ? 0 : kind < 0.6 ? 1 : 2;
}

function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function scoreOf(left: Crowd, right: Crowd, [i, j]: readonly [number, number]): number {
  if (left.clan[i] === right.clan[j]) return -1;
  const [tags, affinities, ambition, difference] = weights[left.kind[i] ?? 2] ?? weights[2];
  const wordOf = (crowd: Crowd, one: number, word: number) => crowd.bits[one * words + word] ?? 0;
  let common = 0;
  let either = 0;
  for (let word = 0; word < 3; word += 1) {
    common += bitCount(wordOf(left, i, word) & wordOf(right, j, word));
    either += bitCount(wordOf(left, i, word) | wordOf(right, j, word));
  }
  const near = Math.min(4, bitCount(wordOf(left, i, 3) & wordOf(right, j, 3))) / 4;
  const same = left.ambition[i] === right.ambition[j] ? 1 : 0;
  const alike = tags * (either ? common / either : 0) + affinities * near + ambition * same;
  return Math.max(1, Math.round(scale * (alike + difference * Math.min(1, apart(left, right, [i, j]) / 300))));
}

function apart(left: Crowd, right: Crowd, [i, j]: readonly [number, number]): number {
  let sum = 0;
  for (let at = 0; at < styles; at += 1) sum += Math.abs((left.style[i * styles + at] ?? 0) - (right.style[j * styles + at] ?? 0));
  return sum;
}

type Score = (i: number, j: number) => number;

function makeDense(coachees: number, coaches: number, score: Score): Int32Array[] {
  return [Int32Array.from({ length: coachees * coaches }, (_, at) => score(Math.floor(at / coaches), at % coaches))];
}

/** Draws coaches for each coachee, each once; who is forbidden is drawn and left out. */
function makeSparse([coachees, coaches, listed]: readonly [number, number, number], chance: Chance, score: Score): Int32Array[] {
  const starts = new Int32Array(coachees + 1);
  const columns: number[] = [];
  const scores: number[] = [];
  for (let i = 0; i < coachees; i += 1) {
    const drawn = new Set<number>();
    while (drawn.size < listed) drawn.add(Math.floor(chance() * coaches));
    const able = [...drawn].sort((a, b) => a - b).flatMap((j) => (score(i, j) < 0 ? [] : [j]));
    for (const j of able) {
      columns.push(j);
      scores.push(score(i, j));
    }
    starts[i + 1] = columns.length;
  }
  return [starts, Int32Array.from(columns), Int32Array.from(scores)];
}
