import { plainName } from '#lib/domain/person/plain-name.ts';
import { parseEmail } from './email.ts';

/** Somebody to invite to a programme. `email` in lower case. */
export type Invitee = { readonly name: string; readonly email: string; readonly role: 'coach' | 'coachee' };

/** What is wrong with a line; `line` counts from 1, as the person who typed it does. */
export type LineProblem = {
  readonly line: number;
  readonly kind: 'no-email' | 'no-name' | 'no-role' | 'unknown-role' | 'long-name' | 'twice';
};

/** Every line is either an invitee or a problem; `isTooLong`: more than 500 lines, of which none was read. */
export type ParsedLines = { readonly invitees: readonly Invitee[]; readonly problems: readonly LineProblem[]; readonly isTooLong: boolean };

/** More than a programme has in a year; a mail goes out for each. Proposal. */
export const mostLines = 500;
const longestName = 200;

const roles: Readonly<Record<string, Invitee['role']>> = { coach: 'coach', coachee: 'coachee', gecoachte: 'coachee' };

/**
 * Reads pasted lines `name, e-mail, role`, in Dutch or English; between the parts a comma, a semicolon or a tab. A name may
 * hold the comma itself: everything before the address is the name. Also what mail programs copy: `name <e-mail> role`, and
 * several of those on one line with semicolons between them.
 *
 * Shape: one person per line otherwise; empty lines and a heading without an address on line 1 are skipped.
 */
export function parseInvitationLines(text: string): ParsedLines {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
  const entries = lines.flatMap((line, index) =>
    isHeading(line, index) ? [] : entriesOf(line).map((entry) => ({ entry, line: index + 1 }))
  );
  if (entries.length > mostLines) return { invitees: [], problems: [], isTooLong: true };
  const seen = new Set<string>();
  const read = entries.map(({ entry, line }) => onlyOnce(parseLine(entry, line), seen));
  return {
    invitees: read.flatMap((one) => ('kind' in one ? [] : [{ name: one.name, email: one.email, role: one.role }])),
    problems: read.flatMap((one) => ('kind' in one ? [one] : [])),
    isTooLong: false
  };
}

function isHeading(line: string, index: number): boolean {
  return index === 0 && !line.includes('@') && /mail/iu.test(line);
}

/** The people on one line: one, or several between semicolons when their addresses stand in angle brackets. */
function entriesOf(line: string): string[] {
  if (line.trim() === '') return [];
  if (line.split('<').length <= 2) return [line];
  const entries: string[] = [];
  for (const part of line.split(';').filter((one) => one.trim() !== '')) {
    if (part.includes('<') || entries.length === 0) entries.push(part);
    else entries.push(`${entries.pop() ?? ''};${part}`); // a role after its own semicolon
  }
  return entries;
}

function parseLine(line: string, number: number): (Invitee & { line: number }) | LineProblem {
  const parts = splitLine(line);
  const at = parts.findIndex((part) => part.includes('@'));
  const email = parseEmail(parts[at] ?? '');
  const problem = (kind: LineProblem['kind']) => ({ line: number, kind });
  if (email === null) return problem('no-email');
  const name = plainName(parts.slice(0, at).join(', '));
  if (name === '') return problem('no-name');
  if (name.length > longestName) return problem('long-name');
  const word = (parts[at + 1] ?? '').toLowerCase();
  if (word === '') return problem('no-role');
  const role = Object.hasOwn(roles, word) ? roles[word] : undefined;
  return role ? { line: number, name, email, role } : problem('unknown-role');
}

function splitLine(line: string): string[] {
  const bracketed = /^(?<name>[^<>]*)<(?<email>[^<>]*@[^<>]*)>(?<role>[^<>]*)$/u.exec(line)?.groups;
  if (bracketed) return [bracketed['name'], bracketed['email'], bracketed['role']].map((part = '') => bare(part));
  const separator = ['\t', ';'].find((sign) => line.includes(sign)) ?? ',';
  const parts = line.split(separator).map(unquoted);
  return parts.filter((part, index) => part !== '' || index > 0);
}

/** Without the signs that stand between the parts, and without quotes. */
function bare(part: string): string {
  return unquoted(part.replace(/^[\s,;]+|[\s,;]+$/gu, ''));
}

function unquoted(part: string): string {
  return part
    .trim()
    .replace(/^"(.*)"$/u, '$1')
    .trim();
}

/** The same person in the same role a second time is a problem of the second line. */
function onlyOnce(one: (Invitee & { line: number }) | LineProblem, seen: Set<string>): (Invitee & { line: number }) | LineProblem {
  if ('kind' in one) return one;
  const key = `${one.role} ${one.email}`;
  if (seen.has(key)) return { line: one.line, kind: 'twice' };
  seen.add(key);
  return one;
}
