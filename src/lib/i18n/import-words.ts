import type { ImportField } from '#lib/domain/people-import/columns.ts';

/** The words for what a column of a file can hold. */
export function importFieldKey<Field extends ImportField>(field: Field): `import_field_${Field}` {
  return `import_field_${field}`;
}
