import { expect, it } from 'vitest';
import { countBarriers } from './count-barriers.ts';
import { standardSettings } from './match-settings.ts';
import { emptyBackground, emptyProfile, toCoach, toCoachee } from './profile.ts';

const kept = (id: string, languages: string[]) => ({
  ...{ id, profile: { ...emptyProfile, tags: { ...emptyProfile.tags, languages } }, background: emptyBackground },
  marks: []
});
const noor = { ...toCoachee(kept('noor', ['nl']), new Map()), ties: ['smets'], vetoes: ['ida', 'ann'], evaluators: ['eva', 'jan'] };
const coach = (id: string, languages = ['nl']) => toCoach(kept(id, languages), new Map());

it('counts each coach once, and what people would rather not only where nothing else stands', () => {
  const coaches = [
    coach('noor'),
    { ...coach('tied'), ties: ['smets'], vetoes: ['noor'] },
    coach('eva'),
    { ...coach('close'), closeTo: ['jan'] },
    coach('ida', ['fr']),
    coach('ann'),
    { ...coach('bob'), vetoes: ['noor'] },
    coach('excluded'),
    coach('fine')
  ];
  const bans = [
    { coachee: 'noor', coach: 'excluded', barrier: 'excluded' as const },
    { coachee: 'noor', coach: 'tied', barrier: 'excluded' as const },
    { coachee: 'other', coach: 'fine', barrier: 'excluded' as const }
  ];
  expect(countBarriers(noor, { coaches, bans }, standardSettings)).toEqual({
    ...{ same: 1, tie: 1, line: 0, evaluator: 2, language: 1 },
    apart: 3
  });
});

it('does not say of whom the word was, or that there was one: an exclusion counts as a veto does', () => {
  const apart = [{ coachee: 'noor', coach: 'bob', barrier: 'excluded' as const }];
  const excluded = countBarriers(noor, { coaches: [coach('bob')], bans: apart }, standardSettings);
  const own = countBarriers({ ...noor, vetoes: ['bob'] }, { coaches: [coach('bob')], bans: [] }, standardSettings);
  const theirs = countBarriers(noor, { coaches: [{ ...coach('bob'), vetoes: ['noor'] }], bans: [] }, standardSettings);
  expect([own, theirs]).toEqual([excluded, excluded]);
});
