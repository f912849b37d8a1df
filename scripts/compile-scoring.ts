// Writes src/lib/domain/matching/score-row.generated.ts from score-row.wat beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileScoring, scoringFiles } from './scoring/compile-scoring.ts';

writeFileSync(scoringFiles.code, await compileScoring(readFileSync(scoringFiles.text, 'utf8')));
