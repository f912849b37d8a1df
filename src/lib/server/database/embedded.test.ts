import { afterAll, expect, it } from 'vitest';
import { FolderInUseError, lockFolder, openEmbedded } from '#lib/server/database/embedded.ts';
import { startChild } from '#test/children.ts';
import { newDataFolder, newFolder, removeFolders } from '#test/data-folder.ts';

afterAll(removeFolders);

it('refuses a folder that another process uses, at once and in one sentence (F21)', async () => {
  const folder = newFolder();
  const child = startChild('hold', [folder]);
  await child.says('ready');
  const started = Date.now();
  const refused = openEmbedded(process.cwd(), folder);
  await expect(refused).rejects.toThrow(FolderInUseError);
  await expect(refused).rejects.toThrow(/^Another Vierpoot is already using the data folder \S+; stop that one first\.$/);
  expect(Date.now() - started).toBeLessThan(2_000);
  await child.kill();
  lockFolder(folder)();
});

it('refuses a folder that this process uses already, and gives it back when it is done', async () => {
  const folder = await newDataFolder();
  const first = await openEmbedded(process.cwd(), folder);
  await expect(openEmbedded(process.cwd(), folder)).rejects.toThrow(FolderInUseError);
  await first.close();
  const second = await openEmbedded(process.cwd(), folder);
  await second.close();
});

it('starts in an empty folder and keeps what was written over a restart', async () => {
  const folder = newFolder();
  const first = await openEmbedded(process.cwd(), folder);
  await first.pool.query('create table kept as select 1 as one');
  await first.close();
  const second = await openEmbedded(process.cwd(), folder);
  expect((await second.pool.query('select one from kept')).rows).toEqual([{ one: 1 }]);
  await second.close();
});
