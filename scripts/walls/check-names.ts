// Names that tell nothing are how a house fills with rooms nobody owns. Run by `npm run check`.
import { readdirSync } from 'node:fs';

const rooms = ['src', 'db', 'test', 'e2e', 'bench', 'scripts', 'static', 'content'];
const empty = /^(utils?|helpers?|common|shared|misc|types?|constants?|services?|managers?|stores?|index)$/;

/** What is wrong with the name of a file or folder, in one sentence; null when nothing is. `path`: from the root, with `/`. */
export function faultOfName(path: string): string | null {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const bare = [...parts.slice(0, -1), file.split('.')[0] ?? ''].find((part) => empty.test(part));
  if (bare !== undefined) return `${path}: "${bare}" tells nothing; say what it knows, then name the room`;
  if (parts.slice(0, -1).includes('hooks')) return `${path}: there is no room for hooks`;
  return faultOfForm(path, file);
}

function faultOfForm(path: string, file: string): string | null {
  if (file.startsWith('+')) return null; // SvelteKit's own
  if (/^[A-Z][A-Za-z]*\.test\.ts$/.test(file)) return null; // beside its component
  if (file.endsWith('.svelte') && !/^[A-Z][A-Za-z]*\.svelte$/.test(file)) return `${path}: a component is named in PascalCase`;
  if (/\.(ts|mjs|js)$/.test(file) && !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(file) && !path.startsWith('db/tests/')) {
    return `${path}: a file is named in kebab-case after its main export`;
  }
  return null;
}

/** The faults of all names under a root. */
export function checkNames(root: string): string[] {
  const paths = rooms.flatMap((room) => filesIn(root, room));
  return paths.flatMap((path) => faultOfName(path) ?? []);
}

function filesIn(root: string, folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
}

if (import.meta.main) {
  const faults = checkNames(process.cwd());
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
