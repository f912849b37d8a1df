import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { countLine, readPlaywright, readVitest } from './test-count.ts';

const folder = mkdtempSync(join(tmpdir(), 'vierpoot-count-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };
const playwright = { errors: [], stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 } };

it('names the skipped only if there are any', () => {
  expect([countLine({ passed: 3, failed: 0, skipped: 0 }), countLine({ passed: 3, failed: 1, skipped: 2 })]).toEqual([
    '3 passed, 0 failed',
    '3 passed, 1 failed, 2 skipped'
  ]);
});

it('counts what vitest reports', () => {
  expect(readVitest(report(vitest), 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

it('counts a file that did not load as a failure', () => {
  const unloaded = { ...vitest, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] };
  expect(readVitest(report(unloaded), 1).failed).toBe(1);
});

it('counts a run that ended badly as a failure, whatever its report says', () => {
  expect(readVitest(report({ ...vitest, numFailedTests: 0 }), 1).failed).toBe(1);
});

it('counts a run without a report as a failure', () => {
  expect(readPlaywright(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts a journey that passed the second time as failed', () => {
  expect(readPlaywright(report(playwright), 1)).toEqual({ passed: 4, failed: 2, skipped: 1 });
});

it('counts an error outside every journey', () => {
  expect(readPlaywright(report({ ...playwright, errors: [{}] }), 1).failed).toBe(3);
});
