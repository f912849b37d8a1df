import { headings, type ImportField, importFields } from './columns.ts';

type Language = 'nl' | 'en';
type Example = Readonly<Partial<Record<ImportField, string>>>;

/** The fields of the template, in its order: all, the name in one column. */
const templateFields = importFields.filter((field) => field !== 'firstName' && field !== 'lastName');

/** A coachee and a coach who do not exist, to show how a line looks. */
const examples: Readonly<Record<Language, readonly Example[]>> = {
  nl: [
    {
      ...{ email: 'noor@example.org', name: 'Noor Peeters', role: 'coachee', language: 'nl' },
      ...{ interests: 'Fietsen|Koken', values: 'Eerlijkheid|Rust', languages: 'Nederlands|Frans', ambition: 'Lesgeven of uitleggen' },
      ...{ working: '2|4|3|5', position: '3', ties: '-', evaluators: 'Jan Smets' }
    },
    {
      ...{ email: 'karim@example.org', name: 'Karim Haddad', role: 'coach', language: 'nl' },
      ...{ interests: 'Koken|Lezen', values: 'Eerlijkheid', languages: 'Nederlands|Arabisch', network: 'Onderwijs', sector: 'Onderwijs' },
      ...{ working: '1|3|3|4', capacity: '2', contact: 'soms', lines: 'Els Wouters', closeTo: 'Jan Smets' }
    }
  ],
  en: [
    {
      ...{ email: 'noor@example.org', name: 'Noor Peeters', role: 'coachee', language: 'en' },
      ...{ interests: 'Cycling|Cooking', values: 'Honesty|Calm', languages: 'Dutch|French', ambition: 'Teaching or explaining' },
      ...{ working: '2|4|3|5', position: '3', ties: '-', evaluators: 'Jan Smets' }
    },
    {
      ...{ email: 'karim@example.org', name: 'Karim Haddad', role: 'coach', language: 'en' },
      ...{ interests: 'Cooking|Reading', values: 'Honesty', languages: 'Dutch|Arabic', network: 'Education', sector: 'Education' },
      ...{ working: '1|3|3|4', capacity: '2', contact: 'sometimes', lines: 'Els Wouters', closeTo: 'Jan Smets' }
    }
  ]
};

/** The template as rows: the titles of the columns, a coachee and a coach. It can be brought in as it is. */
export function templateRows(language: Language): string[][] {
  const head = templateFields.map((field) => headings[field][language][0] ?? field);
  return [head, ...examples[language].map((example) => templateFields.map((field) => example[field] ?? ''))];
}
