import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '#lib/server/database/embedded.ts';
import { startChild } from './children.ts';
import { newDataFolder, newFolder, removeFolders } from './data-folder.ts';

const commits = 25;
afterAll(removeFolders);

describe.skipIf(process.platform !== 'linux')('the embedded engine', () => {
  it('syncs its log to the disk at every commit', async () => {
    const folder = await newDataFolder();
    const log = join(newFolder(), 'fsync.log');
    const child = startChild('commit', [folder, String(commits)], { preload: 'log-fsync', env: { FSYNC_LOG: log } });
    await child.says('done');
    await child.ends();
    const synced = readFileSync(log, 'utf8').split('\n');
    expect(synced.filter((path) => path.includes('/pg_wal/')).length).toBeGreaterThanOrEqual(commits);
    expect(synced.filter((path) => path.includes('/base/')).length).toBeGreaterThan(0); // data files, at the checkpoint of its end
  });

  it('has every row that it said it had, after a kill', async () => {
    const folder = await newDataFolder();
    const child = startChild('commit', [folder, '100000']);
    await child.says('ready');
    await new Promise((resolve) => setTimeout(resolve, 400));
    await child.kill();
    const { pool, close } = await openEmbedded(process.cwd(), folder);
    const { rows } = await pool.query<{ count: string; last: number }>('select count(*), max(number) as last from kept');
    await close();
    expect(Number(rows[0]?.count)).toBeGreaterThan(0);
    expect(Number(rows[0]?.count)).toBe(rows[0]?.last);
  });
});
