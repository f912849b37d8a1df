import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from '#lib/domain/sheet/read-csv.ts';
import { findMissingColumns, guessColumns, headings, importFields, parseColumns } from './columns.ts';
import { judgeComers } from './judge-comers.ts';
import { readComers } from './read-people.ts';

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
