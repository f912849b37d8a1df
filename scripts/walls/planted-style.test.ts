import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const eslint = new ESLint({ cwd: process.cwd() });

/** Files that stand; ESLint reads the planted text in their place, so that types are known. */
const domain = 'src/lib/domain/support/support-type.ts';
const server = 'src/lib/server/log.ts';
const anywhere = 'src/lib/i18n/locale.ts';
const component = 'src/lib/ui/Notice.svelte';

async function rulesBrokenBy(text: string, filePath: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const long = (lines: number) => Array.from({ length: lines }, (_, index) => `  call(${index});`).join('\n');
const syntax = 'no-restricted-syntax';

const planted: readonly [what: string, rule: string, file: string, text: string][] = [
  ['any', '@typescript-eslint/no-explicit-any', anywhere, 'export function read(value: any): void {\n  console.error(value);\n}'],
  ['a value trusted with !', '@typescript-eslint/no-non-null-assertion', anywhere, 'export const first = [1].find(Boolean)!;'],
  ['ts-ignore', '@typescript-eslint/ban-ts-comment', anywhere, '// @ts-ignore because\nexport const one: string = 1;'],
  ['ts-expect-error', '@typescript-eslint/ban-ts-comment', anywhere, '// @ts-expect-error because\nexport const one: string = 1;'],
  ['as without a reason', 'house/as-needs-reason', anywhere, 'export const one = JSON.parse("1") as number;'],
  ['a forgotten promise', '@typescript-eslint/no-floating-promises', server, 'export function go(): void {\n  Promise.resolve(1);\n}'],
  ['an import of ../', 'no-restricted-imports', server, "import { newId } from '../new-id.ts';\nexport const id = newId();"],
  ['a late import of ../', syntax, server, "export const late = () => import('../new-id.ts');"],
  ['a default export', syntax, server, 'export default 1;'],
  ['a barrel', syntax, server, "export * from './new-id.ts';"],
  ['an enum', syntax, anywhere, 'export enum Leg {\n  Network\n}'],
  ['an interface', '@typescript-eslint/consistent-type-definitions', anywhere, 'export interface Leg {\n  name: string;\n}'],
  ['a setting read in passing', 'no-restricted-properties', server, "export const secret = process.env['SECRET'];"],
  ['a setting read by import', syntax, server, "import { env } from 'node:process';\nexport const secret = env['SECRET'];"],
  ['console', 'no-console', server, "console.log('x');"],
  [
    'a file of 251 lines',
    'max-lines',
    anywhere,
    Array.from({ length: 251 }, (_, index) => `export const n${index} = ${index};`).join('\n')
  ],
  ['a function of 41 lines', 'max-lines-per-function', anywhere, `export function tell(call: (n: number) => void): void {\n${long(41)}\n}`],
  [
    'four parameters',
    'max-params',
    anywhere,
    'export function add(a: number, b: number, c: number, d: number): number {\n  return a + b + c + d;\n}'
  ],
  [
    'depth three',
    'max-depth',
    anywhere,
    'export function f(a: boolean, b: boolean): number {\n  if (a) {\n    if (b) {\n      if (a === b) return 1;\n    }\n  }\n  return 2;\n}'
  ],
  [
    'eleven paths',
    'complexity',
    anywhere,
    `export function f(a: number): boolean {\n  return ${Array.from({ length: 11 }, (_, index) => `a === ${index}`).join(' || ')};\n}`
  ],
  ['raw SQL', syntax, server, "import { sql } from 'kysely';\nexport const ask = (text: string) => sql.raw(text);"],
  ['literal SQL', syntax, server, "import { sql } from 'kysely';\nexport const ask = (text: string) => sql.lit(text);"],
  [
    'SQL from a template',
    syntax,
    server,
    "import type { ClientBase } from 'pg';\nexport const ask = (c: ClientBase, id: string) => c.query(`select ${id}`);"
  ],
  [
    'SQL by adding up',
    syntax,
    server,
    "import type { ClientBase } from 'pg';\nexport const ask = (c: ClientBase, id: string) => c.query('select ' + id);"
  ],
  [
    'SQL in an object',
    syntax,
    server,
    "import type { ClientBase } from 'pg';\nexport const ask = (c: ClientBase, id: string) => c.query({ text: `select ${id}` });"
  ],
  ['a door of its own', syntax, server, "import pg from 'pg';\nexport const pool = new pg.Pool();"],
  ['innerHTML', syntax, anywhere, "export function show(box: { innerHTML: string }): void {\n  Reflect.set(box, 'x', box.innerHTML);\n}"],
  ['the clock in the domain', 'no-restricted-globals', domain, 'export const now = (): number => Date.now();'],
  ['a date in the domain', 'no-restricted-globals', domain, 'export const now = (): unknown => new Date();'],
  ['chance in the domain', syntax, domain, 'export const dice = (): number => Math.random();'],
  ['a class in the domain', syntax, domain, 'export class Leg {\n  name = 1;\n}'],
  [
    'a language in the domain',
    'no-restricted-globals',
    domain,
    "export const format = (n: number): string => new Intl.NumberFormat('nl').format(n);"
  ],
  ['a memory in the domain', syntax, domain, 'export let count = 0;\nexport function next(): void {\n  count += 1;\n}'],
  ['waiting in the domain', syntax, domain, 'export async function wait(): Promise<void> {\n  await Promise.resolve();\n}'],
  ['{@html}', 'svelte/no-at-html-tags', component, '<p>{@html "<b>x</b>"}</p>'],
  ['an inline style', 'svelte/no-inline-styles', component, '<p style="color: red">x</p>'],
  ['a list without keys', 'svelte/require-each-key', component, '{#each [1, 2] as n}<p>{n}</p>{/each}'],
  ['a component of 151 lines', 'max-lines', component, '<p>x</p>\n'.repeat(151)],
  [
    'a forgotten promise on a page',
    '@typescript-eslint/no-floating-promises',
    component,
    '<script lang="ts">\n  Promise.resolve(1);\n</script>'
  ]
];

it.each(planted)('refuses %s (%s)', async (...[, rule, file, text]) => {
  expect(await rulesBrokenBy(`${text}\n`, file)).toContain(rule);
});

it('knows no comment that switches a rule off', async () => {
  const rules = await rulesBrokenBy(
    '/* eslint-disable */\nexport const read = (value: any): unknown => value; // eslint-disable-line\n',
    anywhere
  );
  expect(rules).toContain('@typescript-eslint/no-explicit-any');
});

it.each([domain, server, anywhere, component])('lets plain code stand in %s', async (file) => {
  const text = file.endsWith('.svelte')
    ? '<script lang="ts">\n  let { name }: { name: string } = $props();\n</script>\n\n<p>{name}</p>\n'
    : 'export const legs = 4 as const;\n';
  expect(await rulesBrokenBy(text, file)).toEqual([]);
});

it('lets as stand with its reason beside it', async () => {
  expect(await rulesBrokenBy('export const one = JSON.parse("1") as number; // written as a number above\n', anywhere)).not.toContain(
    'house/as-needs-reason'
  );
});
