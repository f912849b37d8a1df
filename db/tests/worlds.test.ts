import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkStory, storiesOf, type Tally } from '#test/check-world.ts';
import { onBothEngines } from '#test/engines.ts';
import { sheetTables, pairTables } from '#test/model-types.ts';
import { actKinds, actsAbout } from '#test/world-acts.ts';

const numRuns = Number(process.env['VIERPOOT_WORLDS'] ?? 500);
const seed = Number(process.env['VIERPOOT_SEED'] ?? Date.now() % 1_000_000);

onBothEngines('random worlds', (opened, engine) => {
  const tally: Tally = new Map();

  it(
    `shows and lets happen what the model says, in ${numRuns} worlds (C7, C9, C10, C12, C15, C17, C22, C28)`,
    { timeout: 900_000 },
    async () => {
      console.info(`${engine}: ${numRuns} worlds, VIERPOOT_SEED=${seed}`);
      const property = fc.asyncProperty(storiesOf(actsAbout.everything), (story) => checkStory(opened(), story, tally));
      await fc.assert(property, { numRuns, seed, unbiased: true, interruptAfterTimeLimit: 800_000, markInterruptAsFailure: true });
    }
  );

  it.skipIf(numRuns < 300)('has tried every act both with and without right', () => {
    const laid = pairTables.filter((table) => table !== 'hat_changes' && table !== 'note_versions').map((table) => `lay ${table}`);
    const entered = sheetTables.map((table) => `enter ${table}`);
    const untried = [...actKinds, ...laid, ...entered].filter((name) => !tally.get(name)?.done || !tally.get(name)?.refused);
    expect(untried).toEqual([]);
  });
});
