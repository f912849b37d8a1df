// npm run match -- instance.json [--objective score|matched|stable] [--without-pins]
// npm run match -- --from people.csv [--objective score|matched|stable]
// Prints one JSON object: { objective, total, matched, assignment, certificate }. Anything amiss: one sentence, and exit code 2.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findConflicts } from '#lib/domain/matching/find-conflicts.ts';
import type { Instance } from '#lib/domain/matching/instance.ts';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import { scorePairs } from '#lib/domain/matching/score-pairs.ts';
import { describeConflict } from './match/describe-conflict.ts';
import { readInstance } from './match/read-instance.ts';
import { readPeople } from './match/read-people.ts';
import { onOneLine, Refusal, refuse } from './match/refusal.ts';
import { objectives, solveInstance, type AskedObjective } from './match/solve-instance.ts';

type Asked = { readonly file: string; readonly isCsv: boolean; readonly objective: AskedObjective; readonly keepsPins: boolean };
/** `named`: who stands behind the numbers, when the file said so. */
type Work = { readonly instance: Instance; readonly named: { readonly coachees?: string[]; readonly coaches?: string[] } };

try {
  const asked = readArguments(process.argv.slice(2));
  const { instance, named } = asked.isCsv ? readCsvFile(asked.file) : readJsonFile(asked);
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
  const read = readInstance(textOf(file));
  if ('problem' in read) return refuse(`${file}: ${read.problem}`);
  const instance = keepsPins ? read.instance : { ...read.instance, pins: null };
  const [conflict] = findConflicts(instance);
  if (conflict) refuse(`${file}: ${describeConflict(conflict)}`);
  return { instance, named: {} };
}

function readCsvFile(file: string): Work {
  const people = readPeopleOf(file);
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

function readPeopleOf(file: string): ReturnType<typeof readPeople> {
  const text = textOf(file);
  try {
    return readPeople(text);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`${file}: ${error.message}`) : error;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return refuse(`${file} cannot be read`);
  }
}
