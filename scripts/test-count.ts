import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

/** How many tests went how. */
export type Count = { passed: number; failed: number; skipped: number };

export function add(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The last line of a test run: `12 passed, 0 failed`, with the skipped only if there are any. */
export function countLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) }))
});

/** Counts vitest's report. A file that did not even load counts as one failure, and so does a run that ended badly. */
export function readVitest(path: string, code: number): Count {
  const report = readReport(path, vitestReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const count = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests
  };
  return atLeastAsBadAs(code, count);
}

const playwrightReport = v.object({
  errors: v.array(v.unknown()),
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() })
});

/** Counts Playwright's report; what only passed the second time failed. */
export function readPlaywright(path: string, code: number): Count {
  const report = readReport(path, playwrightReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return atLeastAsBadAs(code, { passed: expected, failed: unexpected + flaky + report.errors.length, skipped });
}

function atLeastAsBadAs(code: number, count: Count): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function readReport<Schema extends v.GenericSchema>(path: string, schema: Schema): v.InferOutput<Schema> | null {
  return existsSync(path) ? v.parse(schema, JSON.parse(readFileSync(path, 'utf8'))) : null;
}
