import { cpSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

let fresh: Promise<string> | null = null;
const folders: string[] = [];

/** An empty folder that removeFolders takes away again. */
export function newFolder(): string {
  const folder = mkdtempSync(join(place(), 'vierpoot-test-'));
  folders.push(folder);
  return folder;
}

/** In memory where there is room: a killed process loses nothing there either, and a sync costs nothing. */
function place(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2e9 ? memory : tmpdir();
}

/** A data folder of the embedded engine as it is after its first start; made once without syncing, then copied. */
export async function newDataFolder(): Promise<string> {
  fresh ??= makeDataFolder();
  const folder = newFolder();
  cpSync(await fresh, folder, { recursive: true });
  return folder;
}

async function makeDataFolder(): Promise<string> {
  const folder = newFolder();
  const engine = await PGlite.create({ dataDir: join(folder, 'postgres') });
  await engine.close();
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  fresh = null;
}
