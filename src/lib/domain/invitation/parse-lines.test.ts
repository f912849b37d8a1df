import { expect, it } from 'vitest';
import { mostLines, parseInvitationLines } from './parse-lines.ts';

const one = (line: string) => parseInvitationLines(line).invitees[0];

it('reads a name, an address and a role, whichever of the three signs stands between them', () => {
  const an = { name: 'An Maes', email: 'an@example.org', role: 'coach' };
  for (const line of ['An Maes, an@example.org, coach', 'An Maes;an@example.org;coach', 'An Maes\tan@example.org\tcoach']) {
    expect(one(line)).toEqual(an);
  }
});

it.each([
  'An Maes <an@example.org> coach',
  'An Maes <an@example.org>, coach',
  'An Maes <an@example.org>; coach',
  '"An Maes" <AN@example.org>\tcoach;',
  'An Maes; <an@example.org>; coach'
])('reads what a mail program copies: %s', (line) => {
  expect(parseInvitationLines(line)).toMatchObject({
    invitees: [{ name: 'An Maes', email: 'an@example.org', role: 'coach' }],
    problems: []
  });
});

it('reads several people on one line when their addresses stand in angle brackets', () => {
  const line = 'Maes, An <an@example.org> coach; Bo Smit <bo@example.org>; coachee; Ci <ci@example.org>';
  expect(parseInvitationLines(`\n${line}`)).toEqual({
    invitees: [
      { name: 'Maes, An', email: 'an@example.org', role: 'coach' },
      { name: 'Bo Smit', email: 'bo@example.org', role: 'coachee' }
    ],
    problems: [{ line: 2, kind: 'no-role' }],
    isTooLong: false
  });
});

it('counts people, not lines, against the limit', () => {
  const line = Array.from({ length: mostLines + 1 }, (_, index) => `An <an${index}@example.org> coach`).join(';');
  expect(parseInvitationLines(line).isTooLong).toBe(true);
});

it('knows the roles in Dutch and in English, in any case', () => {
  expect(['Coachee', 'COACH', 'gecoachte'].map((role) => one(`An, an@example.org, ${role}`)?.role)).toEqual([
    'coachee',
    'coach',
    'coachee'
  ]);
});

it('keeps a comma in a name', () => {
  expect(one('Maes, An, an@example.org, coach')?.name).toBe('Maes, An');
  expect(one('"Maes, An"; an@example.org; coach')?.name).toBe('Maes, An');
});

it('writes addresses in lower case, so that one person has one', () => {
  expect(one('An, An.Maes@Example.ORG, coach')?.email).toBe('an.maes@example.org');
});

it('says for each line that is not right which line it is and what is wrong', () => {
  const text = [
    '',
    'An, an@example.org, coach',
    'Bo, coachee',
    ', ci@example.org, coach',
    'Di, di@example.org',
    'Ed, ed@example.org, boss'
  ].join('\n');
  const { invitees, problems } = parseInvitationLines(text);
  expect(invitees).toHaveLength(1);
  expect(problems).toEqual([
    { line: 3, kind: 'no-email' },
    { line: 4, kind: 'no-name' },
    { line: 5, kind: 'no-role' },
    { line: 6, kind: 'unknown-role' }
  ]);
});

it('takes the words of an object for a role no more than any other word', () => {
  expect(parseInvitationLines('An, an@example.org, constructor').problems).toEqual([{ line: 1, kind: 'unknown-role' }]);
});

it('refuses a name longer than the database holds', () => {
  expect(parseInvitationLines(`${'x'.repeat(201)}, an@example.org, coach`).problems).toEqual([{ line: 1, kind: 'long-name' }]);
});

it('notices the same person in the same role twice, and lets one person have two roles', () => {
  const text = 'An, an@example.org, coach\nAn, an@example.org, coachee\nAn M, AN@example.org, coach';
  expect(parseInvitationLines(text)).toMatchObject({
    invitees: [{ role: 'coach' }, { role: 'coachee' }],
    problems: [{ line: 3, kind: 'twice' }]
  });
});

it('skips the byte order mark and the heading of a spreadsheet, but no heading further on', () => {
  expect(parseInvitationLines('\uFEFFnaam;e-mail;rol\r\nAn;an@example.org;coach')).toMatchObject({
    invitees: [{ name: 'An' }],
    problems: []
  });
  expect(parseInvitationLines('An;an@example.org;coach\nnaam;e-mail;rol').problems).toEqual([{ line: 2, kind: 'no-email' }]);
});

it('reads 500 lines and none of 501', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `An, an${index}@example.org, coach`).join('\n');
  expect(parseInvitationLines(lines(mostLines)).invitees).toHaveLength(500);
  expect(parseInvitationLines(lines(mostLines + 1))).toEqual({ invitees: [], problems: [], isTooLong: true });
});
