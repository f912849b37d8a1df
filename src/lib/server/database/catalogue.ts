import type { ClientBase } from 'pg';

type Finding = { finding: string };

/** Tables without a tenant, each with its reason. */
const tenantless = ['throttles', 'system_acts'];

/** Each question answers with findings; an empty answer is a wall that stands (security.md 5.4, step 1). */
const questions: readonly string[] = [
  `select format('table %s has no row-level security', relname) as finding from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
  `select format('table %s does not force row-level security', relname) as finding from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relforcerowsecurity`,
  `select format('table %s has no restrictive tenant policy', c.relname) as finding from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)
      and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) like '%app.organisation_id()%' and 'vierpoot_app'::regrole = any (p.polroles))`,
  `select format('policy %s on %s is always true for the application', polname, polrelid::regclass) as finding from pg_policy
    where ('vierpoot_app'::regrole = any (polroles) or 0 = any (polroles))
      and ('true' in (pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)))`,
  `select format('table %s has grants for the application but no tenant', relname) as finding from pg_class
    where relnamespace = 'public'::regnamespace and relname = any ($1)
      and has_any_column_privilege('vierpoot_app', oid, 'select, insert, update')`,
  `select format('the primary key of %s does not start with the organisation', c.conrelid::regclass) as finding from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'p' and c.connamespace = 'public'::regnamespace and a.attname <> 'organisation_id'
      and c.conrelid::regclass::text <> all ($1 || array['organisations'])`,
  `select format('the foreign key %s of %s does not carry the organisation', c.conname, c.conrelid::regclass) as finding from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and a.attname <> 'organisation_id'`,
  `select format('the foreign key %s of %s has no index', c.conname, c.conrelid::regclass) as finding from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (select from pg_index i
      where i.indrelid = c.conrelid and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
  `select format('the application may %s table %s as a whole, not by column', privilege, c.relname) as finding from pg_class c,
      unnest(array['INSERT', 'UPDATE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and has_table_privilege('vierpoot_app', c.oid, privilege)`,
  `select format('view %s does not run as its caller', relname) as finding from pg_class
    where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind in ('v', 'm')
      and coalesce(array_to_string(reloptions, ','), '') not like '%security_invoker=true%'`,
  `select format('function %s runs as its owner without a fixed search_path', oid::regprocedure) as finding from pg_proc
    where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and prosecdef
      and not exists (select from unnest(proconfig) setting where setting like 'search_path=%')`,
  `select format('function %s may be called by everybody', p.oid::regprocedure) as finding from pg_proc p,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace) and a.grantee = 0`,
  `select format('role %s is too strong', rolname) as finding from pg_roles
    where rolname ~ '^vierpoot_(app|system)' and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)`,
  `select format('role %s owns %s', r.rolname, c.oid::regclass) as finding from pg_class c join pg_roles r on r.oid = c.relowner
    where r.rolname ~ '^vierpoot_(app|system)'`,
  `select format('role %s may create in schema %s', r.rolname, n.nspname) as finding from pg_roles r, pg_namespace n
    where r.rolname ~ '^vierpoot_(app|system)' and n.nspname in ('public', 'app', 'migration')
      and has_schema_privilege(r.oid, n.oid, 'create')`,
  `select format('role %s may make temporary tables', rolname) as finding from pg_roles
    where rolname ~ '^vierpoot_(app|system)' and has_database_privilege(oid, current_database(), 'temporary')`,
  `select format('role %s may call set_config', rolname) as finding from pg_roles
    where rolname ~ '^vierpoot_(app|system)' and has_function_privilege(oid, 'pg_catalog.set_config(text,text,boolean)', 'execute')`,
  `select format('the system role reads %s, which people write', t) as finding
    from unnest(array['mirrors', 'mirror_responses', 'mirror_releases', 'needs', 'data_keys', 'access_records', 'coach_declarations',
      'hat_changes', 'evaluation_releases', 'meeting_offers', 'card_draws', 'card_answers', 'common_ground', 'learnings', 'agreements',
      'agreement_signatures', 'pair_rhythms', 'conversations', 'conversation_times', 'topics', 'notes', 'note_versions', 'goals',
      'goal_reviews', 'actions', 'look_backs', 'live_updates', 'live_versions', 'tool_uses']) t
    where has_any_column_privilege('vierpoot_system', t, 'select, insert, update') or has_table_privilege('vierpoot_system', t, 'delete')`
];

/** What is wrong with the locks, one sentence each; empty when all walls stand. The start refuses on any. */
export async function lintCatalogue(client: ClientBase): Promise<string[]> {
  const findings: string[] = [];
  for (const question of questions) {
    const usesTenantless = question.includes('$1');
    const { rows } = await client.query<Finding>(question, usesTenantless ? [tenantless] : []);
    findings.push(...rows.map((row) => row.finding));
  }
  return findings;
}
