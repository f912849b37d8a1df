// npm run check:content: whether what people read and answer is whole. Written for who edits content/ and the messages.
import { relative } from 'node:path';
import { ContentError, type ContentFault } from '#lib/content/content-error.ts';
import { checkAcquaintance } from './content-checks/check-acquaintance.ts';
import { checkAgreement } from './content-checks/check-agreement.ts';
import { checkInstruments } from './content-checks/check-instruments.ts';
import { checkMatching } from './content-checks/check-matching.ts';
import { checkMessages } from './content-checks/check-messages.ts';
import { checkToolkit } from './content-checks/check-toolkit.ts';
import { countToolkit } from './content-checks/count-toolkit.ts';

const root = process.cwd();
const faults = [checkAcquaintance, checkAgreement, checkInstruments, checkMatching, checkToolkit, checkMessages].flatMap(faultsOf);
for (const [file, here] of Map.groupBy(faults, (fault) => shown(fault.file))) print(file, here);
console.log(countToolkit(root).join('\n'));
if (faults.length > 0) console.error(`\n${faults.length} things to mend. How to write an entry: docs/content.md.`);
process.exitCode = faults.length === 0 ? 0 : 1;

function faultsOf(check: (root: string) => ContentFault[]): readonly ContentFault[] {
  try {
    return check(root);
  } catch (error) {
    if (error instanceof ContentError) return error.faults;
    throw error;
  }
}

function shown(file: string): string {
  return file.startsWith('/') ? relative(root, file) : file;
}

function print(file: string, here: readonly ContentFault[]): void {
  console.error(`\n${file}`);
  for (const { field, reason } of here) console.error(`  ${field}: ${reason}`);
}
