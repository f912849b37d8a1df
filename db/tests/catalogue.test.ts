import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lintCatalogue } from '#lib/server/database/catalogue.ts';
import { describeSchema, describeTypes } from '#lib/server/database/describe-schema.ts';
import { onBothEngines } from '#test/engines.ts';
import { asSuperuserUndone } from '#test/superuser.ts';

const setConfig = 'pg_catalog.set_config(text, text, boolean)';

/** A wall broken on purpose, and the sentence in which the lint says so. */
const plants: readonly (readonly [plant: string, finding: string])[] = [
  ['alter table needs disable row level security', 'table needs has no row-level security'],
  ['create table fresh (organisation_id uuid, id uuid)', 'table fresh has no row-level security'],
  ['alter table needs no force row level security', 'table needs does not force row-level security'],
  ['drop policy tenant on needs', 'table needs has no restrictive tenant policy'],
  [
    'drop policy tenant on needs; create policy tenant on needs to vierpoot_app using (organisation_id = (select app.organisation_id()))',
    'table needs has no restrictive tenant policy'
  ],
  ['create policy wide on needs for select to vierpoot_app using (true)', 'policy wide on needs is always true for the application'],
  ['create policy wide on needs for insert to vierpoot_app with check (true)', 'policy wide on needs is always true for the application'],
  ['create policy wide on needs for select using (true)', 'policy wide on needs is always true for the application'],
  ['grant select (bucket) on throttles to vierpoot_app', 'table throttles has grants for the application but no tenant'],
  [
    'alter table needs drop constraint needs_pkey, add primary key (id, organisation_id)',
    'the primary key of needs does not start with the organisation'
  ],
  [
    'alter table people add unique (id); alter table needs add constraint loose foreign key (person_id) references people (id)',
    'the foreign key loose of needs does not carry the organisation'
  ],
  ['drop index needs_organisation_id_person_id_idx', 'the foreign key needs_organisation_id_person_id_fkey of needs has no index'],
  ['grant insert on needs to vierpoot_app', 'the application may INSERT table needs as a whole, not by column'],
  ['grant truncate on needs to vierpoot_app', 'the application may TRUNCATE table needs as a whole, not by column'],
  ['grant references on needs to vierpoot_app', 'the application may REFERENCES table needs as a whole, not by column'],
  ['create view seen as select answers from needs', 'view seen does not run as its caller'],
  ['create materialized view app.kept as select answers from needs', 'view kept does not run as its caller'],
  [
    `create function app.loose() returns int language sql security definer as 'select 1'; revoke execute on function app.loose() from public`,
    'function app.loose() runs as its owner without a fixed search_path'
  ],
  ['grant execute on function app.is_administrator() to public', 'function app.is_administrator() may be called by everybody'],
  ['alter role vierpoot_app bypassrls', 'role vierpoot_app is too strong'],
  ['alter role vierpoot_system createrole', 'role vierpoot_system is too strong'],
  ['alter table needs owner to vierpoot_app', 'role vierpoot_app owns needs'],
  ['grant create on schema public to vierpoot_app', 'role vierpoot_app may create in schema public'],
  [
    `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
    'role vierpoot_app may make temporary tables'
  ],
  [`grant execute on function ${setConfig} to public`, 'role vierpoot_app may call set_config'],
  ['grant select (answers) on needs to vierpoot_system', 'the system role reads needs, which people write'],
  ['grant delete on mirror_responses to vierpoot_system', 'the system role reads mirror_responses, which people write']
];

onBothEngines('the catalogue', (opened) => {
  it('has nothing to say about the walls as they are', async () => {
    expect(await opened().asOwner(lintCatalogue)).toEqual([]);
  });

  it.each(plants)('is caught with %s', async (plant, finding) => {
    const findings = await asSuperuserUndone(opened(), async (client) => {
      await client.query(plant);
      return lintCatalogue(client);
    });
    expect(findings).toContain(finding);
  });

  it('has a planted fault for each question it asks', () => {
    const asked = readFileSync('src/lib/server/database/catalogue.ts', 'utf8').match(/select format\('[^']*'/g) ?? [];
    const shapes = asked.map(
      (question) => new RegExp(`^${question.slice("select format('".length, -1).replaceAll('%s', '\\S+').replaceAll(/[()]/g, '.')}$`)
    );
    const unplanted = shapes.filter((shape) => !plants.some(([, finding]) => shape.test(finding)));
    expect(shapes.length).toBeGreaterThan(15);
    expect(unplanted).toEqual([]);
  });

  it('is the one that db/schema.sql shows', async () => {
    expect(await opened().asOwner(describeSchema)).toBe(readFileSync('db/schema.sql', 'utf8'));
  });

  it('has the types that the code is written against', async () => {
    expect(await opened().asOwner(describeTypes)).toBe(readFileSync('src/lib/server/schema.generated.ts', 'utf8'));
  });

  it('has a test file for every table', async () => {
    const { rows } = await opened().asOwner((owner) =>
      owner.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
    );
    expect(rows.filter(({ name }) => !existsSync(`db/tests/${name}.test.ts`))).toEqual([]);
    expect(rows.length).toBeGreaterThan(15);
  });
});
