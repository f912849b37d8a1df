import { forbidden, type Instance } from '#lib/domain/matching/instance.ts';
import { Refusal, refuse } from './refusal.ts';

/** Either the instance, or one sentence saying where it is not as it should be. */
export type ReadInstance = { readonly instance: Instance } | { readonly problem: string };

/** Entries as they were read: scores row after row, and for each row where it ends and, when sparse, which coach. */
type Entries = { readonly scores: number[]; readonly columns: number[] | null; readonly starts: number[] };

const largest = 1_000_000;

/** All that an instance can say: what is read, and what fixtures say besides. Anything else could be a constraint that is not kept. */
const known = {
  read: ['n', 'm', 'caps', 'scores', 'candidates', 'pinned'],
  unread: ['name', 'desc', 'description', 'comment', 'note', 'notes', 'seed', 'source', 'optimum', 'stable']
} as const;

/** Reads an instance in the form of the fixtures: `caps`, `scores` or `candidates`, and `pinned` if there is any. */
export function readInstance(text: string): ReadInstance {
  try {
    return { instance: parseInstance(parseJson(text.replace(/^\uFEFF/u, ''))) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.message };
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) refuse(`not JSON: ${error.message}`);
    if (error instanceof RangeError) refuse('the instance wants lists in lists, got far more of them in one another');
    throw error;
  }
}

function fail(where: string, wanted: string, got: unknown): never {
  refuse(`${where} wants ${wanted}, got ${got === undefined ? 'nothing' : quote(got)}`);
}

function quote(got: unknown): string {
  try {
    return JSON.stringify(got).slice(0, 60);
  } catch {
    return 'what cannot be shown'; // lists in one another, thousands deep
  }
}

function parseInstance(given: unknown): Instance {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) fail('the instance', 'one object', given);
  const fields: Readonly<Record<string, unknown>> = { ...given };
  requireKnown(fields);
  const capacities = listAt(fields['caps'], 'caps').map((value, coach) => wholeAt(value, `caps[${coach}]`, [0, 2 ** 31 - 1]));
  if ('scores' in fields === 'candidates' in fields) fail('the instance', 'either scores or candidates', Object.keys(fields));
  const isDense = 'scores' in fields;
  const rows = listAt(fields[isDense ? 'scores' : 'candidates'], isDense ? 'scores' : 'candidates');
  countAt(fields['m'], 'm', capacities.length);
  countAt(fields['n'], 'n', rows.length);
  const entries = isDense ? readScores(rows, capacities.length) : readCandidates(rows, capacities.length);
  const instance = {
    coachees: rows.length,
    coaches: capacities.length,
    capacities: Int32Array.from(capacities),
    scores: Int32Array.from(entries.scores),
    starts: entries.columns && Int32Array.from(entries.starts),
    columns: entries.columns && Int32Array.from(entries.columns),
    pins: null
  };
  return { ...instance, pins: readPins(fields['pinned'], instance) };
}

function requireKnown(fields: Readonly<Record<string, unknown>>): void {
  const names: readonly string[] = [...known.read, ...known.unread];
  const others = Object.keys(fields).filter((name) => !names.includes(name));
  if (others.length > 0) fail('the instance', `nothing but ${known.read.join(', ')}`, others);
}

function listAt(given: unknown, where: string): readonly unknown[] {
  return Array.isArray(given) ? given : fail(where, 'a list', given);
}

type Bounds = readonly [from: number, to: number];

function wholeAt(given: unknown, where: string, [from, to]: Bounds): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= from && given <= to) return given;
  return fail(where, to < from ? 'nobody, as there is nobody' : `a whole number from ${from} to ${to}`, given);
}

function countAt(given: unknown, where: string, counted: number): void {
  if (given !== undefined && given !== counted) fail(where, `${counted}, as many as there are`, given);
}

function readScores(rows: readonly unknown[], coaches: number): Entries {
  const scores: number[] = [];
  rows.forEach((row, coachee) => {
    const where = `scores[${coachee}]`;
    const values = listAt(row, where);
    if (values.length !== coaches) fail(where, `${coaches} scores, one for each coach`, values.length);
    values.forEach((value, coach) => scores.push(wholeAt(value, `${where}[${coach}]`, [forbidden, largest])));
  });
  return { scores, columns: null, starts: [] };
}

function readCandidates(rows: readonly unknown[], coaches: number): Entries {
  const entries = { scores: [] as number[], columns: [] as number[], starts: [0] }; // as: empty lists say nothing of what they hold
  rows.forEach((row, coachee) => {
    const where = `candidates[${coachee}]`;
    const pairs = listAt(row, where).map((pair, at) => readCandidate(pair, `${where}[${at}]`, coaches));
    pairs.sort(([a], [b]) => a - b);
    pairs.forEach(([coach, score], at) => {
      if (coach === pairs[at - 1]?.[0]) fail(where, 'each coach once', coach);
      entries.columns.push(coach);
      entries.scores.push(score);
    });
    entries.starts.push(entries.columns.length);
  });
  return entries;
}

/** Who is not listed cannot be a pair, so -1 says nothing here. */
function readCandidate(given: unknown, where: string, coaches: number): readonly [coach: number, score: number] {
  const pair = listAt(given, where);
  if (pair.length !== 2) fail(where, '[coach, score]', given);
  return [wholeAt(pair[0], `${where}[0]`, [0, coaches - 1]), wholeAt(pair[1], `${where}[1]`, [0, largest])];
}

function readPins(given: unknown, { coachees, coaches }: Instance): Int32Array | null {
  if (given === undefined) return null;
  const pins = new Int32Array(coachees).fill(-1);
  listAt(given, 'pinned').forEach((pin, at) => {
    const where = `pinned[${at}]`;
    const pair = listAt(pin, where);
    if (pair.length !== 2) fail(where, '[coachee, coach]', pin);
    const coachee = wholeAt(pair[0], `${where}[0]`, [0, coachees - 1]);
    if (pins[coachee] !== -1) fail(where, `coachee ${coachee} once`, pin);
    pins[coachee] = wholeAt(pair[1], `${where}[1]`, [0, coaches - 1]);
  });
  return pins;
}
