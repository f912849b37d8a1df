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
 * hold the comma itself: everything before the address is the name.
 *
 * Shape: one person per line; empty lines and a heading without an address on line 1 are skipped.
 */
export function parseInvitationLines(text: string): ParsedLines {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
  if (lines.filter((line) => line.trim() !== '').length > mostLines) return { invitees: [], problems: [], isTooLong: true };
  const seen = new Set<string>();
  const read = lines.flatMap((line, index) =>
    line.trim() === '' || isHeading(line, index) ? [] : [onlyOnce(parseLine(line, index + 1), seen)]
  );
  return {
    invitees: read.flatMap((one) => ('kind' in one ? [] : [{ name: one.name, email: one.email, role: one.role }])),
    problems: read.flatMap((one) => ('kind' in one ? [one] : [])),
    isTooLong: false
  };
}

function isHeading(line: string, index: number): boolean {
  return index === 0 && !line.includes('@') && /mail/iu.test(line);
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
  const separator = ['\t', ';'].find((sign) => line.includes(sign)) ?? ',';
  const parts = line.split(separator).map((part) =>
    part
      .trim()
      .replace(/^"(.*)"$/u, '$1')
      .trim()
  );
  return parts.filter((part, index) => part !== '' || index > 0);
}

/** The same person in the same role a second time is a problem of the second line. */
function onlyOnce(one: (Invitee & { line: number }) | LineProblem, seen: Set<string>): (Invitee & { line: number }) | LineProblem {
  if ('kind' in one) return one;
  const key = `${one.role} ${one.email}`;
  if (seen.has(key)) return { line: one.line, kind: 'twice' };
  seen.add(key);
  return one;
}
