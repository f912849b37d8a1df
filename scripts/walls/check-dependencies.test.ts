import { expect, it } from 'vitest';
import { checkDependencies, type Papers, readPapers } from './check-dependencies.ts';

const papers: Papers = {
  manifest: { dependencies: { kept: '1.0.0' }, devDependencies: {}, optionalDependencies: {} },
  lock: { packages: { '': {}, 'node_modules/kept': { version: '1.0.0', license: 'MIT' } } },
  decision: '- `kept`: why'
};

const lockOf = (entry: object): Papers => ({ ...papers, lock: { packages: { 'node_modules/kept': { license: 'MIT', ...entry } } } });
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`node_modules/p${index}`, { license: 'MIT' }]));

it('lets few, exact and explained packages stand', () => {
  expect(checkDependencies(papers)).toEqual([]);
});

it.each<[string, Papers, string]>([
  ['a range', { ...papers, manifest: { ...papers.manifest, dependencies: { kept: '^1.0.0' } } }, 'kept: ^1.0.0 is not an exact version'],
  ['a package without a reason', { ...papers, decision: '' }, 'kept: has no line in docs/decisions/0002'],
  ['a script at installation', lockOf({ hasInstallScript: true }), 'node_modules/kept: runs a script when it is installed'],
  ['a licence nobody judged', lockOf({ license: 'AGPL-3.0' }), 'node_modules/kept: licence AGPL-3.0 has not been judged'],
  [
    'the place it was fetched from',
    lockOf({ resolved: 'https://example.org/kept.tgz' }),
    'node_modules/kept: the lock file names where it was fetched; npm install again'
  ],
  ['too many behind them', { ...papers, lock: { packages: many(62) } }, '61 transitive packages at run time; at most 60']
])('refuses %s', (_what, broken, fault) => {
  expect(checkDependencies(broken)).toContain(fault);
});

it('looks at run time only where licences and scripts are concerned', () => {
  expect(checkDependencies(lockOf({ dev: true, hasInstallScript: true, license: 'AGPL-3.0' }))).toEqual([]);
});

it('reads the papers of the house', () => {
  expect(Object.keys(readPapers(process.cwd()).manifest.dependencies)).toContain('kysely');
});
