import type { ClientBase } from 'pg';

/** How each column that is filled is called in an array; text when it is not here. */
const types: Readonly<Record<string, string>> = {
  id: 'uuid',
  organisation_id: 'uuid',
  programme_id: 'uuid',
  relationship_id: 'uuid',
  mirror_id: 'uuid',
  person_id: 'uuid',
  coach_id: 'uuid',
  coachee_id: 'uuid',
  opened_by: 'uuid',
  token_hash: 'bytea',
  wrapped: 'bytea',
  answers: 'bytea',
  scores: 'bytea',
  idle_minutes: 'integer'
};

function typeOf(column: string): string {
  return column.endsWith('_at') ? 'timestamptz' : (types[column] ?? 'text');
}

/** Adds rows in one statement, whatever their number. All have the columns of the first. */
export async function addRows(client: ClientBase, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const lists = columns.map((column, place) => `$${place + 1}::${typeOf(column)}[]`);
  const values = columns.map((column) => rows.map((row) => (row as Record<string, unknown>)[column])); // a row is its columns
  await client.query(`insert into ${table} (${columns.join(', ')}) select * from unnest(${lists.join(', ')})`, values);
}
