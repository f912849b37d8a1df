// Everything a command needs before it runs. Plain JavaScript for any Node from 18 on: nothing is installed yet.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';
import { run, step } from './run.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Installs when what stands in node_modules is not what the lock file says, and gives the Node to go on with. */
export async function prepare({ needsTools = true } = {}) {
  if (!isInstalled(needsTools)) await step('Installing packages, about half a minute', install);
  return findNode(root);
}

/** As `prepare`, and builds the pages when their sources changed. */
export async function prepareBuild() {
  const isFresh = buildIsFresh();
  const node = await prepare({ needsTools: !isFresh });
  if (!isFresh) await step('Building the pages', () => build(node));
  return node;
}

/** Settings from a .env file, if there is one; what is already in the environment goes first. */
export function environmentFlags() {
  const file = join(root, '.env');
  return existsSync(file) ? [`--env-file=${file}`] : [];
}

/**
 * Ends the process with a sentence instead of a stack.
 * @returns {never}
 */
export function endWith(/** @type {unknown} */ error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** @typedef {{ version?: string, optional?: boolean, dev?: boolean }} LockEntry */

function isInstalled(/** @type {boolean} */ needsTools) {
  const wanted = readLock('package-lock.json');
  const present = readLock('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.dev && !needsTools)) return true;
    const found = present[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** npm writes node_modules/.package-lock.json last, so an installation that broke off has none. */
function readLock(/** @type {string} */ file) {
  const path = join(root, file);
  if (!existsSync(path)) return {};
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(path, 'utf8'));
  const lock = /** @type {{ packages?: Record<string, LockEntry> }} */ (parsed); // npm writes it
  return lock.packages ?? {};
}

async function install() {
  // npm runs on the machine's own Node: it removes ours while it works
  const ours = join(root, 'node_modules', '.bin');
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((entry) => entry !== ours);
  const code = await run('npm', ['ci', '--loglevel=error'], { cwd: root, env: { PATH: path.join(delimiter) }, isQuiet: true });
  if (code !== 0) throw new Error('The packages could not be installed; npm says why above.');
}

/** Builds the editor of live notes apart from the pages, in under a second. */
export async function buildLive(/** @type {string} */ node) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const code = await run(node, [vite, 'build', '--config', 'vite.live.config.ts'], {
    cwd: root,
    env: { NODE_ENV: 'production' },
    isQuiet: true
  });
  if (code !== 0) throw new Error('The editor of live notes could not be built; vite says why above.');
}

async function build(/** @type {string} */ node) {
  const inputs = inputsHash();
  await buildLive(node);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const code = await run(node, [vite, 'build'], { cwd: root, env: { NODE_ENV: 'production' }, isQuiet: true });
  if (code !== 0) throw new Error('The pages could not be built; vite says why above.');
  writeFileSync(join(root, 'build', '.inputs'), inputs);
}

function buildIsFresh() {
  const marker = join(root, 'build', '.inputs');
  return (
    existsSync(marker) &&
    ['build/handler.js', 'static/live/notes.js'].every((file) => existsSync(join(root, file))) &&
    readFileSync(marker, 'utf8') === inputsHash()
  );
}

/** One hash over everything the build reads. Content is read at run time, so it is not in it. */
function inputsHash() {
  const hash = createHash('sha256');
  const single = ['package.json', 'package-lock.json', 'vite.config.ts', 'vite.live.config.ts', 'tsconfig.json'];
  const files = [...single, ...filesIn('src'), ...filesIn('static')];
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** @returns {string[]} */
function filesIn(/** @type {string} */ folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (path === 'static/live') return []; // made by the build itself
      if (entry.isDirectory()) return filesIn(path);
      return entry.name.endsWith('.test.ts') ? [] : [path];
    })
    .sort();
}
