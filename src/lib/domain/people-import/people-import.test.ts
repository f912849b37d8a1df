import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from '#lib/domain/sheet/read-csv.ts';
import { writeCsv } from '#lib/domain/sheet/write-csv.ts';
import { findMissingColumns, findUnusedColumns, guessColumns, headings, importFields, parseColumns } from './columns.ts';
import { judgeComers } from './judge-comers.ts';
import { isThrownAway, parseOutcome } from './outcome.ts';
import { readComers } from './read-people.ts';
import { templateRows } from './template.ts';

const read = (text: string) => {
  const rows = readCsv(text);
  return readComers(rows, guessColumns(rows[0]?.cells ?? []));
};
const problemsOf = (text: string) => read(text).problems.map(({ line, field, kind }) => `${line} ${field} ${kind}`);

it('guesses the columns from Dutch and English headings, each column once', () => {
  for (const language of ['nl', 'en'] as const) {
    const head = importFields.map((field) => headings[field][language][0] ?? '');
    expect(guessColumns(head).at).toEqual(Object.fromEntries(importFields.map((field, at) => [field, at])));
  }
  expect(guessColumns(['E-mailadres', 'Voornaam', 'FAMILIENAAM', 'iets']).at).toEqual({ email: 0, firstName: 1, lastName: 2 });
});

it('says which columns are missing, and reads kept columns without throwing', () => {
  expect(findMissingColumns({ at: {}, everybody: null })).toEqual(['email', 'name', 'role']);
  expect(findMissingColumns({ at: { email: 0, lastName: 1 }, everybody: 'coach' })).toEqual([]);
  for (const given of [null, 3, [], { at: 'x' }, { at: { email: 9, name: -1, role: 'x' }, everybody: 'coordinator' }]) {
    expect(parseColumns(given, 4)).toEqual({ at: {}, everybody: null });
  }
});

it('reads a coach who counts, and a coach who has yet to say how close the evaluator is (C14)', () => {
  const head = 'naam;e-mail;rol;interesses;plaatsen;contact met beoordelaar;beoordelaars;staat dicht bij';
  const { comers } = read(`${head}\nAn;an@x.be;coach;Fietsen|Koken;3;geen;Bo;Ci\nDi;di@x.be;coach;-;2;;;`);
  expect(comers.map(({ handsIn }) => handsIn)).toEqual([true, false]);
  expect(comers[0]).toMatchObject({ profile: { tags: { interests: ['Fietsen', 'Koken'] }, capacity: 3 }, background: { closeTo: ['Ci'] } });
  expect(comers[0]?.background?.evaluators).toEqual([]);
  expect(comers[1]?.profile?.tags.interests).toEqual([]);
});

it('makes nobody anything but a coach or a coachee, whatever the file says', () => {
  const roles = ['coordinator', 'Beheerder', 'ADMINISTRATOR', 'beoordelaar', 'adviser', 'constructor', ''];
  const lines = roles.map((role, at) => `An;an${at}@x.be;${role}`).join('\n');
  expect(problemsOf(`naam;e-mail;rol\n${lines}`)).toEqual([
    ...[2, 3, 4, 5, 6].map((line) => `${line} role authority`),
    ...['7 role unknown', '8 role missing']
  ]);
  fc.assert(
    fc.property(fc.string(), (role) => {
      const { comers } = readComers(
        [
          { line: 1, cells: [] },
          { line: 2, cells: ['An', 'an@x.be', role] }
        ],
        { at: { name: 0, email: 1, role: 2 }, everybody: null }
      );
      expect(comers.every((one) => ['coach', 'coachee'].includes(one.role))).toBe(true);
    })
  );
});

it('says of each line which field is wrong and why', () => {
  const head = 'name,e-mail,role,places,position,way of working,sector';
  const lines = [
    ...['=HYPERLINK(1),a@x.be,coach', 'An,nothing,coach', ',c@x.be,coach', 'An,a@x.be,coach', 'An,A@x.be,coachee'],
    ...['An,f@x.be,coach,51', 'An,g@x.be,coachee,,6', 'An,h@x.be,coachee,,,1|2|3', 'An,i@x.be,coachee,,,,a|b|c|d']
  ];
  expect(problemsOf([head, ...lines].join('\n'))).toEqual([
    ...['2 name formula', '3 email odd', '4 name missing', '6 email twice', '7 capacity odd'],
    ...['8 position odd', '9 working odd', '10 sector long']
  ]);
});

it('changes nobody’s role: who has another one here is told apart', () => {
  const { comers } = read('name,e-mail,role\nAn,a@x.be,coach\nBo,b@x.be,coach\nCi,c@x.be,coach');
  const judged = judgeComers(comers, [
    { email: 'b@x.be', roles: ['coach'] },
    { email: 'c@x.be', roles: ['coordinator'] }
  ]);
  expect([judged.adding, judged.present, judged.otherwise].map((all) => all.map(({ name }) => name))).toEqual([['An'], ['Bo'], ['Ci']]);
});

it('tells whose line it is and what was read there, shortened and in one line', () => {
  const head = 'name;e-mail;role;places';
  const lines = [
    'An;an@x.be;coach;honderd',
    'An;AN@x.be;mentor',
    ';no@x.be;',
    'Bo;bo@x.be;coach',
    'Ci;bo@x.be;coach',
    `Di;${'d'.repeat(90)};coach`
  ];
  const { problems } = read([head, ...lines, ';;coach', '=x;e@x.be;coach'].join('\n'));
  expect(problems.map(({ who, value, earlier }) => [who, value, earlier])).toEqual([
    ['An', 'honderd', null],
    ['An', 'mentor', null],
    ['no@x.be', '', null],
    ['Ci', 'bo@x.be', 5],
    ['Di', `${'d'.repeat(60)}…`, null],
    [null, '', null],
    ['e@x.be', '=x', null]
  ]);
  const turned = read(`${head}\n"A\u202en\nB";x;coach`).problems;
  expect(turned).toMatchObject([{ who: 'A n B', value: 'x' }]);
});

it('hands out a template that can be brought in as it is, in both languages', () => {
  for (const language of ['nl', 'en'] as const) {
    const { comers, problems } = read(writeCsv(templateRows(language)));
    expect(problems).toEqual([]);
    expect(comers.map(({ role, language: own, handsIn }) => [role, own, handsIn])).toEqual([
      ['coachee', language, true],
      ['coach', language, true]
    ]);
    expect(comers[0]?.background).toMatchObject({ position: 3, evaluators: ['Jan Smets'] });
    expect(comers[1]?.profile).toMatchObject({ capacity: 2, evaluatorContact: 'sometimes', working: [1, 3, 3, 4] });
  }
});

it('knows which columns of a file are not used', () => {
  const head = ['naam', 'Opmerking', 'e-mail', ''];
  expect(findUnusedColumns(head, guessColumns(head))).toEqual([1, 3]);
});

it('reads what came of a file, and nothing from what is none', () => {
  const rest = '0198c000-0000-7000-8000-000000000000';
  expect(parseOutcome({ at: {}, lines: 9, came: 0, left: 2, rest })).toEqual({ lines: 9, came: 0, left: 2, rest });
  for (const given of [null, 3, { lines: -1, came: '2', left: 1.5, rest: '../x' }]) {
    expect(parseOutcome(given)).toEqual({ lines: null, came: null, left: null, rest: null });
  }
  const thrown = parseOutcome({ came: 0 });
  expect([isThrownAway(new Date(0), thrown), isThrownAway(null, thrown), isThrownAway(new Date(0), parseOutcome({}))]).toEqual([
    ...[true, false, false]
  ]);
});
