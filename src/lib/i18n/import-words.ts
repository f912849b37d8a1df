import { mostTags, tagAttributes } from '#lib/domain/matching/attribute.ts';
import { nameLists, profileLimits } from '#lib/domain/matching/profile.ts';
import type { ImportColumns, ImportField } from '#lib/domain/people-import/columns.ts';
import { type ComerProblem, longestName } from '#lib/domain/people-import/read-people.ts';
import { m } from './m.ts';

const twoWords = { firstName: 'first_name', lastName: 'last_name', closeTo: 'close_to' } as const;
type TwoWords = typeof twoWords;

/** The words for what a column of a file can hold. */
export function importFieldKey<Field extends ImportField>(
  field: Field
): `import_field_${Exclude<Field, keyof TwoWords> | TwoWords[keyof TwoWords]}` {
  return `import_field_${isTwoWords(field) ? twoWords[field] : (field as Exclude<Field, keyof TwoWords>)}`; // just asked
}

function isTwoWords(field: ImportField): field is keyof TwoWords {
  return field in twoWords;
}

type Own = 'email' | 'role' | 'language' | 'working' | 'contact' | 'position' | 'capacity';

/** What a cell of a column may hold. */
export function acceptedWords(field: ImportField): string {
  const attribute = tagAttributes.find((one) => one === field);
  if (attribute) return m.import_accepts_tags({ most: mostTags[attribute], longest: profileLimits.word });
  if (nameLists.some((list) => list === field)) return m.import_accepts_names({ most: profileLimits.names, longest: profileLimits.name });
  const own: Readonly<Record<Own, () => string>> = {
    email: m.import_accepts_email,
    role: m.import_accepts_role,
    language: m.import_accepts_language,
    working: m.import_accepts_working,
    contact: m.import_accepts_contact,
    position: m.import_accepts_position,
    capacity: () => m.import_accepts_capacity({ most: profileLimits.capacity })
  };
  return field in own ? own[field as Own]() : m.import_accepts_name({ longest: longestName }); // just asked
}

/** The columns of a file: its first line, and what they hold. */
export type ImportHead = { readonly head: readonly string[]; readonly columns: ImportColumns };

/** What is wrong with a line, and what would be right: the column as the file calls it, what was read in it, and why. */
export function problemSentence({ field, kind, value, earlier }: ComerProblem, { head, columns }: ImportHead): string {
  const title = head[columns.at[field] ?? -1] ?? '';
  const column = title === '' ? m[importFieldKey(field)]() : title;
  const read = value === '' ? m.import_line_nothing({ column }) : m.import_line_value({ column, value });
  const reasons = {
    missing: m.import_problem_missing,
    odd: m.import_problem_odd,
    long: m.import_problem_long,
    unknown: m.import_problem_unknown,
    authority: m.import_problem_authority,
    formula: m.import_problem_formula,
    twice: () => m.import_problem_twice({ line: earlier ?? 0 })
  };
  const isPlain = kind === 'authority' || kind === 'formula' || kind === 'twice';
  return [read, reasons[kind](), isPlain ? '' : m.import_accepts({ what: acceptedWords(field) })].filter(Boolean).join(' ');
}

/** Whose line it is, as the head of what is said about it. */
export function lineWords({ line, who }: Pick<ComerProblem, 'line' | 'who'>): string {
  return who === null ? m.import_line({ line }) : m.import_line_who({ line, who });
}
