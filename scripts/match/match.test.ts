import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCsv } from '#lib/domain/sheet/read-csv.ts';
import { commandLine } from './command-line.ts';
import { readInstance } from './read-instance.ts';

const { match, fileOf } = commandLine('vierpoot-match-');

it('prints one object with the optimum and its proof', () => {
  const { status, answer } = match('test/fixtures/matching/matching-m4.json', '--objective', 'matched');
  expect(status).toBe(0);
  expect(answer).toMatchObject({ objective: 'matched', total: 56_704_949, matched: 120, certificate: { proven: true } });
  expect(answer?.assignment).toHaveLength(150);
});

it('keeps the pins that are in the instance, or leaves them when asked', () => {
  const file = 'test/fixtures/matching/matching-m2.json';
  expect(match(file, '--objective', 'score').answer?.total).toBe(24_885_023);
  expect(match(file, '--objective', 'score', '--without-pins').answer?.total).toBe(25_852_871);
  expect(match(file, '--objective', 'stable').answer?.assignment.slice(0, 3)).toEqual([15, 16, 9]);
});

it('builds the instance from people in a CSV file', () => {
  const text = [
    '\uFEFFrole;id;capacity;position;interests;languages;sector;ties',
    'coachee;Noor;;1;music|chess;Dutch;care;',
    'coachee;Sam;;5;sport;Dutch;care;Jansen',
    'coach;Hugo;1;;music|chess|art;Dutch;care;',
    'coach;Ida;2;;"sport|so-called ""art""";Dutch|French;culture;Jansen'
  ].join('\r\n');
  const { status, answer } = match('--from', fileOf('people.csv', text));
  expect({ status, assignment: answer?.assignment, coachees: answer?.coachees }).toEqual({
    status: 0,
    assignment: [1, 0],
    coachees: ['Noor', 'Sam']
  });
});

const manyPins = JSON.stringify({ caps: [1], scores: Array(500).fill([1]), pinned: Array.from({ length: 500 }, (_, at) => [at, 0]) });

it('reads a file that begins with a byte-order mark', () => {
  expect(match(fileOf('mark.json', '\uFEFF{"caps":[1],"scores":[[1]]}')).answer?.assignment).toEqual([0]);
});

it('tells wrong arguments on one line', () => {
  const { status, told } = match('--objective', '--from');
  expect({ status, lines: told.split('\n').length }).toEqual({ status: 2, lines: 1 });
});

it('keeps apart in a file whoever one of the two would rather not be put with', () => {
  const text = 'role,id,languages,vetoes\ncoachee,Noor,nl,Hugo\ncoachee,Sam,nl,\ncoach,Hugo,nl,\ncoach,Ida,nl,Sam';
  expect(match('--from', fileOf('vetoes.csv', text)).answer?.assignment).toEqual([1, 0]);
});

it.each([
  ['no JSON', '{', 'not JSON'],
  ['no object', '[]', 'the instance wants one object'],
  ['no caps', '{"scores":[[1]]}', 'caps wants a list, got nothing'],
  ['a capacity below zero', '{"caps":[-1],"scores":[[1]]}', 'caps[0] wants a whole number from 0 to 2147483647, got -1'],
  ['both kinds', '{"caps":[1],"scores":[[1]],"candidates":[[]]}', 'the instance wants either scores or candidates'],
  ['a short row', '{"caps":[1,1],"scores":[[1,2],[1]]}', 'scores[1] wants 2 scores, one for each coach, got 1'],
  ['half a score', '{"caps":[1],"scores":[[0.5]]}', 'scores[0][0] wants a whole number from -1 to 1000000, got 0.5'],
  ['a wrong count', '{"n":2,"caps":[1],"scores":[[1]]}', 'n wants 1, as many as there are, got 2'],
  ['a coach twice', '{"caps":[1],"candidates":[[[0,1],[0,2]]]}', 'candidates[0] wants each coach once, got 0'],
  ['a pair that cannot be among those that can', '{"caps":[1],"candidates":[[[0,-1]]]}', 'candidates[0][0][1] wants a whole number from 0'],
  ['no number', '{"caps":[1],"candidates":[[[0,NaN]]]}', 'not JSON'],
  ['a coach who is not there', '{"caps":[1],"candidates":[[[1,1]]]}', 'candidates[0][0][0] wants a whole number from 0 to 0, got 1'],
  ['what nobody knows', '{"caps":[1],"scores":[[1]],"pins":[[0,0]]}', 'the instance wants nothing but n, m, caps'],
  ['a pin without coaches', '{"caps":[],"scores":[[]],"pinned":[[0,0]]}', 'pinned[0][1] wants nobody, as there is nobody, got 0'],
  ['lists without end', `{"caps":${'['.repeat(50_000)}${']'.repeat(50_000)},"scores":[]}`, 'wants'],
  ['a pin twice', '{"caps":[1],"scores":[[1]],"pinned":[[0,0],[0,0]]}', 'pinned[1] wants coachee 0 once, got [0,0]']
])('says in one sentence where an instance is malformed: %s', (_, text, told) => {
  const read = readInstance(text);
  expect('problem' in read ? read.problem : '').toContain(told);
});

it.each([
  ['malformed', ['broken.json', '{"caps":[1]'], /broken\.json: not JSON: .+/],
  ['a pin that cannot be', ['pins.json', '{"caps":[1,1],"scores":[[-1,1]],"pinned":[[0,0]]}'], /coachee 0 with coach 0, who cannot/],
  ['a role nobody knows', ['roles.csv', 'role,id\nboss,1'], /roles\.csv: line 2: role wants coach or coachee, got "boss"/],
  ['quoted text on two lines', ['lines.json', '{"caps":[1,\n\nx],\n"scores":[]}'], /lines\.json: not JSON: .+/],
  [
    'more pins than are told',
    ['many.json', manyPins],
    /many\.json: pinned wants at most 1 for coach 0, got 500: coachees 0, 1, .+ and others$/
  ],
  ['a column nobody knows', ['columns.csv', 'role,id,tie\ncoach,1,x'], /line 1: knows no column "tie", only role, id, capacity/],
  ['a column twice', ['twice.csv', 'role,id,ties,ties\ncoach,1,x,y'], /line 1: wants each column once, got "ties" again/],
  ['a row that moved', ['moved.csv', 'role,id\ncoach,1,,Jansen'], /line 2: wants a name above cell 4, which holds "Jansen"/],
  ['a role on two lines', ['role.csv', 'role,id\n"bo\nss",1'], /got "bo ss"/],
  ['a role without end', ['long.csv', `role,id\n${'boss '.repeat(1000)},1`], /line 2: role wants coach or coachee, got "boss .{0,260}…$/],
  ['an open quote', ['quotes.csv', 'role,id\ncoach,"1'], /line 2: wants a closing quote/]
] as const)('ends with exit code 2 and one line: %s', (_, [name, text], told) => {
  const file = fileOf(name, text);
  const result = name.endsWith('.csv') ? match('--from', file) : match(file);
  expect(result.status).toBe(2);
  expect(result.told).toMatch(told);
  expect(result.told.split('\n')).toHaveLength(1);
});

it('reads cells as spreadsheets write them', () => {
  const rows = readCsv('\uFEFFa;b\r\n"one; ""two""\nthree"; 4 \r\n\r\n;5\n');
  expect(rows).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['one; "two"\nthree', '4'] },
    { line: 5, cells: ['', '5'] }
  ]);
});

it('reads the examples of the method page as they stand there', () => {
  const [, json = '', csv = ''] =
    /# On the command line[^]*?```\n([^]*?)```[^]*?```\n([^]*?)```/u.exec(readFileSync('docs/methods/matching.md', 'utf8')) ?? [];
  const instances = json.trim().split('\n').map((line) => line.slice(0, line.lastIndexOf('}') + 1)); // prettier-ignore
  const assigned = instances.map((text, at) => match(fileOf(`example${at}.json`, text)).answer?.assignment);
  expect(assigned).toEqual([[1, 0], [1, 0], [1, 0]]); // prettier-ignore
  expect(match('--from', fileOf('example.csv', csv)).answer).toMatchObject({ assignment: [0, 1], coachees: ['Noor', 'Sam'] });
});
