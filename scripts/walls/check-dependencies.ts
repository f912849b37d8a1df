// Every package from elsewhere is somebody else's work that can break ours: few, exact, and each with its reason. Run by `npm run check`.
import { readFileSync } from 'node:fs';

const bars = { direct: 15, transitive: 60 };
const licences =
  /^(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|\(MIT OR [\w-]+\)|BlueOak-1\.0\.0|PostgreSQL|OFL-1\.1|MPL-2\.0|Python-2\.0|CC0-1\.0)$/;

type Manifest = Readonly<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>>;
type LockEntry = {
  readonly version?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
};
export type Papers = {
  readonly manifest: Manifest;
  readonly lock: { readonly packages: Readonly<Record<string, LockEntry>> };
  /** The text of the decision that gives every package its reason. */
  readonly decision: string;
};

/** What is wrong with the packages, one sentence each. */
export function checkDependencies({ manifest, lock, decision }: Papers): string[] {
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
  const atRunTime = installed.filter(([, entry]) => !entry.dev && !entry.optional && !entry.devOptional);
  const direct = Object.keys(manifest.dependencies);
  return [
    ...tooMany('direct', direct.length),
    ...tooMany('transitive', atRunTime.length - direct.length),
    ...inexact(manifest),
    ...installed
      .filter(([, entry]) => entry.resolved !== undefined)
      .map(([path]) => `${path}: the lock file names where it was fetched; npm install again`),
    ...atRunTime.filter(([, entry]) => entry.hasInstallScript).map(([path]) => `${path}: runs a script when it is installed`),
    ...atRunTime
      .filter(([, entry]) => !licences.test(entry.license ?? ''))
      .map(([path, entry]) => `${path}: licence ${entry.license ?? 'unknown'} has not been judged`),
    ...namesOf(manifest)
      .filter((name) => !decision.includes(`\`${name}\``))
      .map((name) => `${name}: has no line in docs/decisions/0002`)
  ];
}

function tooMany(kind: keyof typeof bars, count: number): string[] {
  return count > bars[kind] ? [`${count} ${kind} packages at run time; at most ${bars[kind]}`] : [];
}

function inexact(manifest: Manifest): string[] {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies });
  return all
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version} is not an exact version`);
}

function namesOf(manifest: Manifest): string[] {
  return [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies), ...Object.keys(manifest.optionalDependencies)];
}

/** Reads the three papers of a root. */
export function readPapers(root: string): Papers {
  const parse = (file: string): unknown => JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
  const manifest = parse('package.json') as Manifest; // npm reads it every day
  const lock = parse('package-lock.json') as Papers['lock']; // npm writes it
  return { manifest, lock, decision: readFileSync(`${root}/docs/decisions/0002-the-stack.md`, 'utf8') };
}

if (import.meta.main) {
  const faults = checkDependencies(readPapers(process.cwd()));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
