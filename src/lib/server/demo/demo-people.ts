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

/** What a demo coach declared to a coachee; without it: no other roles and no contact with whoever evaluates. */
export type DemoDeclaration = { evaluatorContact: 'none' | 'sometimes' | 'close' | 'self'; roles: readonly string[] };
export type DemoPair = {
  coach: string;
  coachee: string;
  status: 'proposed' | 'active' | 'ended';
  declared?: DemoDeclaration;
  /** Whether they have an agreement and talks already. */
  talks?: true;
  rounds: readonly DemoRound[];
};
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

type Rounds = { declared?: DemoDeclaration; talks?: true; rounds: readonly DemoRound[] };
type Round = Omit<DemoRound, 'daysAgo'>;

const active = (coach: string, coachee: string, { rounds, ...declared }: Rounds): DemoPair => ({
  ...{ coach, coachee, status: 'active', ...declared },
  rounds
});
const twoRounds = (first: Round, second: Round): DemoRound[] => [
  { daysAgo: 118, ...first },
  { daysAgo: 26, ...second }
];
/** A round of which the coachee shares the scores, unless said otherwise. */
const measured = (offered: FourNumbers, received: FourNumbers, needed: NonNullable<DemoRound['needed']>): Round => ({
  ...{ offered, received, needed },
  release: 'scores'
});

const pairs: readonly DemoPair[] = [
  active('coach1', 'coachee1', {
    rounds: twoRounds(measured([4, 3.2, 3.5, 4.2], [2.5, 2, 3.2, 3.3], [4, 4, 3, 3]), {
      ...measured([4.2, 3.5, 3.5, 4], [3.5, 2.8, 3.5, 3.7], [3, 4, 3, 4]),
      wishes: ['same', 'more', 'same', 'same']
    })
  }),
  active('coach1', 'coachee2', {
    rounds: twoRounds(measured([4, 3, 4, 3], [4.3, 1.3, 3.8, 3], [3, 4, 4, 3]), {
      ...measured([4.2, 3.2, 4, 3.3], [4.5, 1.5, 4, 3.2], [3, 5, 4, 3]),
      wishes: ['same', 'more', 'same', 'same']
    })
  }),
  active('coach1', 'coachee3', {
    talks: true,
    rounds: twoRounds(measured([4, 3, 3, 4], [4, 3.3, 2.2, 4.2], [3, 3, 4, 3]), {
      ...measured([4, 3.2, 3.8, 3.8], [4.2, 3.3, 3.7, 4], [4, 3, 4, 3]),
      wishes: ['same', 'same', 'same', 'less']
    })
  }),
  active('coach1', 'coachee4', {
    rounds: twoRounds(
      { ...measured([4, 3, 3, 3], [3.7, 3, 3.2, 2.3], [4, 3, 3, 5]), release: 'nothing' },
      measured([4, 3.3, 3.2, 3.8], [4, 3.2, 3.3, 3.5], [4, 3, 3, 5])
    )
  }),
  active('coach1', 'coachee5', {
    declared: { evaluatorContact: 'sometimes', roles: [] },
    rounds: [{ daysAgo: 82, ...measured([3.8, 3, 3.5, 3.5], [3.8, 3.2, 3.5, 3.3], [4, 3, 4, 3]) }]
  }),
  active('coach2', 'coachee6', {
    declared: { evaluatorContact: 'self', roles: ['evaluator'] },
    talks: true,
    rounds: twoRounds(
      { ...measured([3.5, 4, 3, 4], [2.3, 4, 2.8, 4.2], [4, 3, 4, 3]), release: 'items' },
      { ...measured([3.7, 4, 3.3, 4], [2.7, 4.2, 3, 4.2], [5, 3, 4, 2]), release: 'items' }
    )
  }),
  active('coach2', 'coachee7', {
    rounds: [{ daysAgo: 3, offered: null, received: [3, 3, 3, 3], needed: null, release: null }]
  }),
  { coach: 'coach3', coachee: 'coachee8', status: 'proposed', rounds: [] }
];

type Named = Omit<DemoPerson, 'key' | 'roles'> & { alsoIs?: DemoRole };

/** People in one role, under the role's name: `coach1`, `coach2`; one person alone without a number. */
function inRole(role: DemoRole, people: readonly Named[]): DemoPerson[] {
  return people.map(({ alsoIs, ...person }, index) => ({
    key: people.length === 1 ? role : `${role}${index + 1}`,
    roles: alsoIs ? [role, alsoIs] : [role],
    ...person
  }));
}

/** Invented people; any likeness is chance. Sign in as any of them on the sign-in page. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    name: 'Hogeschool De Brug',
    world: 'education',
    mailDomain: 'debrug.example',
    programme: 'Van stage naar werk',
    pairs,
    people: [
      ...inRole('coach', [
        { name: 'Marjan Verbeke', pronouns: 'zij/haar' },
        { name: 'Idris el Amrani', alsoIs: 'evaluator' },
        { name: 'Wout Hendriks' }
      ]),
      ...inRole('coachee', [
        { name: 'Yara Demir' },
        { name: 'Tibo Claes' },
        { name: 'Noor de Wit', pronouns: 'die/hun' },
        { name: 'Samir Bakkali' },
        { name: 'Lotte Peeters' },
        { name: 'Daan Oosterling' },
        { name: 'Chioma Okafor', language: 'en' },
        { name: 'Jules Maes' },
        { name: 'Zeynep Arslan' },
        { name: 'Pieter Lambrecht' },
        { name: 'Grace Achieng', language: 'en' }
      ]),
      ...inRole('coordinator', [{ name: 'Greet Willems' }]),
      ...inRole('adviser', [{ name: 'Hassan Yilmaz' }]),
      ...inRole('administrator', [{ name: 'Petra Vos' }])
    ]
  },
  {
    name: 'Noorderlicht Zorg',
    world: 'work',
    mailDomain: 'noorderlicht.example',
    programme: 'Starten in de zorg',
    pairs,
    people: [
      ...inRole('coach', [{ name: 'Bram Dekker' }, { name: 'Fatima Zahraoui' }, { name: 'Ellen Janssens' }]),
      ...inRole('coachee', [
        { name: 'Sem Visser' },
        { name: 'Amber Goossens' },
        { name: 'Kwame Mensah', language: 'en' },
        { name: 'Roos van Dijk' },
        { name: 'Milan Novák' },
        { name: 'Lies Vermeulen' },
        { name: 'Emre Aydın' },
        { name: 'Fleur Smit' },
        { name: 'Nadia Benali' },
        { name: 'Thijs Bakker' },
        { name: 'Ama Owusu', language: 'en' }
      ]),
      ...inRole('coordinator', [{ name: 'Karin Mulder' }]),
      ...inRole('adviser', [{ name: 'Joris Wouters' }])
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
