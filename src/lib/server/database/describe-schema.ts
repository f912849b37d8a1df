import type { ClientBase } from 'pg';

/** The schema as one page of SQL, the same on both engines: tables, keys, indexes, triggers, policies, grants, functions. */
export async function describeSchema(client: ClientBase): Promise<string> {
  const tables = await rowsOf(
    client,
    `select c.oid, c.relname as name, obj_description(c.oid) as comment from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`
  );
  const parts = ['-- Written by `npm run dump-schema` from the migrations: read it, never edit it.'];
  for (const table of tables) parts.push(await describeTable(client, table));
  parts.push(await describeFunctions(client));
  return `${parts.join('\n\n')}\n`;
}

type Row = Record<string, string | null>;

async function rowsOf(client: ClientBase, text: string, values: unknown[] = []): Promise<Row[]> {
  return (await client.query<Row>(text, values)).rows;
}

async function describeTable(client: ClientBase, table: Row): Promise<string> {
  const lines = [...(await columnsOf(client, table)), ...(await constraintsOf(client, table))];
  return [
    `-- ${table['comment'] ?? ''}\ncreate table ${table['name']} (\n  ${lines.join(',\n  ')}\n);`,
    ...(await indexesOf(client, table)),
    ...(await triggersOf(client, table)),
    ...(await policiesOf(client, table)),
    ...(await grantsOf(client, table))
  ].join('\n');
}

async function columnsOf(client: ClientBase, table: Row): Promise<string[]> {
  const rows = await rowsOf(
    client,
    `select format('%s %s%s%s', attname, format_type(atttypid, atttypmod),
      case when attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table['oid']]
  );
  return lines(rows);
}

async function constraintsOf(client: ClientBase, table: Row): Promise<string[]> {
  const rows = await rowsOf(
    client,
    `select pg_get_constraintdef(oid) as line from pg_constraint
    where conrelid = $1 and contype in ('p', 'u', 'f', 'c') order by contype desc, pg_get_constraintdef(oid)`,
    [table['oid']]
  );
  return lines(rows);
}

async function indexesOf(client: ClientBase, table: Row): Promise<string[]> {
  const rows = await rowsOf(
    client,
    `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i
    where i.indrelid = $1 and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
    order by 1`,
    [table['oid']]
  );
  return lines(rows);
}

async function triggersOf(client: ClientBase, table: Row): Promise<string[]> {
  return lines(
    await rowsOf(
      client,
      `select pg_get_triggerdef(oid) || ';' as line from pg_trigger where tgrelid = $1 and not tgisinternal order by tgname`,
      [table['oid']]
    )
  );
}

async function policiesOf(client: ClientBase, table: Row): Promise<string[]> {
  const rows = await rowsOf(
    client,
    `select format('create policy %s on %s as %s for %s to %s%s%s;', polname, polrelid::regclass,
      case when polpermissive then 'permissive' else 'restrictive' end,
      case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      (select string_agg(case when r.oid = c.relowner then 'owner' else r.rolname end, ', ' order by r.rolname) from pg_roles r where r.oid = any (polroles)),
      coalesce(' using ' || pg_get_expr(polqual, polrelid), ''), coalesce(' with check ' || pg_get_expr(polwithcheck, polrelid), '')) as line
    from pg_policy join pg_class c on c.oid = polrelid where polrelid = $1 order by polname`,
    [table['oid']]
  );
  return lines(rows);
}

async function grantsOf(client: ClientBase, table: Row): Promise<string[]> {
  const rows = await rowsOf(
    client,
    `select format('grant %s%s on %s to %s;', lower(privilege), coalesce(' (' || columns || ')', ''), $2::text, grantee) as line from (
      select a.privilege_type as privilege, a.grantee::regrole::text as grantee, null as columns from pg_class c, aclexplode(c.relacl) a
        where c.oid = $1 and a.grantee <> c.relowner
      union all
      select a.privilege_type, a.grantee::regrole::text, string_agg(t.attname, ', ' order by t.attnum) from pg_attribute t, aclexplode(t.attacl) a
        where t.attrelid = $1 group by 1, 2) grants order by grantee, privilege`,
    [table['oid'], table['name']]
  );
  return lines(rows);
}

async function describeFunctions(client: ClientBase): Promise<string> {
  const rows = await rowsOf(
    client,
    `select pg_get_functiondef(p.oid) || ';' || coalesce((select string_agg(
      format(E'\ngrant execute on function %s to %s;', p.oid::regprocedure, a.grantee::regrole), '' order by a.grantee::regrole::text)
      from aclexplode(p.proacl) a where a.grantee <> p.proowner), '') as line
    from pg_proc p where p.pronamespace = 'app'::regnamespace order by p.proname, p.oid::regprocedure::text`
  );
  return lines(rows).join('\n\n');
}

function lines(rows: readonly Row[]): string[] {
  return rows.map((row) => row['line'] ?? '');
}

/** The tables as TypeScript for Kysely. A check on a list of words becomes a union of them. */
export async function describeTypes(client: ClientBase): Promise<string> {
  const rows = await rowsOf(
    client,
    `select c.relname as table_name, a.attname as column_name, a.attnotnull::text as required,
      format_type(a.atttypid, null) as type, (a.atthasdef or a.attidentity <> '')::text as has_default,
      (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%ANY (ARRAY[%' limit 1) as words
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname, a.attnum`
  );
  const tables = Map.groupBy(rows, (row) => row['table_name'] ?? '');
  const typeName = (table: string) =>
    table
      .split('_')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('');
  const types = [...tables].map(([table, columns]) => `export type ${typeName(table)}Table = {\n${columns.map(columnType).join('')}};\n`);
  const index = [...tables.keys()].map((table) => `  ${table}: ${typeName(table)}Table;\n`);
  return [
    '// Written by `npm run dump-schema` from the migrations.\n',
    "import type { ColumnType, Generated } from 'kysely';\n\n",
    types.join('\n'),
    `\nexport type DB = {\n${index.join('')}};\n`
  ].join('');
}

const plainTypes: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  boolean: 'boolean',
  integer: 'number',
  bytea: 'Buffer',
  'text[]': 'string[]',
  bigint: 'ColumnType<string, number, number>',
  'timestamp with time zone': 'Date',
  jsonb: 'ColumnType<unknown, string, string>'
};

function columnType(column: Row): string {
  const words = [...(column['words'] ?? '').matchAll(/'([^']+)'::text/g)].map((match) => `'${match[1] ?? ''}'`);
  const base = words.length > 0 ? words.join(' | ') : (plainTypes[column['type'] ?? ''] ?? 'unknown');
  const nullable = column['required'] === 'true' ? base : `${base} | null`;
  const full = column['has_default'] === 'true' ? withDefault(nullable) : nullable;
  return `  ${column['column_name']}: ${full};\n`;
}

/** May be left out of an insert; `Generated` does not look inside a ColumnType. */
function withDefault(type: string): string {
  return type.startsWith('ColumnType<')
    ? type.replace(/^ColumnType<(\w+), (\w+),/, 'ColumnType<$1, $2 | undefined,')
    : `Generated<${type}>`;
}
