import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** What is printed, as far as tests look at it. */
export type Printed = {
  total: number;
  matched: number;
  assignment: number[];
  certificate: { proven: boolean };
  coachees?: string[];
  coaches?: string[];
};

/** `npm run match` as somebody runs it, for tests, with a folder of files that goes afterwards. */
export function commandLine(prefix: string) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    match: (...given: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/match.ts', ...given], { encoding: 'utf8' });
      return { status, answer: stdout === '' ? null : (JSON.parse(stdout) as Printed), told: stderr.trim() }; // as: what the test is about
    },
    fileOf: (name: string, text: string | Buffer): string => {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    }
  };
}
