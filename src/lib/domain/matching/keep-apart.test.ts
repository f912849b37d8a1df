import { expect, it } from 'vitest';
import { findBarriers } from './find-barriers.ts';
import { keepApart, type Vetoing } from './keep-apart.ts';
import { standardSettings } from './match-settings.ts';
import { emptyBackground, emptyProfile, type Kept, listNamesakes, toCoach, toCoachee } from './profile.ts';

const kept = (id: string): Kept => ({ id, profile: emptyProfile, background: emptyBackground, marks: [] });
const people = [
  ...[
    { id: 'zeynep', name: 'Zeynep Arslan' },
    { id: 'otherZeynep', name: 'zeynep  arslan' }
  ],
  ...[
    { id: 'wout', name: 'Wout Hendriks' },
    { id: 'otherWout', name: 'Wout Hendriks' },
    { id: 'kim', name: 'Kim Smets' }
  ]
];
const namesakes = listNamesakes(people);

/** What stands between every two of them, whoever is the coachee; `said`: the vetoes. */
function barredOf(...said: Vetoing[]): string[] {
  const apart = keepApart(namesakes, said);
  return people.flatMap(({ id: one }) =>
    people.flatMap(({ id: other }) => {
      const barriers = findBarriers(toCoachee(kept(one), namesakes, apart), toCoach(kept(other), namesakes, apart), standardSettings);
      return barriers.includes('veto') ? [`${one} ${other}`] : [];
    })
  );
}

it('keeps apart all who are called like the two, so that nobody can tell whose veto it was (C25)', () => {
  const byZeynep = barredOf({ name: 'Zeynep Arslan', vetoes: [['wout hendriks']] });
  const both = ['zeynep wout', 'zeynep otherWout', 'otherZeynep wout', 'otherZeynep otherWout'];
  expect(byZeynep.toSorted()).toEqual([...both, ...both.map((two) => two.split(' ').toReversed().join(' '))].toSorted());
  expect(barredOf({ name: 'Wout Hendriks', vetoes: [[], ['Zeynep Arslan']] })).toEqual(byZeynep);
});

it('keeps nobody apart by the name of a stranger, nor by anything that is no list of names', () => {
  expect(barredOf({ name: 'Kim Smets', vetoes: [['Jan Maes']] }, { name: 'Jan Maes', vetoes: null })).toEqual([]);
  expect(barredOf({ name: 'Kim Smets', vetoes: [7, null, { a: 1 }, [7]] })).toEqual([]);
});
