import { expect, it } from 'vitest';
import { parseProgramme } from './parse-programme.ts';

const form = { name: ' Stage ', world: 'work', mirrorDays: '10', needIntervalDays: '84' };

it('reads the rules of a programme', () => {
  expect(parseProgramme(form)).toEqual({ rules: { name: 'Stage', world: 'work', mirrorDays: 10, needIntervalDays: 84 } });
});

it('gives a new programme two weeks for a mirror and asks needs every ten weeks (C4)', () => {
  expect(parseProgramme({ name: 'Stage', world: 'work' })).toMatchObject({ rules: { mirrorDays: 14, needIntervalDays: 70 } });
});

it('keeps the days within the bounds of the database', () => {
  const daysOf = (mirrorDays: string, needIntervalDays: string) => parseProgramme({ ...form, mirrorDays, needIntervalDays });
  expect([daysOf('3', '14'), daysOf('90', '365')].every((parsed) => 'rules' in parsed)).toBe(true);
  for (const [mirror, need] of [
    ['2', '13'],
    ['91', '366'],
    ['', 'often'],
    ['3.5', '-20'],
    ['1e1', '0x50']
  ] as const) {
    expect(daysOf(mirror, need)).toMatchObject({ problems: { mirrorDays: true, needIntervalDays: true } });
  }
});

it('names what is wrong and gives back what was typed', () => {
  expect(parseProgramme({ ...form, name: ' ', world: 'both' })).toEqual({
    problems: { name: true, world: true },
    values: { name: '', world: 'both', mirrorDays: '10', needIntervalDays: '84' }
  });
});
