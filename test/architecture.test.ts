import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const tree = /```\n([\s\S]*?)```/.exec(readFileSync('ARCHITECTURE.md', 'utf8'))?.[1] ?? '';
const named = tree.split('\n').flatMap((line) => /^(\S+\/)\s/.exec(line)?.[1] ?? []);
const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${folder}/${entry.name}/`] : []));

it('names only folders that exist', () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((folder) => !existsSync(folder))).toEqual([]);
});

it('names every room of the house', () => {
  const rooms = ['src/lib', 'src/lib/domain', 'src/lib/server', 'content', 'db', 'docs'].flatMap(foldersIn);
  expect(rooms.filter((room) => !named.includes(room))).toEqual([]);
});
