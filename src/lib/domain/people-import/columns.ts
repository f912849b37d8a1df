import { tagAttributes } from '#lib/domain/matching/attribute.ts';

/** What a column of a file of people can hold; a name is in one column or in two. */
export const importFields = [
  ...(['email', 'name', 'firstName', 'lastName', 'role', 'language'] as const),
  ...tagAttributes,
  ...(['working', 'capacity', 'contact', 'position', 'ties', 'lines', 'evaluators', 'closeTo'] as const)
] as const;

export type ImportField = (typeof importFields)[number];

/** Whether everybody in a file is the same, when no column says so. */
export type Everybody = 'coach' | 'coachee' | null;

/** Which column holds what: the place of the column, from 0; a field that is not in the file is not in here. */
export type ImportColumns = { readonly at: Readonly<Partial<Record<ImportField, number>>>; readonly everybody: Everybody };

/** Headings in Dutch and English, without capitals and signs. The first is what the template says, in each language. */
export const headings: Readonly<Record<ImportField, { readonly nl: readonly string[]; readonly en: readonly string[] }>> = {
  email: { nl: ['e-mail', 'mail', 'mailadres', 'emailadres'], en: ['e-mail', 'email address', 'mail'] },
  name: { nl: ['naam', 'volledige naam'], en: ['name', 'full name'] },
  firstName: { nl: ['voornaam'], en: ['first name', 'given name'] },
  lastName: { nl: ['achternaam', 'familienaam'], en: ['last name', 'surname', 'family name'] },
  role: { nl: ['rol', 'functie in het programma'], en: ['role'] },
  language: { nl: ['taal'], en: ['language'] },
  interests: { nl: ['interesses', 'hobby s'], en: ['interests', 'hobbies'] },
  values: { nl: ['waarden'], en: ['values'] },
  experience: { nl: ['ervaring', 'levenservaring'], en: ['experience', 'life experience'] },
  ambition: { nl: ['ambitie', 'ambities'], en: ['ambition', 'ambitions'] },
  languages: { nl: ['talen'], en: ['languages'] },
  network: { nl: ['netwerk', 'werelden'], en: ['network'] },
  sector: { nl: ['sector'], en: ['sector'] },
  discipline: { nl: ['vakgebied', 'discipline'], en: ['discipline', 'field'] },
  function: { nl: ['functie', 'beroep'], en: ['function', 'job'] },
  path: { nl: ['loopbaan', 'pad'], en: ['path', 'career path'] },
  working: { nl: ['manier van werken', 'werkwijze'], en: ['way of working', 'working'] },
  capacity: { nl: ['plaatsen', 'capaciteit', 'aantal plaatsen'], en: ['places', 'capacity'] },
  contact: { nl: ['contact met beoordelaar'], en: ['contact with evaluator', 'evaluator contact'] },
  position: { nl: ['positie', 'thuis voelen'], en: ['position', 'at home'] },
  ties: { nl: ['banden'], en: ['ties'] },
  lines: { nl: ['leidinggevenden', 'leidinggevende'], en: ['managers', 'lines', 'reporting lines'] },
  evaluators: { nl: ['beoordelaars', 'beoordelaar'], en: ['evaluators', 'evaluator'] },
  closeTo: { nl: ['staat dicht bij'], en: ['close to'] }
};

/** Guesses which column holds what from the first line; of columns that hold the same, the first. */
export function guessColumns(head: readonly string[]): ImportColumns {
  const fields = head.map(fieldOf);
  const known = importFields.flatMap((field) => (fields.includes(field) ? [[field, fields.indexOf(field)] as const] : []));
  return { at: Object.fromEntries(known), everybody: null };
}

const fieldsByHeading: ReadonlyMap<string, ImportField> = new Map(
  importFields.toReversed().flatMap((field) => [field, ...headings[field].nl, ...headings[field].en].map((word) => [plain(word), field]))
);

/** What a heading says its column holds; undefined when it is not known. */
export function fieldOf(heading: string): ImportField | undefined {
  return fieldsByHeading.get(plain(heading));
}

/** Reads columns as they are kept or sent; what is none is left out. `width`: how many columns the file has. */
export function parseColumns(given: unknown, width: number): ImportColumns {
  const kept: Readonly<Record<string, unknown>> = typeof given === 'object' && given !== null ? { ...given } : {};
  const places: Readonly<Record<string, unknown>> = typeof kept['at'] === 'object' && kept['at'] !== null ? { ...kept['at'] } : {};
  const known = importFields.flatMap((field) => {
    const place = places[field];
    return typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < width ? [[field, place] as const] : [];
  });
  const everybody = (['coach', 'coachee'] as const).find((role) => role === kept['everybody']) ?? null;
  return { at: Object.fromEntries(known), everybody };
}

/** What has to be chosen before anything can be read; none when all is there. */
export function findMissingColumns({ at, everybody }: ImportColumns): ('email' | 'name' | 'role')[] {
  const hasName = at.name !== undefined || at.firstName !== undefined || at.lastName !== undefined;
  return [
    ...(at.email === undefined ? (['email'] as const) : []),
    ...(hasName ? [] : (['name'] as const)),
    ...(at.role === undefined && everybody === null ? (['role'] as const) : [])
  ];
}

/** The places of the columns that are not used, of those a file has. */
export function findUnusedColumns(head: readonly string[], { at }: ImportColumns): number[] {
  const used = new Set(Object.values(at));
  return head.flatMap((_, place) => (used.has(place) ? [] : [place]));
}

function plain(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/\be mail/gu, 'email')
    .trim();
}
