import { expect, it } from 'vitest';
import { findBarriers } from './find-barriers.ts';
import { standardSettings } from './match-settings.ts';
import {
  emptyBackground,
  emptyProfile,
  type Kept,
  listNamesakes,
  meaningOf,
  parseMatchBackground,
  parseMatchProfile,
  toCoach,
  toCoachee
} from './profile.ts';

const nobody = listNamesakes([]);
const kept = (id: string, part: Partial<Kept> = {}): Kept => ({
  id,
  profile: emptyProfile,
  background: emptyBackground,
  marks: [],
  ...part
});

it('reads whatever is kept without throwing: unknown is dropped, missing is null', () => {
  for (const stored of [null, undefined, 7, 'x', [], {}, { tags: 'x', working: 3, presentation: null, roles: {}, capacity: '4' }]) {
    expect(parseMatchProfile(stored)).toEqual(emptyProfile);
    expect(parseMatchBackground(stored)).toEqual(emptyBackground);
  }
  expect(emptyProfile.tags.interests).toBeNull();
  expect(emptyProfile.working).toEqual([null, null, null, null]);
});

it('keeps an empty list as an answer, each word once as it was first written, and half an answer on working', () => {
  const profile = parseMatchProfile({
    tags: { interests: [' Fietsen ', 'fietsen', 4, ''], values: [], sector: ['a', 'b', 'c', 'd'], unknown: ['x'] },
    working: [1, 6, '2', 5],
    presentation: { work: ' Ik ontwerp. ', path: '' },
    capacity: 3,
    evaluatorContact: 'close',
    roles: ['teacher', 'king']
  });
  expect(profile.tags).toMatchObject({ interests: ['Fietsen'], values: [], sector: ['a', 'b', 'c'], languages: null });
  expect(profile).toMatchObject({ working: [1, null, null, 5], capacity: 3, evaluatorContact: 'close', roles: ['teacher'] });
  expect(profile.presentation).toEqual({ work: 'Ik ontwerp.', path: null, offers: null, learning: null });
});

it('reads again what it read before, byte for byte', () => {
  const profile = parseMatchProfile({ tags: { interests: ['Fietsen'] }, working: [1, 2, 3, 4], capacity: 0 });
  expect(parseMatchProfile(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
  const background = parseMatchBackground({ position: 5, ties: ['Jan Janssens'], closeTo: ['Mo'] });
  expect(parseMatchBackground(JSON.parse(JSON.stringify(background)))).toEqual(background);
});

it('takes capitals, accents, signs and double spaces for nothing in a name', () => {
  expect(meaningOf('  José  de-la Crüz. ')).toBe(meaningOf('jose de la CRUZ'));
  expect(meaningOf('محمد')).not.toBe('');
  expect(meaningOf(' - ')).toBe('');
});

it('compares own words by what they mean, and the way of working only when all four are answered', () => {
  const profile = parseMatchProfile({ tags: { interests: ['Fietsen'] }, working: [1, 2, 3, 4] });
  expect(toCoachee(kept('a', { profile }), nobody)).toMatchObject({ working: [1, 2, 3, 4], position: null });
  expect(toCoachee(kept('a', { profile }), nobody).tags).toMatchObject({ interests: ['fietsen'], values: null });
  expect(toCoach(kept('b', { profile: parseMatchProfile({ working: [1, 2, 3] }) }), nobody)).toMatchObject({ working: null, capacity: 0 });
});

it('keeps apart who is named by the other, who evaluates, and who is close to the evaluator (C14, C25)', () => {
  const namesakes = listNamesakes([
    { id: 'noor', name: 'Noor Maes' },
    { id: 'hugo', name: 'Hugo Peeters' }
  ]);
  const between = (coachee: object, coach: object) =>
    findBarriers(
      toCoachee(kept('noor', { background: parseMatchBackground(coachee) }), namesakes),
      toCoach(kept('hugo', { background: parseMatchBackground(coach) }), namesakes),
      standardSettings
    );
  expect(between({}, {})).toEqual([]);
  expect(between({ ties: ['Familie Maes'] }, { ties: ['familie maes'] })).toEqual(['tie']);
  expect(between({ ties: ['hugo peeters'] }, {})).toEqual(['tie']);
  expect(between({}, { ties: ['Noor  Maes'] })).toEqual(['tie']);
  expect(between({ lines: ['Hugo Peeters'] }, {})).toEqual(['line']);
  expect(between({ evaluators: ['Hugo Peeters'] }, {})).toEqual(['evaluator']);
  expect(between({ evaluators: ['An Claes'] }, { closeTo: ['an claes'] })).toEqual(['close-to-evaluator']);
});

it('keeps apart whoever one of the two would rather not be put with, and nobody for naming the same stranger', () => {
  const namesakes = listNamesakes([
    { id: 'noor', name: 'Noor Maes' },
    { id: 'hugo', name: 'Hugo Peeters' },
    { id: 'kim', name: 'Kim Wouters' }
  ]);
  const between = (coachee: string[], coach: string[]) =>
    findBarriers(
      toCoachee(kept('noor', { background: parseMatchBackground({ vetoes: coachee }) }), namesakes),
      toCoach(kept('hugo', { background: parseMatchBackground({ vetoes: coach }) }), namesakes),
      standardSettings
    );
  expect([between(['hugo  PEETERS'], []), between([], ['Noor Maes'])]).toEqual([['veto'], ['veto']]);
  expect([between(['Jan Smets'], ['Jan Smets']), between(['Kim Wouters'], ['kim wouters'])]).toEqual([[], []]);
  expect(toCoachee(kept('noor', { background: parseMatchBackground({ vetoes: ['Jan Smets'] }) }), namesakes).vetoes).toEqual([]);
});

it('does not take two people of one name for one', () => {
  const namesakes = listNamesakes([
    { id: 'one', name: 'Jan' },
    { id: 'other', name: 'Jan' }
  ]);
  expect(findBarriers(toCoachee(kept('one'), namesakes), toCoach(kept('other'), namesakes), standardSettings)).toEqual([]);
});
