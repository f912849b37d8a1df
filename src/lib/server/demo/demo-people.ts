import type { NeedLevel, Wish } from '#lib/domain/needs/parse-needs.ts';
import type { World } from '#lib/domain/toolkit/tool.ts';

/** Four numbers in the order of the legs: socio-emotional, network, autonomy, career. */
export type FourNumbers = readonly [number, number, number, number];

/** One round of a demo pair: what is offered, received and needed per leg; days ago; what the coachee released. */
export type DemoRound = {
  daysAgo: number;
  offered: FourNumbers | null;
  received: FourNumbers | null;
  needed: readonly [NeedLevel, NeedLevel, NeedLevel, NeedLevel] | null;
  wishes?: readonly [Wish, Wish, Wish, Wish];
  release: 'nothing' | 'scores' | 'items' | null;
};

export type DemoPair = { coach: string; coachee: string; status: 'proposed' | 'active' | 'ended'; rounds: readonly DemoRound[] };
export type DemoPerson = { key: string; name: string; roles: readonly DemoRole[]; language?: 'nl' | 'en'; pronouns?: string };
export type DemoRole = 'coach' | 'coachee' | 'coordinator' | 'adviser' | 'evaluator' | 'administrator';
export type DemoOrganisation = {
  name: string;
  world: World;
  mailDomain: string;
  programme: string;
  people: readonly DemoPerson[];
  pairs: readonly DemoPair[];
};

const twoRounds = (first: Omit<DemoRound, 'daysAgo'>, second: Omit<DemoRound, 'daysAgo'>): DemoRound[] => [
  { daysAgo: 118, ...first },
  { daysAgo: 26, ...second }
];

const pairs: readonly DemoPair[] = [
  {
    coach: 'coach1',
    coachee: 'coachee1',
    status: 'active',
    rounds: twoRounds(
      { offered: [4, 3.2, 3.5, 4.2], received: [2.5, 2, 3.2, 3.3], needed: [4, 4, 3, 3], release: 'scores' },
      {
        offered: [4.2, 3.5, 3.5, 4],
        received: [3.5, 2.8, 3.5, 3.7],
        needed: [3, 4, 3, 4],
        wishes: ['same', 'more', 'same', 'same'],
        release: 'scores'
      }
    )
  },
  {
    coach: 'coach1',
    coachee: 'coachee2',
    status: 'active',
    rounds: twoRounds(
      { offered: [4, 3, 4, 3], received: [4.3, 1.3, 3.8, 3], needed: [3, 4, 4, 3], release: 'scores' },
      {
        offered: [4.2, 3.2, 4, 3.3],
        received: [4.5, 1.5, 4, 3.2],
        needed: [3, 5, 4, 3],
        wishes: ['same', 'more', 'same', 'same'],
        release: 'scores'
      }
    )
  },
  {
    coach: 'coach1',
    coachee: 'coachee3',
    status: 'active',
    rounds: twoRounds(
      { offered: [4, 3, 3, 4], received: [4, 3.3, 2.2, 4.2], needed: [3, 3, 4, 3], release: 'scores' },
      {
        offered: [4, 3.2, 3.8, 3.8],
        received: [4.2, 3.3, 3.7, 4],
        needed: [4, 3, 4, 3],
        wishes: ['same', 'same', 'same', 'less'],
        release: 'scores'
      }
    )
  },
  {
    coach: 'coach1',
    coachee: 'coachee4',
    status: 'active',
    rounds: twoRounds(
      { offered: [4, 3, 3, 3], received: [3.7, 3, 3.2, 2.3], needed: [4, 3, 3, 5], release: 'nothing' },
      { offered: [4, 3.3, 3.2, 3.8], received: [4, 3.2, 3.3, 3.5], needed: [4, 3, 3, 5], release: 'scores' }
    )
  },
  {
    coach: 'coach1',
    coachee: 'coachee5',
    status: 'active',
    rounds: [{ daysAgo: 82, offered: [3.8, 3, 3.5, 3.5], received: [3.8, 3.2, 3.5, 3.3], needed: [4, 3, 4, 3], release: 'scores' }]
  },
  {
    coach: 'coach2',
    coachee: 'coachee6',
    status: 'active',
    rounds: twoRounds(
      { offered: [3.5, 4, 3, 4], received: [2.3, 4, 2.8, 4.2], needed: [4, 3, 4, 3], release: 'items' },
      { offered: [3.7, 4, 3.3, 4], received: [2.7, 4.2, 3, 4.2], needed: [5, 3, 4, 2], release: 'items' }
    )
  },
  {
    coach: 'coach2',
    coachee: 'coachee7',
    status: 'active',
    rounds: [{ daysAgo: 3, offered: null, received: [3, 3, 3, 3], needed: null, release: null }]
  },
  { coach: 'coach3', coachee: 'coachee8', status: 'proposed', rounds: [] }
];

/** Invented people; any likeness is chance. Sign in as any of them on the sign-in page. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    name: 'Hogeschool De Brug',
    world: 'education',
    mailDomain: 'debrug.example',
    programme: 'Van stage naar werk',
    pairs,
    people: [
      { key: 'coach1', name: 'Marjan Verbeke', roles: ['coach'], pronouns: 'zij/haar' },
      { key: 'coach2', name: 'Idris el Amrani', roles: ['coach', 'evaluator'] },
      { key: 'coach3', name: 'Wout Hendriks', roles: ['coach'] },
      { key: 'coachee1', name: 'Yara Demir', roles: ['coachee'] },
      { key: 'coachee2', name: 'Tibo Claes', roles: ['coachee'] },
      { key: 'coachee3', name: 'Noor de Wit', roles: ['coachee'], pronouns: 'die/hun' },
      { key: 'coachee4', name: 'Samir Bakkali', roles: ['coachee'] },
      { key: 'coachee5', name: 'Lotte Peeters', roles: ['coachee'] },
      { key: 'coachee6', name: 'Daan Oosterling', roles: ['coachee'] },
      { key: 'coachee7', name: 'Chioma Okafor', roles: ['coachee'], language: 'en' },
      { key: 'coachee8', name: 'Jules Maes', roles: ['coachee'] },
      { key: 'coordinator', name: 'Greet Willems', roles: ['coordinator'] },
      { key: 'adviser', name: 'Hassan Yilmaz', roles: ['adviser'] },
      { key: 'administrator', name: 'Petra Vos', roles: ['administrator'] }
    ]
  },
  {
    name: 'Noorderlicht Zorg',
    world: 'work',
    mailDomain: 'noorderlicht.example',
    programme: 'Starten in de zorg',
    pairs,
    people: [
      { key: 'coach1', name: 'Bram Dekker', roles: ['coach'] },
      { key: 'coach2', name: 'Fatima Zahraoui', roles: ['coach'] },
      { key: 'coach3', name: 'Ellen Janssens', roles: ['coach'] },
      { key: 'coachee1', name: 'Sem Visser', roles: ['coachee'] },
      { key: 'coachee2', name: 'Amber Goossens', roles: ['coachee'] },
      { key: 'coachee3', name: 'Kwame Mensah', roles: ['coachee'], language: 'en' },
      { key: 'coachee4', name: 'Roos van Dijk', roles: ['coachee'] },
      { key: 'coachee5', name: 'Milan Novák', roles: ['coachee'] },
      { key: 'coachee6', name: 'Lies Vermeulen', roles: ['coachee'] },
      { key: 'coachee7', name: 'Emre Aydın', roles: ['coachee'] },
      { key: 'coachee8', name: 'Fleur Smit', roles: ['coachee'] },
      { key: 'coordinator', name: 'Karin Mulder', roles: ['coordinator'] },
      { key: 'adviser', name: 'Joris Wouters', roles: ['adviser'] }
    ]
  }
];

/** Lines for the terminal: whom one can sign in as. */
export function demoWelcome(): string[] {
  return demoOrganisations.flatMap(({ name, people }) => [
    `${name}:`,
    ...people
      .filter(({ key }) => /^(coach1|coachee1|coordinator|adviser)$/.test(key))
      .map((person) => `  ${person.name} (${person.roles.join(', ')})`)
  ]);
}
