import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { asNeedsReason } from './scripts/walls/as-needs-reason.js';
import { databaseDoor, defaultExports, everywhere, parents, purity, sqlByHand } from './scripts/walls/syntax.js';

/** Which kind of file is where. */
const tests = ['**/*.test.ts', 'db/tests/**', 'test/**', 'e2e/**'];
const frameworkDefaults = ['*.config.{js,ts}', '.dependency-cruiser.js', 'test/start-engines.ts', 'e2e/**/*.setup.ts'];
const readsEnvironment = ['*.{js,mjs,ts}', 'scripts/**', 'bench/**', ...tests, 'src/lib/server/settings.ts', 'src/hooks.server.ts'];
const speaksSqlAsText = ['src/lib/server/database/**', 'scripts/**', 'bench/**', ...tests];

export default defineConfig(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'data/',
      'static/live/',
      'test-results/',
      'playwright-report/',
      'src/lib/server/schema.generated.ts'
    ]
  },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    linterOptions: { noInlineConfig: true, reportUnusedInlineConfigs: 'error' },
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ['.dependency-cruiser.js'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    },
    plugins: { house: { rules: { 'as-needs-reason': asNeedsReason } } },
    rules: {
      // No more in one place than one reads at once. Best seen elsewhere: functions of 7 lines, a tail of 19.
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      // 10, not 8: every `??`, `?.` and default counts as a path, and code that names what is missing is full of them.
      complexity: ['error', 10],
      'max-depth': ['error', 2],

      // Types are trusted inside, so nothing may lie to them.
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 1_000, 'ts-expect-error': true, 'ts-nocheck': true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@sveltejs/kit', name: ['HttpError', 'Redirect'] }] }
      ],
      'house/as-needs-reason': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-else-return': 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',

      // There are no enums, and classes only where a framework asks.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',

      // Index signatures are read as index signatures (tsconfig: noPropertyAccessFromIndexSignature is the other side).
      '@typescript-eslint/dot-notation': 'off',
      // Numbers and booleans as attributes and messages are what Svelte templates are for.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],

      'no-restricted-imports': ['error', { patterns: [parents] }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings come from src/lib/server/settings.ts.' }
      ],
      'no-restricted-syntax': ['error', ...everywhere, ...defaultExports, ...sqlByHand, ...databaseDoor]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'max-lines': ['error', { max: 150, skipBlankLines: true }],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'svelte/no-target-blank': 'error',
      // Served at the root of its own address, so links are plain.
      'svelte/no-navigation-without-resolve': 'off',
      // `let { data } = $props()` is how Svelte is written.
      'prefer-const': 'off'
    }
  },
  {
    files: ['src/lib/domain/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...defaultExports, ...purity],
      'no-restricted-globals': [
        'error',
        ...['Intl', 'Date', 'crypto', 'performance', 'globalThis'].map((name) => ({ name, message: 'The study is pure.' }))
      ]
    }
  },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/consistent-type-definitions': 'off' } }, // only an interface merges
  { files: speaksSqlAsText, ignores: tests, rules: { 'no-restricted-syntax': ['error', ...everywhere, ...defaultExports] } },
  { files: tests, rules: { 'no-restricted-syntax': ['error', ...everywhere, ...defaultExports] } },
  { files: frameworkDefaults, rules: { 'no-restricted-syntax': ['error', ...everywhere] } },
  { files: readsEnvironment, rules: { 'no-restricted-properties': 'off' } },
  { files: ['server.mjs', 'scripts/**', 'bench/**', ...tests], rules: { 'no-console': 'off' } },
  {
    // What tests say of both engines is one callback per file, so a file is their bound; a table of examples has its columns.
    files: tests,
    rules: { 'max-lines-per-function': 'off', 'max-params': ['error', 4] }
  },
  { files: ['src/live/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['static/**/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
    rules: { 'no-restricted-properties': 'off' }
  }
);
