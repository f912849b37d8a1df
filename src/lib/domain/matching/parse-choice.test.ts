import { expect, it } from 'vitest';
import { parseChoice } from './parse-choice.ts';

const suggested = ['an', 'mo', 'hugo'];

it('reads an order of some or all, or none of them and what instead (C27)', () => {
  expect(parseChoice({ 'place-mo': '1', 'place-an': '2' }, suggested)).toEqual({ choice: { coachIds: ['mo', 'an'], instead: null } });
  expect(parseChoice({ 'place-mo': '', instead: 'talk' }, suggested)).toEqual({ choice: { coachIds: [], instead: 'talk' } });
});

it('says what is unclear, in which fields, and takes nothing then', () => {
  expect(parseChoice({}, suggested)).toEqual({ problem: 'missing', fields: ['place-an', 'place-mo', 'place-hugo'] });
  const twice = { 'place-mo': '1', 'place-hugo': '2', 'place-an': '1' };
  expect(parseChoice(twice, suggested)).toEqual({ problem: 'twice', fields: ['place-an', 'place-mo'] });
  expect(parseChoice({ 'place-mo': '2' }, suggested)).toEqual({ problem: 'gap', fields: ['place-mo'] });
  expect(parseChoice({ 'place-mo': '1', instead: 'others' }, suggested)).toEqual({ problem: 'both', fields: ['place-mo', 'instead'] });
});

it('takes a coach who was not suggested, and a place that is none, for nothing', () => {
  expect(parseChoice({ 'place-eva': '1', 'place-mo': '9' }, suggested)).toMatchObject({ problem: 'missing' });
});
