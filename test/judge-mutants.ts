import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '#lib/server/database/open.ts';
import { checkStory, storiesOf } from './check-world.ts';
import { onEngine } from './engines.ts';
import { functionChanges } from './function-changes.ts';
import { equivalent, masked } from './masked-mutants.ts';
import { type Focus, type PairTable, pairTables, type SheetTable, sheetTables } from './model-types.ts';
import { type Mutant, mutateFunctions, mutatePolicies } from './mutants.ts';
import { actsAbout } from './world-acts.ts';

const worldsPerMutant = Number(process.env['VIERPOOT_MUTANT_WORLDS'] ?? 2000);
const seed = 4204;

/** One in so many is judged in every run of the tests, always the same ones; all of them with VIERPOOT_MUTANTS=all. */
const oneIn = process.env['VIERPOOT_MUTANTS'] === 'all' ? 1 : 4;
const isDrawn = (name: string) => (createHash('sha256').update(name).digest()[0] ?? 0) % oneIn === 0;

/** Locks on what lies on the table of a pair, by their names. */
export const ofPairs = new RegExp(
  [
    ...['declar', 'hat', 'evaluat', 'meeting_offers', 'card_', 'noted', 'ground', 'leave_line', 'learnings', 'agree', 'rhythms'],
    ...['conversation', 'topics', 'note', 'keep_version', 'goal', 'actions', 'look_backs', 'looked_back', 'live_updates'],
    ...['live_versions', '^pairs_', 'may_plan', 'may_stand', 'silent_pairs', 'tool_uses']
  ].join('|')
);

/** Locks of the match, by their names. */
export const ofMatches =
  /match_|rounds_|profiles|programmes_as|coaches_suggested|select_suggested|were_suggested|are_of_programme|members_coordinated|own_tools|may_write_tools/;

/** What a lock is about, so that people mostly try the acts that it guards. */
function subjectOf(name: string): keyof typeof actsAbout {
  if (ofMatches.test(name)) return 'matches';
  if (ofPairs.test(name)) return 'talks';
  if (/mirror|handed_in|is_open|released/.test(name)) return 'mirrors';
  if (/relationship|proposal|data_keys|needs|access_records|look|pair/.test(name)) return 'pairs';
  if (/invitations|memberships|programme/.test(name)) return 'programmes';
  return /sessions|passkeys|people:|jobs|mail_choices|calendar_feeds/.test(name) ? 'oneself' : 'everything';
}

/** The table that a lock is on. */
function focusOf(name: string): Focus {
  const words: readonly (readonly [RegExp, PairTable | SheetTable])[] = [
    [/profiles_in_view/, 'match_profiles'],
    [/were_suggested|rounds_open/, 'match_choices'],
    [/coaches_suggested|members_coordinated/, 'match_suggestions'],
    [/are_of_programme/, 'match_bans'],
    [/noted|leave_line/, 'common_ground'],
    [/looked_back/, 'look_backs'],
    [/keep_version/, 'note_versions'],
    [/may_see_note|note_looks/, 'notes'],
    [/may_plan|may_stand|silent/, 'conversations'],
    [/is_agreed|newest/, 'agreement_signatures'],
    [/declare|hat|evaluated|proposal/, 'coach_declarations']
  ];
  const table = / on (\w+):/.exec(name)?.[1];
  return (
    [...pairTables, ...sheetTables].find((one) => one === table) ?? (table ? null : (words.find(([word]) => word.test(name))?.[1] ?? null))
  );
}

/** Says of the locks with these names that worlds turn red when one is made worse. */
export function turnsRed(name: string, isJudged: (mutant: string) => boolean): void {
  onEngine('embedded', name, (opened) => judgeMutants(opened, isJudged));
}

function judgeMutants(opened: () => Database, isJudged: (mutant: string) => boolean): void {
  it('turns the worlds red for every lock that is made worse', { timeout: 3_600_000 / oneIn }, async () => {
    const mutants = await listMutants();
    const isMeant = (name: string) => isJudged(name) && isDrawn(name) && ![masked, equivalent].some((list) => name in list);
    const judged = mutants.filter(({ name }) => isMeant(name));
    const survivors: string[] = [];
    for (const mutant of judged) if (!(await dies([mutant]))) survivors.push(mutant.name);
    console.info(
      `${judged.length} mutants die; ${Object.keys(masked).filter(isJudged).length} are masked by a second lock, ${Object.keys(equivalent).filter(isJudged).length} equivalent`
    );
    expect(survivors).toEqual([]);
  });

  it('turns the worlds red for a masked mutant once the second lock is taken away', { timeout: 300_000 }, async () => {
    const mutants = new Map((await listMutants()).map((mutant) => [mutant.name, mutant]));
    const named = (name: string) => mutants.get(name) ?? expect.fail(`there is no mutant "${name}"`);
    Object.keys(equivalent).filter(isJudged).forEach(named);
    const survivors: string[] = [];
    for (const [name, { also = [], sql }] of Object.entries(masked).filter(([name]) => isJudged(name) && isDrawn(name))) {
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
    const name = mutants[0]?.name ?? '';
    await opened().asOwner((owner) => owner.query(mutants.map((mutant) => mutant.apply).join(';\n')));
    try {
      const property = fc.asyncProperty(storiesOf(actsAbout[subjectOf(name)], focusOf(name)), (story) =>
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
}
