import { expect, it } from 'vitest';
import { templateRows } from '#lib/domain/people-import/template.ts';
import { writeCsv } from '#lib/domain/sheet/write-csv.ts';
import { commandLine } from './command-line.ts';

const { match, fileOf } = commandLine('vierpoot-match-people-');

/** What comes out of a file with these lines. */
function matchLines(name: string, ...lines: readonly string[]) {
  return match('--from', fileOf(name, lines.join('\n')));
}

it.each([
  ['ties', 'ties', 'Jansen', 'jansen'],
  ['ties with accents', 'ties', 'Familie Zoë', 'familie  zoe'],
  ['lines', 'lines', 'Els Wouters', 'ELS WOUTERS'],
  ['a tie that is the other, by id', 'ties', 'hugo', ''],
  ['a tie that is the other, by name', 'ties', 'hugo haddad', '']
])('keeps apart who says the same, however it is written: %s', (name, column, own, other) => {
  const { answer } = matchLines(
    `${name}.csv`,
    `role,id,name,${column}`,
    `coachee,Noor,Noor Peeters,${own}`,
    `coach,Hugo,Hugo Haddad,${other}`
  );
  expect(answer?.assignment).toEqual([-1]);
});

it('keeps a coachee apart from the evaluator and who is close to them, however they are written', () => {
  const { answer } = matchLines(
    'evaluators.csv',
    'role,id,evaluators,close to',
    'coachee,Noor,Jan SMETS|hugo,',
    'coach,Ida,,jan smets',
    'coach,Hugo,,'
  );
  expect(answer?.assignment).toEqual([-1]);
});

it('takes words of the written lists for the same in both languages', () => {
  const { answer } = matchLines('languages.csv', 'role,id,languages', 'coachee,Noor,nederlands', 'coach,Hugo,Dutch');
  expect(answer?.assignment).toEqual([0]);
});

it('finds whom a veto means by id or name, and refuses one that means nobody', () => {
  const lines = ['role,id,naam,vetoes', 'coachee,Noor,,hugo', 'coachee,Sam,,IDA  Bos', 'coach,Hugo,,', 'coach,Ida1,Ida Bos,'];
  expect(matchLines('vetoes.csv', ...lines).answer?.assignment).toEqual([1, 0]);
  const nobody = matchLines('nobody.csv', 'role,id,vetoes', 'coachee,Noor,Huug', 'coach,Hugo,');
  expect(nobody.status).toBe(2);
  expect(nobody.told).toMatch(/line 2: vetoes wants a coach of this file, got "Huug"$/u);
  const same = matchLines('same.csv', 'role,id,vetoes', 'coachee,Noor,Sam', 'coachee,Sam,', 'coach,Hugo,');
  expect(same.told).toContain('got "Sam"');
});

it('means one José, when there are two who are written apart', () => {
  const lines = ['role,id,vetoes,interests', 'coachee,Noor,José,art', 'coach,José,,art', 'coach,Josè,,'];
  expect(matchLines('two.csv', ...lines).answer?.assignment).toEqual([1]);
});

it('reads what Excel saves as CSV, Windows-1252', () => {
  const text = 'role;id\r\ncoachee;Jos\u00e9\r\ncoachee;Jos\u00e8\r\ncoach;Zo\u00eb';
  const { answer } = match('--from', fileOf('excel.csv', Buffer.from(text, 'latin1')));
  expect([answer?.coachees, answer?.coaches]).toEqual([['José', 'Josè'], ['Zoë']]);
});

it.each(['nl', 'en'] as const)('reads the example file of the application as it is: %s', (language) => {
  const { status, answer } = match('--from', fileOf(`${language}.csv`, writeCsv(templateRows(language))));
  expect({ status, coachees: answer?.coachees, coaches: answer?.coaches }).toEqual({
    status: 0,
    coachees: ['noor@example.org'],
    coaches: ['karim@example.org']
  });
  expect(answer?.assignment).toEqual([-1]); // Karim is close to the evaluator of Noor
});

it('takes the name for the id when there is no id or address', () => {
  const { answer } = matchLines('names.csv', 'Rol;Voornaam;Achternaam', 'Gecoachte;Noor;Peeters', 'Coach;Karim;Haddad');
  expect(answer).toMatchObject({ assignment: [0], coachees: ['Noor Peeters'], coaches: ['Karim Haddad'] });
});

it.each([
  ['nobody said who', ['rol;interesses', 'coach;x'], /line 1: wants a column id, e-mail or name, got rol, interesses$/],
  ['the same in two languages', ['role,id,ties,banden', 'coach,1,x,y'], /line 1: wants each column once, got "banden" again/],
  ['an address twice', ['rol,e-mail', 'coach,A@example.org', 'coach,a@example.org'], /line 3: id wants each coach once/],
  ['a workbook', ['PK\u0003\u0004'], /wants CSV, got a workbook/],
  ['nothing', [' '], /line 1: wants the names of the columns, got nothing/]
] as const)('refuses on one line: %s', (name, lines, told) => {
  const result = matchLines(`${name}.csv`, ...lines);
  expect(result.status).toBe(2);
  expect(result.told).toMatch(told);
});
