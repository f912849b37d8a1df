import { afterAll, beforeAll, expect, it } from 'vitest';
import { newDataFolder, removeFolders } from '#test/data-folder.ts';
import { choice, type EngineName, newDatabaseName, onEngine, requireServer, templateDatabase } from '#test/engines.ts';
import { makeDatabase, ownerUrl, runAt, superUrl } from '#test/server-engine.ts';
import { CatalogueError, type DatabaseChoice, openDatabase } from './open.ts';

afterAll(removeFolders);

/** A place that keeps its database from one opening to the next. */
async function newPlace(engine: EngineName): Promise<DatabaseChoice> {
  if (engine === 'embedded') return { ...choice(null), folder: await newDataFolder() };
  const name = newDatabaseName();
  await makeDatabase(requireServer(), name, templateDatabase);
  return choice(ownerUrl(requireServer(), name));
}

for (const engine of ['embedded', 'server'] as const) {
  onEngine(engine, 'opening a database', () => {
    let place: DatabaseChoice;
    beforeAll(async () => {
      place = await newPlace(engine);
      await (await openDatabase(place)).close();
    });

    it('migrates once', async () => {
      const again = await openDatabase(place);
      expect(again.migrated).toEqual([]);
      await again.close();
    });

    it('stops when the judge says no, and gives the folder back', async () => {
      const judged = openDatabase({ ...place, judge: () => Promise.reject(new RangeError('not these keys')) });
      await expect(judged).rejects.toThrow('not these keys');
      await (await openDatabase(place)).close();
    });

    it('refuses to start while a wall is down, and says which', async () => {
      const database = await openDatabase(place);
      await database.asOwner((owner) => owner.query('create policy wide on needs for select to vierpoot_app using (true)'));
      await database.close();
      const reopened = openDatabase(place);
      await expect(reopened).rejects.toThrow(CatalogueError);
      await expect(reopened).rejects.toThrow('- policy wide on needs is always true for the application');
    });
  });
}

onEngine('server', 'opening as superuser', () => {
  it('makes an owner that is none: what runs as its owner then never runs as superuser', async () => {
    const server = requireServer();
    const name = newDatabaseName();
    await runAt(superUrl(server, 'postgres'), `create database ${name}`);
    const database = await openDatabase(choice(superUrl(server, name)));
    const { rows } = await database.asOwner((owner) =>
      owner.query<{ owner: string; is_super: boolean }>(
        `select distinct r.rolname as owner, r.rolsuper as is_super from pg_proc p join pg_roles r on r.oid = p.proowner where pronamespace = 'app'::regnamespace`
      )
    );
    expect(rows).toEqual([{ owner: 'vierpoot_owner', is_super: false }]);
    await database.close();
  });
});
