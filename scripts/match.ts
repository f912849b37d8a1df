// npm run match -- instance.json [--objective score|matched|stable] [--without-pins]
// npm run match -- --from people.csv [--objective score|matched|stable]
// Prints one JSON object: { objective, total, matched, assignment, certificate }. Anything amiss: one sentence, and exit code 2.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findConflicts } from '#lib/domain/matching/find-conflicts.ts';
import type { Instance } from '#lib/domain/matching/instance.ts';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import type { WrittenTags } from '#lib/domain/matching/profile-form.ts';
import { scorePairs } from '#lib/domain/matching/score-pairs.ts';
import { decodeSheet } from '#lib/server/decode-sheet.ts';
import { describeConflict } from './match/describe-conflict.ts';
import { readInstance } from './match/read-instance.ts';
import { type ReadPeople, readPeople } from './match/read-people.ts';
import { onOneLine, Refusal, refuse } from './match/refusal.ts';
import { objectives, solveInstance, type AskedObjective } from './match/solve-instance.ts';

type Asked = { readonly file: string; readonly isCsv: boolean; readonly objective: AskedObjective; readonly keepsPins: boolean };
/** `named`: who stands behind the numbers, when the file said so. */
type Work = { readonly instance: Instance; readonly named: { readonly coachees?: string[]; readonly coaches?: string[] } };

/** Why a file is no CSV. */
const faults = {
  workbook: 'wants CSV, got a workbook: save it as CSV first',
  binary: 'wants CSV, got no text',
  empty: 'line 1: wants the names of the columns, got nothing'
} as const;

try {
  const asked = readArguments(process.argv.slice(2));
  const { instance, named } = asked.isCsv ? await readCsvFile(asked.file) : readJsonFile(asked);
  console.log(JSON.stringify({ ...solveInstance(instance, asked.objective), ...named }));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(onOneLine(error.message));
  process.exitCode = 2;
}

function readArguments(given: string[]): Asked {
  const { values, positionals } = parse(given);
  const objective = objectives.find((name) => name === values.objective);
  if (objective === undefined) return refuse(`--objective wants one of ${objectives.join(', ')}, got ${values.objective}`);
  const files = values.from === undefined ? positionals : [values.from, ...positionals];
  const [file] = files;
  if (file === undefined || files.length > 1) return refuse(`match wants one file, got ${files.length}`);
  return { file, isCsv: values.from !== undefined, objective, keepsPins: !values['without-pins'] };
}

function parse(given: string[]) {
  const options = {
    objective: { type: 'string', default: 'matched' },
    from: { type: 'string' },
    'without-pins': { type: 'boolean', default: false }
  } as const;
  try {
    return parseArgs({ args: given, allowPositionals: true, options });
  } catch (error) {
    return refuse(error instanceof TypeError ? error.message : String(error));
  }
}

function readJsonFile({ file, keepsPins }: Asked): Work {
  const read = readInstance(bytesOf(file).toString('utf8'));
  if ('problem' in read) return refuse(`${file}: ${read.problem}`);
  const instance = keepsPins ? read.instance : { ...read.instance, pins: null };
  const [conflict] = findConflicts(instance);
  if (conflict) refuse(`${file}: ${describeConflict(conflict)}`);
  return { instance, named: {} };
}

async function readCsvFile(file: string): Promise<Work> {
  const people = readPeopleOf(file, await readTitles());
  const instance: Instance = {
    coachees: people.coachees.length,
    coaches: people.coaches.length,
    capacities: Int32Array.from(people.coaches, ({ capacity }) => capacity),
    scores: scorePairs({ ...people, bans: [] }, standardSettings).fit,
    starts: null,
    columns: null,
    pins: null
  };
  return { instance, named: { coachees: people.coachees.map(({ id }) => id), coaches: people.coaches.map(({ id }) => id) } };
}

/** The written lists, which only a file of people needs: loading them takes longer than a small instance. */
async function readTitles(): Promise<WrittenTags['titles']> {
  const [{ readMatching }, { writtenTags }] = await Promise.all([
    import('#lib/content/matching.ts'),
    import('#lib/server/use-cases/keep-profile.ts')
  ]);
  return writtenTags({ matching: readMatching(join(import.meta.dirname, '..')) }).titles;
}

function readPeopleOf(file: string, titles: WrittenTags['titles']): ReadPeople {
  const text = sheetOf(file);
  try {
    return readPeople(text, titles);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`${file}: ${error.message}`) : error;
  }
}

function sheetOf(file: string): string {
  const decoded = decodeSheet(bytesOf(file));
  return 'fault' in decoded ? refuse(`${file}: ${faults[decoded.fault]}`) : decoded.text;
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return refuse(`${file} cannot be read`);
  }
}
