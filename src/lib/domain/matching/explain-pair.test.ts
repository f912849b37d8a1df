import { expect, it } from 'vitest';
import { comparePair } from './compare-pair.ts';
import { explainPair, forCoordinator } from './explain-pair.ts';
import { findBarriers } from './find-barriers.ts';
import { findSettingProblems, standardSettings } from './match-settings.ts';
import type { Coach, Coachee } from './person.ts';

/** The two of docs/methods/matching.md. */
const noor: Coachee = {
  id: 'noor',
  tags: {
    interests: ['music', 'cycling', 'chess'],
    values: ['honesty', 'freedom'],
    experience: ['first in the family'],
    ambition: ['design'],
    languages: ['Dutch', 'English'],
    network: ['school'],
    sector: ['education'],
    discipline: ['nursing'],
    function: ['student'],
    path: null
  },
  working: [2, 4, 3, 1],
  ties: [],
  lines: [],
  vetoes: [],
  position: 1,
  evaluators: ['vera'],
  wishes: ['faith']
};
const hugo: Coach = {
  id: 'hugo',
  tags: {
    interests: ['music', 'chess', 'cooking'],
    values: ['honesty', 'care', 'humour'],
    experience: null,
    ambition: ['design'],
    languages: ['Dutch', 'French'],
    network: ['museums', 'city council'],
    sector: ['culture'],
    discipline: ['nursing'],
    function: ['curator'],
    path: ['winding']
  },
  working: [3, 4, 3, 3],
  ties: [],
  lines: [],
  vetoes: [],
  capacity: 2,
  closeTo: [],
  volunteered: []
};

it('gives 72 and 67 for the worked pair of docs/methods/matching.md (C23)', () => {
  expect(comparePair(noor, hugo, standardSettings)).toMatchObject({ ground: 72, horizon: 67, fit: 7035 });
});

it('weighs new horizon double for somebody born into it, and shared ground double for a pioneer (C24, C26)', () => {
  const fits = ([1, 3, 5, null] as const).map((position) => comparePair({ ...noor, position }, hugo, standardSettings).fit);
  expect(fits).toEqual([67 * 72 + 33 * 67, 50 * 72 + 50 * 67, 33 * 72 + 67 * 67, 50 * 72 + 50 * 67]);
});

it('leaves out what one of the two did not answer, and calls it not measured when nothing is left', () => {
  const empty = { ...hugo, tags: { ...hugo.tags, network: null, sector: null, discipline: null, function: null } };
  expect(comparePair(noor, empty, standardSettings)).toMatchObject({ ground: 72, horizon: null, fit: 7200 });
});

it('adds for a wish that is met, and takes nothing away for one that is not (C26)', () => {
  const met = comparePair(noor, { ...hugo, volunteered: ['faith'] }, standardSettings).ground;
  const other = comparePair(noor, { ...hugo, volunteered: ['origin'] }, standardSettings).ground;
  expect([met, other]).toEqual([76, 72]);
});

it('uses one wish, the one that is wanted most (C26)', () => {
  const coach = { ...hugo, volunteered: ['faith'] };
  const ground = (wishes: string[]) => comparePair({ ...noor, wishes }, coach, standardSettings).ground;
  expect([ground(['origin', 'faith']), ground(['faith', 'origin'])]).toEqual([72, 76]);
});

it('lets a wish weigh a third, rounded down, of what else was compared (C26)', () => {
  const silent = { ...hugo, volunteered: ['faith'], working: null };
  const only = (tags: object) =>
    comparePair(noor, { ...silent, tags: { ...silent.tags, values: null, languages: null, ...tags } }, standardSettings);
  expect(only({ ambition: null }).ground).toBe(75); // interests 2 of 3, a wish 1
  expect(only({ ambition: null, interests: null, languages: ['French'] }).ground).toBe(0); // a third of 1 is nothing
  expect(only({ ambition: null, interests: null }).ground).toBeNull();
});

it('tells what is shared and what is new, most important first', () => {
  const { shared, fresh, barriers } = explainPair(noor, hugo, standardSettings);
  expect(shared).toEqual([
    { kind: 'shared', attribute: 'ambition', tags: ['design'] },
    { kind: 'shared', attribute: 'interests', tags: ['music', 'chess'] },
    { kind: 'alike' },
    { kind: 'shared', attribute: 'values', tags: ['honesty'] },
    { kind: 'shared', attribute: 'languages', tags: ['Dutch'] }
  ]);
  expect(fresh).toEqual([
    { kind: 'new', attribute: 'network', tags: ['museums', 'city council'] },
    { kind: 'new', attribute: 'sector', tags: ['culture'] },
    { kind: 'new', attribute: 'function', tags: ['curator'] }
  ]);
  expect(barriers).toEqual([]);
});

it('keeps a wish that is met from the coordinator', () => {
  const explanation = explainPair(noor, { ...hugo, volunteered: ['faith'] }, standardSettings);
  expect(explanation.shared).toContainEqual({ kind: 'wish-met', traits: ['faith'] });
  expect(JSON.stringify(forCoordinator(explanation))).not.toContain('faith');
});

it.each([
  ['the same person', { id: 'noor' }, ['same-person']],
  ['the evaluator', { id: 'vera' }, ['evaluator']],
  ['somebody close to the evaluator (C14)', { closeTo: ['vera'] }, ['close-to-evaluator']],
  ['a tie (C25)', { ties: ['jansen'] }, ['tie']],
  ['a reporting line (C25)', { lines: ['board'] }, ['line']],
  ['a veto of the coach, without saying whose', { vetoes: ['noor'] }, ['veto']],
  ['no veto of the same other', { vetoes: ['karel'] }, []],
  ['a veto of the coachee, without saying whose', { id: 'ineke' }, ['veto']],
  ['no language in common', { tags: { ...hugo.tags, languages: ['French'] } }, ['language']],
  ['two at once', { lines: ['board'], closeTo: ['vera'] }, ['line', 'close-to-evaluator']],
  ['nothing when languages were not answered', { tags: { ...hugo.tags, languages: null } }, []]
] as const)('says what stands between two: %s', (_, change, barriers) => {
  const coachee = { ...noor, ties: ['jansen'], lines: ['board'], vetoes: ['ineke', 'karel'] };
  expect(findBarriers(coachee, { ...hugo, ...change }, standardSettings)).toEqual(barriers);
});

it('finds settings that are out of bounds, and none in the standard', () => {
  expect(findSettingProblems(standardSettings)).toEqual([]);
  const rules = { ...standardSettings.rules, values: { ground: 11, horizon: 0, enough: 1 }, path: { ground: 0, horizon: 1, enough: 0 } };
  const groundShare = { ...standardSettings.groundShare, 2: 101 };
  expect(findSettingProblems({ ...standardSettings, rules, groundShare, unknownShare: 0.5, suggestions: 5 })).toEqual([
    'ground.values',
    'enough.path',
    'share.2',
    'unknownShare',
    'suggestions'
  ]);
});
