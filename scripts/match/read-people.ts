import { recordOfTags } from '#lib/domain/matching/code-people.ts';
import type { Coach, Coachee, Position, Tags, Working } from '#lib/domain/matching/person.ts';
import { emptyBackground, emptyProfile, type Kept, meaningOf, type Namesakes, toCoach, toCoachee } from '#lib/domain/matching/profile.ts';
import type { WrittenTags } from '#lib/domain/matching/profile-form.ts';
import { nameTags } from '#lib/domain/people-import/name-tags.ts';
import { readCsv, type CsvRow } from '#lib/domain/sheet/read-csv.ts';
import { findNamesakes, namesIn, type Named, namedOf, vetoedBy } from './name-people.ts';
import { type Line, type PeopleColumn, readLines } from './people-columns.ts';
import { refuse } from './refusal.ts';

/** Everybody in the file, in its order. */
export type ReadPeople = { readonly coachees: readonly Coachee[]; readonly coaches: readonly Coach[] };

/** What is the same for every line: who is called what, who there is, and which words of the written lists mean the same. */
type Reading = { readonly namesakes: Namesakes; readonly named: readonly Named[]; readonly titles: WrittenTags['titles'] };

/**
 * Reads people from CSV; the columns are in docs/methods/matching.md. Names and words mean what they mean in the application: without
 * capitals, accents and signs. Refuses what it does not know, and says on which line.
 */
export function readPeople(text: string, titles: WrittenTags['titles']): ReadPeople {
  const lines = readLines(readRows(text));
  const named = lines.map((line) => namedOf(line, roleOf(line)));
  requireOnce(named);
  const reading = { namesakes: findNamesakes(named), named, titles };
  const of = (role: Named['role']) => named.filter((one) => one.role === role);
  return {
    coachees: of('coachee').map((one) => readCoachee(one, reading)),
    coaches: of('coach').map((one) => readCoach(one, reading))
  };
}

function readRows(text: string): CsvRow[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (error instanceof RangeError) refuse(error.message);
    throw error;
  }
}

function roleOf({ line, cell }: Line): Named['role'] {
  const role = cell('role').toLowerCase();
  if (role === 'coach' || role === 'coachee') return role;
  return role === 'gecoachte' ? 'coachee' : refuse(`line ${line}: role wants coach or coachee, got "${role}"`);
}

function requireOnce(named: readonly Named[]): void {
  const seen = new Set<string>();
  for (const { id, role, line } of named) {
    const key = `${role} ${id}`;
    if (id === '') refuse(`line ${line.line}: id wants a name, number or address, got nothing`);
    if (seen.has(key)) refuse(`line ${line.line}: id wants each ${role} once, got "${id}" again`);
    seen.add(key);
  }
}

function readCoachee(one: Named, reading: Reading): Coachee {
  const position = positionOf(one.line);
  const kept = keptOf(one, reading);
  const marks = namesIn(one.line, 'wishes').map(meaningOf);
  const coachee = toCoachee({ ...kept, background: { ...kept.background, position }, marks }, reading.namesakes);
  return { ...coachee, vetoes: vetoedBy(one, reading) };
}

function readCoach(one: Named, reading: Reading): Coach {
  const capacity = wholeOf(one.line, 'capacity', [0, 100_000]) ?? 1;
  const marks = namesIn(one.line, 'volunteered').map(meaningOf);
  return { ...toCoach({ ...keptOf(one, reading), marks }, reading.namesakes), capacity, vetoes: vetoedBy(one, reading) };
}

/** What a line says, as the application would have kept it. */
function keptOf({ id, line }: Named, { titles }: Reading): Omit<Kept, 'marks'> {
  const tags = recordOfTags((attribute) => tagsOf(line, attribute));
  return {
    id,
    profile: nameTags({ ...emptyProfile, tags, working: workingOf(line) ?? emptyProfile.working }, { titles }),
    background: {
      ...emptyBackground,
      ties: namesIn(line, 'ties'),
      lines: namesIn(line, 'lines'),
      evaluators: namesIn(line, 'evaluators'),
      closeTo: namesIn(line, 'closeTo')
    }
  };
}

function tagsOf(line: Line, column: PeopleColumn): Tags {
  return line.cell(column) === '' ? null : namesIn(line, column);
}

function wholeOf({ line, cell }: Line, column: PeopleColumn, [from, to]: readonly [number, number]): number | null {
  const text = cell(column);
  if (text === '') return null;
  const number = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  refuse(`line ${line}: ${column} wants a whole number from ${from} to ${to}, got "${text}"`);
}

function positionOf(line: Line): Position | null {
  const position = wholeOf(line, 'position', [1, 5]);
  return ([1, 2, 3, 4, 5] as const).find((known) => known === position) ?? null;
}

function workingOf({ line, cell }: Line): Working | null {
  const text = cell('working');
  if (text === '') return null;
  const [a = 0, b = 0, c = 0, d = 0, ...more] = text.split('|').map((answer) => (/^\s*[1-5]\s*$/u.test(answer) ? Number(answer) : 0));
  if (more.length === 0 && Math.min(a, b, c, d) > 0) return [a, b, c, d];
  refuse(`line ${line}: working wants four numbers from 1 to 5, got "${text}"`);
}
