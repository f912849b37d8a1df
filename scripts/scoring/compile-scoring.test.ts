import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileScoring, scoringFiles } from './compile-scoring.ts';

it('keeps the code of the inner loops as their text says', async () => {
  expect(await compileScoring(readFileSync(scoringFiles.text, 'utf8'))).toBe(readFileSync(scoringFiles.code, 'utf8'));
});

it('says where a text is wrong', async () => {
  await expect(compileScoring('(module (func (result i32)))')).rejects.toThrow(/score-row\.wat:1/);
});
