import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A tool that holds a rule of the house. `args`: a program under node_modules or a script of ours, run by this Node. */
type Wall = { name: string; args: readonly string[] };

/** The longest first, so that two at a time end together. */
const walls: readonly Wall[] = [
  { name: 'ESLint: how code is written', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  {
    name: 'svelte-check: types and accessible pages',
    args: ['node_modules/svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']
  },
  { name: 'Prettier: how code is set', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'TypeScript: the domain is pure', args: ['node_modules/typescript/bin/tsc', '-p', 'src/lib/domain'] },
  {
    name: 'dependency-cruiser: imports go down',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.js',
      'src',
      'db',
      'test',
      'scripts'
    ]
  },
  { name: 'knip: nothing unused', args: ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'] },
  {
    name: 'knip: no file only for tests',
    args: [
      'node_modules/knip/bin/knip.js',
      '--production',
      '--no-progress',
      '--no-config-hints',
      '--include',
      'files,dependencies,unlisted,unresolved'
    ]
  },
  { name: 'names: no room called utils', args: ['scripts/walls/check-names.ts'] },
  { name: 'packages: few, exact, with a reason', args: ['scripts/walls/check-dependencies.ts'] },
  { name: 'content: what people read is whole', args: ['scripts/check-content.ts'] }
];

type Count = { passed: number; failed: number };

/** Makes the types of the pages, then holds every wall, two at a time, and says how it went. */
export async function runWalls(root: string): Promise<Count> {
  const sync = await runWall(root, { name: 'svelte-kit sync', args: ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'] });
  if (!sync) return { passed: 0, failed: walls.length };
  const waiting = [...walls];
  const results: boolean[] = [];
  const worker = async (): Promise<void> => {
    for (let wall = waiting.shift(); wall; wall = waiting.shift()) results.push(await runWall(root, wall));
  };
  await Promise.all([worker(), worker()]);
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

async function runWall(root: string, wall: Wall): Promise<boolean> {
  const from = Date.now();
  const { code, output } = await run(root, wall.args);
  const seconds = ((Date.now() - from) / 1_000).toFixed(1).padStart(5);
  console.log(`${code === 0 ? '  ok  ' : 'FAILED'} ${seconds} s  ${wall.name}`);
  if (code !== 0) console.log(output);
  return code === 0;
}

function run(root: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  const [program = '', ...rest] = args;
  const child = spawn(process.execPath, [join(root, program), ...rest], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8').trimEnd() });
    });
  });
}
