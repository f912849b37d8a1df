import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findNode } from './find-node.mjs';

const bare = mkdtempSync(join(tmpdir(), 'vierpoot-bare-'));
afterAll(() => {
  rmSync(bare, { recursive: true });
});

function withNode(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/with-node.mjs', ...args], (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout.trim() });
    });
  });
}

it('runs a script under the Node that package.json pins', async () => {
  expect(await withNode('-p', 'process.execPath')).toEqual({ code: 0, output: findNode(process.cwd()) });
});

it('hands on how the script ended', async () => {
  expect((await withNode('-e', 'process.exit(7)')).code).toBe(7);
});

it('takes this Node where none is pinned, if it is new enough', () => {
  expect(findNode(bare)).toBe(process.execPath);
});

it('says in a sentence which Node is needed where none will do', () => {
  const versions = { ...process.versions };
  Object.defineProperty(process, 'versions', { value: { ...versions, node: '20.20.2' }, configurable: true });
  expect(() => findNode(bare)).toThrow('Vierpoot needs Node 22.18 or newer and brings its own only for Linux; this is Node 20.20.2.');
  Object.defineProperty(process, 'versions', { value: versions, configurable: true });
});
