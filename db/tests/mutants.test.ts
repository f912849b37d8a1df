import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkStory, storiesOf } from '#test/check-world.ts';
import { onEngine } from '#test/engines.ts';
import { functionChanges } from '#test/function-changes.ts';
import { equivalent, masked } from '#test/masked-mutants.ts';
import { type Mutant, mutateFunctions, mutatePolicies } from '#test/mutants.ts';
import { actsAbout } from '#test/world-acts.ts';

const worldsPerMutant = Number(process.env['VIERPOOT_MUTANT_WORLDS'] ?? 200);
const seed = 4204;

/** What a lock is about, so that people mostly try the acts that it guards. */
function subjectOf(name: string): keyof typeof actsAbout {
  if (/mirror|handed_in|is_open|released/.test(name)) return 'mirrors';
  if (/relationship|proposal|data_keys|needs|access_records|look|pair/.test(name)) return 'pairs';
  if (/invitations|memberships|programme/.test(name)) return 'programmes';
  return /sessions|passkeys|people:|jobs/.test(name) ? 'oneself' : 'everything';
}

onEngine('embedded', 'mutants', (opened) => {
  it('turns the worlds red for every lock that is made worse', { timeout: 900_000 }, async () => {
    const mutants = await listMutants();
    const judged = mutants.filter(({ name }) => !(name in masked) && !(name in equivalent));
    const survivors: string[] = [];
    for (const mutant of judged) if (!(await dies([mutant]))) survivors.push(mutant.name);
    console.info(
      `${judged.length} mutants die; ${Object.keys(masked).length} are masked by a second lock, ${Object.keys(equivalent).length} equivalent`
    );
    expect(survivors).toEqual([]);
  });

  it('turns the worlds red for a masked mutant once the second lock is taken away', { timeout: 300_000 }, async () => {
    const mutants = new Map((await listMutants()).map((mutant) => [mutant.name, mutant]));
    const named = (name: string) => mutants.get(name) ?? expect.fail(`there is no mutant "${name}"`);
    Object.keys(equivalent).forEach(named);
    const survivors: string[] = [];
    for (const [name, { also = [], sql }] of Object.entries(masked)) {
      const second = sql ? [{ name: 'sql', apply: sql[0], undo: sql[1] }] : [];
      if (!(await dies([named(name), ...also.map(named), ...second]))) survivors.push(name);
    }
    expect(survivors).toEqual([]);
  });

  async function listMutants(): Promise<Mutant[]> {
    return opened().asOwner(async (owner) => [...(await mutatePolicies(owner)), ...(await mutateFunctions(owner, functionChanges))]);
  }

  async function dies(mutants: readonly Mutant[]): Promise<boolean> {
    const started = Date.now();
    await opened().asOwner((owner) => owner.query(mutants.map((mutant) => mutant.apply).join(';\n')));
    try {
      const property = fc.asyncProperty(storiesOf(actsAbout[subjectOf(mutants[0]?.name ?? '')]), (story) =>
        checkStory(opened(), story, new Map())
      );
      const { failed, numRuns } = await fc.check(property, { numRuns: worldsPerMutant, seed, unbiased: true, endOnFailure: true });
      if (process.env['VIERPOOT_MUTANT_LOG']) console.info(failed ? numRuns : 'lives', Date.now() - started, mutants[0]?.name);
      return failed;
    } finally {
      await opened().asOwner((owner) =>
        owner.query(['truncate organisations cascade', ...mutants.map((mutant) => mutant.undo)].join(';\n'))
      );
    }
  }
});
