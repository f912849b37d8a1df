/** What a demo person told for the match; `told` and `background` as they are kept. `capacity`: places of a coach. */
export type DemoProfile = {
  key: string;
  side: 'coach' | 'coachee';
  capacity: number;
  told: Readonly<Record<string, unknown>>;
  background?: Readonly<Record<string, unknown>>;
};

const coach = (key: string, told: DemoProfile['told']): DemoProfile => ({ key, side: 'coach', capacity: 2, told });
const coachee = (key: string, told: DemoProfile['told'], position: number): DemoProfile => ({
  ...{ key, side: 'coachee', capacity: 0, told },
  background: { position }
});

/** Three coaches and three coachees who have none yet. */
export const demoProfiles: readonly DemoProfile[] = [
  coach('coach1', {
    tags: {
      ...{ interests: ['reading', 'cycling', 'cooking'], values: ['calm', 'honesty'], languages: ['dutch', 'english'] },
      ...{
        ambition: ['helping-people', 'teaching'],
        network: ['schools', 'hospitals-and-care'],
        sector: ['healthcare'],
        path: ['via-a-detour']
      }
    },
    working: [2, 2, 4, 3],
    presentation: {
      work: 'Ik begeleid mensen die net beginnen.',
      path: 'Eerst zes jaar in een winkel, daarna opnieuw gaan leren.',
      offers: 'Tijd om rustig te denken, en mensen die je verder kunnen helpen.',
      learning: 'Ik leer minder snel met een antwoord te komen.'
    }
  }),
  coach('coach2', {
    tags: {
      ...{ interests: ['making-music', 'sports'], values: ['courage', 'humour'], languages: ['dutch', 'french', 'arabic', 'english'] },
      ...{
        ambition: ['leading-a-team', 'making-policy'],
        network: ['government', 'businesses', 'neighbourhood-work'],
        sector: ['government-sector']
      }
    },
    working: [4, 5, 1, 4],
    presentation: {
      work: 'Ik leid een team dat nieuwe plannen uitprobeert.',
      path: 'Als eerste thuis gestudeerd, met een baan ernaast.',
      offers: 'Oefenen met moeilijke gesprekken, en een eerlijke mening.',
      learning: 'Ik leer piano.'
    },
    evaluatorContact: 'sometimes'
  }),
  coach('coach3', {
    tags: {
      ...{ interests: ['nature', 'making-things'], values: ['craftsmanship', 'freedom'], languages: ['dutch', 'english'] },
      ...{
        ambition: ['own-company', 'building'],
        network: ['trades', 'technology-world'],
        sector: ['building-sector'],
        function: ['self-employed']
      }
    },
    working: [5, 1, 2, 5],
    presentation: {
      work: 'Ik heb een eigen werkplaats.',
      path: 'Van school gegaan, het vak geleerd, en later voor mezelf begonnen.',
      offers: 'Meelopen, en zien hoe je zelf opdrachten vindt.',
      learning: 'Ik leer hoe je een offerte schrijft.'
    }
  }),
  coachee(
    'coachee9',
    {
      tags: {
        ...{ interests: ['reading', 'making-music'], values: ['calm', 'humour'], languages: ['dutch'] },
        ...{ ambition: ['helping-people'], network: ['sports-clubs'], sector: ['education'] }
      },
      working: [2, 3, 4, 2]
    },
    1
  ),
  coachee(
    'coachee10',
    { tags: { interests: ['cycling', 'nature'], values: ['freedom'], languages: ['dutch', 'english'] }, working: [4, 2, 2, 4] },
    5
  ),
  coachee('coachee11', { tags: { interests: ['sports', 'cooking'], values: ['courage'], languages: ['english', 'dutch'] } }, 3)
];
