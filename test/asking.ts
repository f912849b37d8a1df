import { type RawBuilder, sql } from 'kysely';
import { NoSessionError, type PersonDb, type SystemDb } from '#lib/server/db.ts';
import { identities, type Identity, type Person, type Town } from './people.ts';

/** What the table answered: rows or effect, or that it was refused (no right, a policy, no session). */
export type Answer = { isRefused: boolean; count: number };

/** One statement as somebody, taken back afterwards. Counts the rows found or changed. */
export async function ask(town: Town, name: Identity, statement: RawBuilder<unknown>): Promise<Answer> {
  return undone((undo) =>
    town.database.doors.asPerson(town.people[name].token, async (db) => {
      undo(await countOf(db, statement));
    })
  );
}

/** The same through the door of the system role. */
export async function askSystem(town: Town, statement: RawBuilder<unknown>): Promise<Answer> {
  return undone((undo) =>
    town.database.doors.asSystem('test: ask', async (db) => {
      undo(await countOf(db, statement));
    })
  );
}

/** Everybody for whom the statement finds or changes at least one row. `statement` is made for each of them. */
export async function whoCan(town: Town, statement: (me: Person) => RawBuilder<unknown>): Promise<Identity[]> {
  const able: Identity[] = [];
  for (const name of identities) {
    const { count } = await ask(town, name, statement(town.people[name]));
    if (count > 0) able.push(name);
  }
  return able;
}

/** Everybody to whom the rows with these values exist. */
export async function whoSees(town: Town, table: string, row: Readonly<Record<string, string>>): Promise<Identity[]> {
  return whoCan(town, () => sql`select 1 from ${sql.table(table)} where ${matching(row)}`);
}

/** `column = value and ...` for the columns of a row. */
function matching(row: Readonly<Record<string, string>>): RawBuilder<unknown> {
  return sql.join(
    Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `
  );
}

/** `insert into table (columns) values (values)`. */
export function inserting(table: string, row: Readonly<Record<string, unknown>>): RawBuilder<unknown> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  return sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`;
}

class Undone extends Error {
  readonly count: number;
  constructor(count: number) {
    super('taken back');
    this.count = count;
  }
}

async function undone(work: (undo: (count: number) => never) => Promise<void>): Promise<Answer> {
  try {
    await work((count) => {
      throw new Undone(count);
    });
  } catch (error) {
    if (error instanceof Undone) return { isRefused: false, count: error.count };
    if (error instanceof NoSessionError || codeOf(error) === '42501') return { isRefused: true, count: 0 };
    throw error;
  }
  throw new Error('undone wants a count, got none');
}

/** The SQLSTATE of a database error; null when it is something else. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Rows changed; or rows found that say more than null, false or nothing (`select app.some_act(...)`). */
async function countOf(db: PersonDb | SystemDb, statement: RawBuilder<unknown>): Promise<number> {
  const { rows, numAffectedRows } = await statement.execute(db);
  if (numAffectedRows !== undefined) return Number(numAffectedRows);
  return rows.filter((row) => Object.values(row ?? {}).some((value) => value !== null && value !== false)).length;
}
