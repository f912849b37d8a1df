import { type EvaluatorContact } from '#lib/domain/hat/hat.ts';
import { parseEmail } from '#lib/domain/invitation/email.ts';
import { mostTags, statementCount, tagAttributes } from '#lib/domain/matching/attribute.ts';
import { findMissing } from '#lib/domain/matching/profile-form.ts';
import {
  type MatchBackground,
  type MatchProfile,
  nameLists,
  parseMatchBackground,
  parseMatchProfile,
  profileLimits
} from '#lib/domain/matching/profile.ts';
import { plainName } from '#lib/domain/person/plain-name.ts';
import type { CsvRow } from '#lib/domain/sheet/read-csv.ts';
import { type ImportColumns, type ImportField, importFields } from './columns.ts';

/** Somebody who comes in. `profile` null: the file says nothing for the match. `handsIn`: the profile says enough to count (C14). */
export type Comer = {
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly role: 'coach' | 'coachee';
  readonly language: 'nl' | 'en' | null;
  readonly profile: MatchProfile | null;
  readonly background: MatchBackground | null;
  readonly handsIn: boolean;
};

/**
 * What is wrong with a field of a line. `formula`: begins as a formula does; `unknown`: a word that is none of those that can be; `twice`:
 * the address is on an `earlier` line too, null for every other kind. `who`: the name of the line, else the address, null when it has
 * neither. `value`: what was read there, shortened to be shown; empty when there is nothing.
 */
export type ComerProblem = {
  readonly line: number;
  readonly field: ImportField;
  readonly kind: 'missing' | 'odd' | 'long' | 'unknown' | 'authority' | 'formula' | 'twice';
  readonly who: string | null;
  readonly value: string;
  readonly earlier: number | null;
};

/** The most people in one file: a whole intake; more comes in parts. Proposal. */
export const mostComers = 5_000;
export const longestName = 200;
/** The most characters of a cell, and of a name, that a report shows. */
const mostShown = { value: 60, who: 80 };

type Problem = Pick<ComerProblem, 'field' | 'kind'>;
type Line = (field: ImportField) => string;

/** Reads the people of a file, line by line: everybody is a comer or a problem. The first line is the heading. */
export function readComers(rows: readonly CsvRow[], columns: ImportColumns): { comers: Comer[]; problems: ComerProblem[] } {
  const comers: Comer[] = [];
  const problems: ComerProblem[] = [];
  const seen = new Map<string, number>();
  for (const row of rows.slice(1)) {
    const cell = lineOf(row, columns);
    const read = readLine(cell, row.line, columns);
    const earlier = 'kind' in read ? undefined : seen.get(read.email);
    if ('kind' in read) problems.push(describe(read, cell, { line: row.line, earlier: null }));
    else if (earlier !== undefined) problems.push(describe({ field: 'email', kind: 'twice' }, cell, { line: row.line, earlier }));
    else comers.push(read);
    if (!('kind' in read) && earlier === undefined) seen.set(read.email, row.line);
  }
  return { comers, problems };
}

function lineOf({ cells }: CsvRow, { at }: ImportColumns): Line {
  return (field) => {
    const place = at[field];
    return place === undefined ? '' : (cells[place] ?? '');
  };
}

function nameOf(cell: Line): string {
  return plainName(cell('name') === '' ? `${cell('firstName')} ${cell('lastName')}` : cell('name'));
}

/** Adds to a problem whose line it is and what was read there. The cell that is wrong says nobody's name. */
function describe(problem: Problem, cell: Line, place: { line: number; earlier: number | null }): ComerProblem {
  const isOfName = (['name', 'firstName', 'lastName'] as const).some((field) => field === problem.field);
  const [name, email] = [isOfName ? '' : nameOf(cell), problem.field === 'email' ? '' : cell('email')];
  const who = excerptOf(name === '' ? email : name, mostShown.who);
  const value = problem.field === 'name' && cell('name') === '' ? nameOf(cell) : cell(problem.field);
  return { ...place, ...problem, who: who === '' ? null : who, value: excerptOf(value, mostShown.value) };
}

function excerptOf(text: string, most: number): string {
  const signs = Array.from(plainName(text));
  return signs.length > most ? `${signs.slice(0, most).join('')}…` : signs.join('');
}

function readLine(cell: Line, line: number, { at, everybody }: ImportColumns): Comer | Problem {
  const email = parseEmail(cell('email'));
  const name = nameOf(cell);
  const role = at.role === undefined ? everybody : roleOf(cell('role'));
  const problem = problemOfWho(cell, { email, name, role });
  if (problem || email === null || role === null || role === 'authority') return problem ?? { field: 'role', kind: 'missing' };
  const said = readSaid(cell, role);
  return 'kind' in said ? said : { line, name, email, role, language: languageOf(cell('language')), ...said };
}

type Who = { email: string | null; name: string; role: Comer['role'] | 'authority' | null };

function problemOfWho(cell: Line, { email, name, role }: Who): Problem | null {
  const formula = importFields.find((field) => /^[=+@]|^-./u.test(cell(field)));
  const found: readonly (readonly [boolean, Problem])[] = [
    [formula !== undefined, { field: formula ?? 'name', kind: 'formula' }],
    [email === null, { field: 'email', kind: cell('email') === '' ? 'missing' : 'odd' }],
    [name === '', { field: 'name', kind: 'missing' }],
    [name.length > longestName, { field: 'name', kind: 'long' }],
    [/:\/\/|www\.|@/iu.test(name), { field: 'name', kind: 'odd' }], // an address to follow is nobody's name, and mails say names
    [role === null, { field: 'role', kind: cell('role') === '' ? 'missing' : 'unknown' }],
    [role === 'authority', { field: 'role', kind: 'authority' }]
  ];
  return found.find(([isWrong]) => isWrong)?.[1] ?? null;
}

const roles: ReadonlyMap<string, 'coach' | 'coachee'> = new Map([
  ['coach', 'coach'],
  ['coachee', 'coachee'],
  ['gecoachte', 'coachee']
]);
/** Words for roles that only people give, one by one. */
const authority = /co[oö]rdinator|admin|beheer|beoordel|evaluat|adviser|advisor|vertrouwens|manager/iu;

function roleOf(text: string): 'coach' | 'coachee' | 'authority' | null {
  return roles.get(text.toLowerCase()) ?? (authority.test(text) ? 'authority' : null);
}

function languageOf(text: string): 'nl' | 'en' | null {
  if (/^(nl|ned|dutch)/iu.test(text)) return 'nl';
  return /^(en|eng)/iu.test(text) ? 'en' : null;
}

type Said = Pick<Comer, 'profile' | 'background' | 'handsIn'>;

/** What a line says for the match; none when all those cells are empty. */
function readSaid(cell: Line, role: Comer['role']): Said | Problem {
  const told = importFields.slice(importFields.indexOf('interests')).filter((field) => cell(field) !== '');
  if (told.length === 0) return { profile: null, background: null, handsIn: false };
  const problem = told.map((field) => problemOf(field, cell(field))).find((found) => found !== null);
  if (problem) return problem;
  const profile = parseMatchProfile({
    tags: Object.fromEntries(tagAttributes.flatMap((field) => (cell(field) === '' ? [] : [[field, listOf(cell(field))]]))),
    working: listOf(cell('working')).map(Number),
    ...(role === 'coach' && { capacity: numberOf(cell('capacity')), evaluatorContact: contactOf(cell('contact')) })
  });
  const lists = Object.fromEntries(nameLists.map((list) => [list, list === 'vetoes' ? [] : listOf(cell(list))]));
  const background = parseMatchBackground(
    role === 'coach' ? { ...lists, evaluators: [] } : { ...lists, closeTo: [], position: numberOf(cell('position')) }
  );
  return { profile, background, handsIn: Object.keys(findMissing(profile, role)).length === 0 };
}

function problemOf(field: ImportField, text: string): Problem | null {
  const list = listOf(text);
  const isRight = checks.get(field);
  if (isRight) return isRight(text, list) ? null : { field, kind: field === 'contact' ? 'unknown' : 'odd' };
  const attribute = tagAttributes.find((one) => one === field);
  const [most, longest] = attribute ? [mostTags[attribute], profileLimits.word] : [profileLimits.names, profileLimits.name];
  return list.length > most || list.some((one) => one.length > longest) ? { field, kind: 'long' } : null;
}

const checks: ReadonlyMap<ImportField, (text: string, list: readonly string[]) => boolean> = new Map([
  ['capacity', (text) => isWithin(text, 0, profileLimits.capacity)],
  ['position', (text) => isWithin(text, 1, 5)],
  ['contact', (text) => contactOf(text) !== null],
  ['working', (_, list) => list.length === statementCount && list.every((one) => isWithin(one, 1, 5))]
]);

function isWithin(text: string, from: number, to: number): boolean {
  const number = numberOf(text);
  return number !== null && number >= from && number <= to;
}

/** Several in one cell are divided by |; - is none. */
function listOf(text: string): string[] {
  return text === '-' ? [] : text.split('|').flatMap((one) => one.trim() || []);
}

function numberOf(text: string): number | null {
  return /^\d{1,4}$/u.test(text) ? Number(text) : null;
}

const contacts: ReadonlyMap<string, EvaluatorContact> = new Map([
  ...(['none', 'sometimes', 'close', 'self'] as const).map((contact) => [contact, contact] as const),
  ['geen', 'none'],
  ['soms', 'sometimes'],
  ['nauw', 'close'],
  ['zelf', 'self']
]);

function contactOf(text: string): EvaluatorContact | null {
  return contacts.get(text.toLowerCase()) ?? null;
}
