import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { openEmbedded } from '#lib/server/database/embedded.ts';
import { migrate } from '#lib/server/database/migrate.ts';
import { startChild } from '#test/children.ts';
import { newDataFolder, newFolder, removeFolders } from '#test/data-folder.ts';
import { type EngineName, newDatabaseName, onEngine, requireServer } from '#test/engines.ts';
import { makeDatabase, ownerUrl } from '#test/server-engine.ts';

const steps = [1, 2, 3, 4, 5];
const stepSeconds = 0.2;
const kills = 6;

/** Five migrations that each make two tables with a pause between them, so that a kill lands inside one. */
function slowMigrations(): string {
  const root = newFolder();
  mkdirSync(join(root, 'db/migrations'), { recursive: true });
  for (const step of steps) {
    const text = `create table first_${step} (id int); select pg_sleep(${stepSeconds}); create table second_${step} (id int);`;
    writeFileSync(join(root, `db/migrations/000${step}_slow.sql`), text);
  }
  return root;
}

type State = { applied: string[]; tables: string[] };

async function stateOf(client: pg.ClientBase): Promise<State> {
  const there = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relname ~ '^(first|second)_' order by 1`
  );
  const known = await client.query(`select from pg_class where relname = 'applied'`);
  const applied = known.rowCount ? await client.query<{ name: string }>('select name from migration.applied order by 1') : { rows: [] };
  return { applied: applied.rows.map((row) => row.name), tables: there.rows.map((row) => row.name) };
}

/** The tables of the first so many migrations: all of each, and nothing of the next. */
function stateAfter(count: number): State {
  const done = steps.slice(0, count);
  return {
    applied: done.map((step) => `000${step}_slow.sql`),
    tables: [...done.map((step) => `first_${step}`), ...done.map((step) => `second_${step}`)]
  };
}

async function look<T>(engine: EngineName, target: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  if (engine === 'embedded') {
    const { pool, close } = await openEmbedded(process.cwd(), target);
    const client = await pool.connect();
    return work(client).finally(async () => {
      client.release();
      await close();
    });
  }
  const client = new pg.Client({ connectionString: target });
  await client.connect();
  return work(client).finally(() => client.end());
}

afterAll(removeFolders);

for (const engine of ['embedded', 'server'] as const) {
  onEngine(engine, 'a migration', () => {
    const migrations = slowMigrations();
    const newTarget = async () => {
      if (engine === 'embedded') return newDataFolder();
      const name = newDatabaseName();
      await makeDatabase(requireServer(), name);
      return ownerUrl(requireServer(), name);
    };

    it('that is killed half-way did nothing or finished, and finishes when it is started again', { timeout: 400_000 }, async () => {
      const counts: number[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const target = await newTarget();
        const child = startChild('migrate', [engine, target, migrations]);
        await child.says('ready');
        await pause(1_000 * stepSeconds * ((steps.length * (kill + Math.random())) / kills));
        await child.kill();
        const { applied, tables } = await look(engine, target, stateOf);
        expect({ applied, tables }).toEqual(stateAfter(applied.length));
        counts.push(applied.length);
        expect(await look(engine, target, (client) => migrate(client, migrations))).toHaveLength(steps.length - applied.length);
        expect(await look(engine, target, stateOf)).toEqual(stateAfter(steps.length));
      }
      expect(counts.some((count) => count > 0 && count < steps.length)).toBe(true);
    });

    it('is refused when its file was changed after it was applied', async () => {
      const target = await newTarget();
      await look(engine, target, (client) => migrate(client, migrations));
      const changed = slowMigrations();
      writeFileSync(join(changed, 'db/migrations/0003_slow.sql'), 'select 1');
      await expect(look(engine, target, (client) => migrate(client, changed))).rejects.toThrow(
        '0003_slow.sql was changed after it was applied'
      );
    });

    it('that fails changes nothing and says which it was', async () => {
      const target = await newTarget();
      const failing = slowMigrations();
      writeFileSync(join(failing, 'db/migrations/0002_slow.sql'), 'create table first_2 (id int); select 1 / 0;');
      await expect(look(engine, target, (client) => migrate(client, failing))).rejects.toThrow('0002_slow.sql failed and changed nothing');
      expect(await look(engine, target, stateOf)).toEqual(stateAfter(1));
    });
  });
}

onEngine('server', 'migrations of several processes', () => {
  it('take turns: each file is applied once', async () => {
    const name = newDatabaseName();
    await makeDatabase(requireServer(), name);
    const url = ownerUrl(requireServer(), name);
    const migrations = slowMigrations();
    const counts = await Promise.all(
      [1, 2, 3].map(() => look('server', url, async (client) => (await migrate(client, migrations)).length))
    );
    expect(counts.sort()).toEqual([0, 0, steps.length]);
  });
});
