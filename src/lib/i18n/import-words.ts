import type { ImportField } from '#lib/domain/people-import/columns.ts';

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
