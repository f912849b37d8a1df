import type { ClientBase } from 'pg';
import pg from 'pg';
import { expect, it } from 'vitest';
import { newDatabaseName, onBothEngines, onEngine, requireServer } from '#test/engines.ts';
import { makeDatabase, ownerUrl, runAt, superUrl } from '#test/server-engine.ts';
import { closeSetConfig, ensureGroupRoles, loginName, quoted } from './roles.ts';

it('gives each database of a cluster its own logins, within the length of a name', () => {
  expect(loginName('vierpoot_app', 'school')).toBe('vierpoot_app_school');
  expect(loginName('vierpoot_app', 'x'.repeat(80))).toHaveLength(63);
});

it('quotes a name that would end its quotes', () => {
  expect(quoted('a"; drop table people; --')).toBe('"a""; drop table people; --"');
});

onBothEngines('the roles', (opened) => {
  it('cannot do more than they should', async () => {
    const { rows } = await opened().asOwner((owner) =>
      owner.query(`select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles
        where rolname in ('vierpoot_app', 'vierpoot_system') order by 1`)
    );
    const nothing = { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(rows).toEqual([
      { rolname: 'vierpoot_app', ...nothing },
      { rolname: 'vierpoot_system', ...nothing }
    ]);
  });

  it('may be made again without harm', async () => {
    await opened().asOwner(ensureGroupRoles);
  });
});

async function at<T>(url: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

onEngine('server', 'a login', (opened) => {
  it('is a member of its group and of nothing else, and is cut off when it is slow', async () => {
    const { rows } = await opened().asOwner((owner) =>
      owner.query<{ role: string; groups: string[]; settings: string[] }>(
        `select r.rolname as role, array(select g.roleid::regrole::text from pg_auth_members g where g.member = r.oid) as groups, s.setconfig as settings
         from pg_roles r join pg_db_role_setting s on s.setrole = r.oid where r.rolname in ('vierpoot_app_' || current_database(), 'vierpoot_system_' || current_database())
         order by 1`
      )
    );
    expect(rows.map((row) => row.groups)).toEqual([['vierpoot_app'], ['vierpoot_system']]);
    for (const { settings } of rows) expect(settings).toEqual(['statement_timeout=5s', 'idle_in_transaction_session_timeout=10s']);
  });
});

onEngine('server', 'an owner that is no superuser', () => {
  it('says what a superuser must run when everybody may call set_config', async () => {
    const server = requireServer();
    const name = newDatabaseName();
    await makeDatabase(server, name);
    await runAt(superUrl(server, name), 'grant execute on function pg_catalog.set_config(text, text, boolean) to public');
    const closing = at(ownerUrl(server, name), closeSetConfig);
    await expect(closing).rejects.toThrow(
      `Anybody may call set_config in the database ${name}. A superuser must run there once: revoke execute`
    );
  });
});
