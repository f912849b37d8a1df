import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultOfName } from './check-names.ts';

const root = process.cwd();
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files; `copied` are taken over from the house. */
function plant(files: Readonly<Record<string, string>>, copied: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-planted-'));
  folders.push(folder);
  for (const file of copied) cpSync(join(root, file), join(folder, file), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  return folder;
}

/** The packages of the house, without what SvelteKit writes among them. */
function lendPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'));
  const names = readdirSync(join(root, 'node_modules')).filter((name) => name !== '$app' && !name.startsWith('.'));
  for (const name of names) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
}

/** Runs a tool of the house in a folder. */
function run(folder: string, program: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules', program), ...args],
      { cwd: folder, env: { PATH: process.env['PATH'] } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : Number(error.code ?? 1);
        resolve({ code, output: stdout + stderr });
      }
    );
  });
}

const packageJson = JSON.stringify({
  name: 'planted',
  type: 'module',
  imports: { '#lib/*': './src/lib/*' },
  dependencies: { kysely: '1', pg: '1' },
  devDependencies: { toy: '1' }
});
const tsconfig = JSON.stringify({ compilerOptions: { module: 'nodenext', allowImportingTsExtensions: true, noEmit: true, strict: true } });
const packages = Object.fromEntries(
  ['kysely', 'pg', 'toy'].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js', type: 'module' })],
    [`node_modules/${name}/index.js`, 'export const one = 1;']
  ])
);

const importing = (file: string) => `import { one as other } from '${file}';\nvoid other;\nexport const one = 1;`;
const drawnWith = (file: string) => `<script lang="ts">\n  import { one } from '${file}';\n  void one;\n</script>`;

/** Each wall with a file that breaks it. */
const sideways: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'domain-is-pure': ['src/lib/domain/leg.ts', '#lib/i18n/m.ts'],
  'domain-has-no-machine': ['src/lib/domain/clock.ts', 'node:fs'],
  'queries-speak-sql': ['src/lib/server/queries/mirrors.ts', '#lib/server/mail/mailer.ts'],
  'use-cases-go-down': ['src/lib/server/use-cases/act.ts', '#lib/server/database/open.ts'],
  'rooms-below-use-cases': ['src/lib/server/mail/letter.ts', '#lib/server/use-cases/other.ts'],
  'vault-stays-inside': ['src/routes/+page.svelte', '#lib/server/queries/people.ts'],
  'ui-knows-no-feature': ['src/lib/ui/chair-path.ts', '#lib/content/shelf.ts'],
  'live-stands-alone': ['src/live/line.ts', '#lib/i18n/m.ts'],
  'live-is-only-loaded': ['src/lib/ui/notes.ts', '../../live/editor.ts'],
  'library-reads-only': ['src/lib/content/library.ts', '#lib/server/mail/mailer.ts'],
  'voice-knows-no-room': ['src/lib/i18n/say.ts', '#lib/content/shelf.ts'],
  'no-way-back': ['src/lib/content/way.ts', '../../routes/page-part.ts'],
  'no-test-in-product': ['src/lib/server/people.ts', '../../../test/people.ts'],
  'one-door': ['src/lib/server/auth/sign.ts', '#lib/server/db.ts'],
  'one-room-with-the-driver': ['src/lib/server/jobs/job.ts', 'pg'],
  'run-time-needs-dependencies': ['src/lib/server/jobs/play.ts', 'toy'],
  'nothing-missing': ['src/lib/server/lost.ts', './nowhere.ts'],
  'no-cycle': ['src/lib/ui/cycle-one.ts', './cycle-two.ts'],
  'no-folder-cycle': ['src/lib/server/crypto/seal.ts', '#lib/server/auth/token.ts']
};
const ground = [
  'src/lib/i18n/m.ts',
  'src/lib/server/db.ts',
  'src/lib/server/mail/mailer.ts',
  'src/lib/server/database/open.ts',
  'src/lib/server/use-cases/other.ts',
  'src/lib/server/queries/people.ts',
  'src/lib/server/crypto/key.ts',
  'src/lib/content/shelf.ts',
  'src/routes/page-part.ts',
  'src/live/editor.ts',
  'test/people.ts'
];
const other = {
  'src/lib/ui/cycle-two.ts': importing('./cycle-one.ts'),
  'src/lib/server/auth/token.ts': importing('#lib/server/crypto/key.ts')
};

function house(broken: readonly (readonly [file: string, imports: string])[]): string {
  const wrong = broken.map(([file, imports]) => [file, file.endsWith('.svelte') ? drawnWith(imports) : importing(imports)] as const);
  const plain = ground.map((file) => [file, 'export const one = 1;'] as const);
  const files = new Map([
    ['package.json', packageJson] as const,
    ['tsconfig.json', tsconfig] as const,
    ...Object.entries(packages),
    ...plain,
    ...wrong
  ]);
  return plant(Object.fromEntries([...files, ...(broken.length > 0 ? Object.entries(other) : [])]), ['.dependency-cruiser.js']);
}

const cruise = (folder: string) =>
  run(folder, 'dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', '.dependency-cruiser.js', 'src', 'test']);

let cruised = '';

beforeAll(async () => {
  cruised = (await cruise(house(Object.values(sideways)))).output;
});

it.each(Object.entries(sideways))('sees an import that breaks %s', (wall, [file]) => {
  expect(cruised).toContain(`error ${wall}: ${wall === 'no-folder-cycle' ? dirname(file) : file}`);
});

it('lets imports go down', async () => {
  expect(await cruise(house([]))).toMatchObject({ code: 0 });
});

/** Each on a line of its own: what the domain's TypeScript does not know, or does not let pass. */
const impure = [
  "fetch('x')",
  'process.exit()',
  'document.title',
  "console.log('x')",
  'setTimeout(() => undefined, 1)',
  "require('fs')",
  "(['a'][0]).length"
];
let compiled = '';

beforeAll(async () => {
  const lines = impure.map((code, index) => `export const planted${index} = (): unknown => ${code};`);
  const folder = plant({ 'src/lib/domain/leg.ts': lines.join('\n') }, ['src/lib/domain/tsconfig.json']);
  compiled = (await run(folder, 'typescript/bin/tsc', ['-p', 'src/lib/domain'])).output;
});

it.each(impure.map((code, index) => [code, index + 1] as const))('keeps %s out of the domain', (_code, line) => {
  expect(compiled).toContain(`leg.ts(${line},`);
});

it('sees a page that a screen reader cannot read', async () => {
  const folder = plant({ 'Page.svelte': '<img src="chair.svg">' });
  lendPackages(folder);
  const { code, output } = await run(folder, 'svelte-check/bin/svelte-check', ['--no-tsconfig', '--fail-on-warnings', '--output', 'human']);
  expect([code, output]).toEqual([1, expect.stringContaining('alt attribute')]);
});

it('keeps the vault out of a page that runs in a browser', async () => {
  const vite = `import adapter from '@sveltejs/adapter-node';\nimport { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit({ adapter: adapter() })] };`;
  const page = `<script>\n  import { secret } from '#lib/server/secret.ts';\n</script>\n\n<p>{secret}</p>`;
  const files = { 'vite.config.js': vite, 'src/lib/server/secret.ts': "export const secret = 'x';", 'src/routes/+page.svelte': page };
  const folder = plant(files, ['package.json', 'tsconfig.json', 'src/app.html']);
  lendPackages(folder);
  const { code, output } = await run(folder, 'vite/bin/vite.js', ['build']);
  expect([code, output]).toEqual([1, expect.stringMatching(/server_only_import|server-only/)]);
});

it('sees what nobody uses', async () => {
  const files = {
    'package.json': packageJson,
    'tsconfig.json': tsconfig,
    'server.mjs': "import { used } from '#lib/used.ts';\nconsole.log(used);",
    'src/lib/used.ts': 'export const used = 1;\nexport const unused = 2;',
    'src/lib/forgotten.ts': 'export const forgotten = 3;'
  };
  const { code, output } = await run(plant(files, ['knip.json']), 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']);
  expect(code).toBe(1);
  for (const found of ['src/lib/forgotten.ts', 'unused', 'kysely']) expect(output).toContain(found);
});

it('sees what only a test uses', async () => {
  const test = "import { lonely } from './lonely.ts';\nimport { it } from 'vitest';\nit('is', () => void lonely);";
  const files = {
    'package.json': packageJson,
    'tsconfig.json': tsconfig,
    'server.mjs': 'export {};',
    'src/lib/lonely.ts': 'export const lonely = 1;',
    'src/lib/lonely.test.ts': test
  };
  const args = ['--production', '--no-progress', '--no-config-hints', '--include', 'files'];
  expect((await run(plant(files, ['knip.json']), 'knip/bin/knip.js', args)).output).toContain('src/lib/lonely.ts');
});

it('sees code that is set otherwise', async () => {
  const options = { ...(await resolveConfig('server.mjs')), filepath: 'x.ts' };
  expect(await format('const a = "b"', options)).toBe("const a = 'b';\n");
});

it.each([
  'src/lib/utils/dates.ts',
  'src/lib/server/helpers.ts',
  'src/lib/domain/mirror/types.ts',
  'src/lib/ui/index.ts',
  'src/lib/hooks/use.ts',
  'src/lib/server/services/mail.ts',
  'src/lib/domain/mirror/scoreLegs.ts',
  'src/lib/ui/leg-table.svelte'
])('refuses the name %s', (path) => {
  expect(faultOfName(path)).toContain(path);
});

it.each([
  'src/hooks.server.ts',
  'src/routes/+page.svelte',
  'src/lib/ui/LegTable.svelte',
  'src/lib/ui/LegTable.test.ts',
  'src/lib/domain/mirror/score-legs.ts',
  'db/tests/mirror_responses.test.ts'
])('lets the name %s stand', (path) => {
  expect(faultOfName(path)).toBeNull();
});
