import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { onBothEngines, onEngine } from '#test/engines.ts';
import { buildMatchTown, type MatchTown } from '#test/match-town.ts';
import { type FunctionChange, mutateFunctions } from '#test/mutants.ts';
import { compareWishWorld, wishWorlds } from '#test/wish-worlds.ts';

/** What the functions of wishes and asks ask, taken away piece by piece. */
const changes: readonly FunctionChange[] = [
  ['wishes_in_common', ' and s.round_id = any (app.rounds_published())', ''],
  ['wishes_in_common', 's.coachee_id = live.person_id and ', ''],
  ['wishes_in_common', ' and s.coach_id = other\n', '\n'],
  ['wishes_in_common', " and r.status in ('proposed', 'active')", ''],
  ['wishes_in_common', "live.hat = 'coach' and ", ''],
  ['wishes_in_common', 'r.coachee_id = live.person_id and r.coach_id = other or ', ''],
  ['wishes_in_common', ' and r.programme_id = programme', ''],
  ['wishes_in_common', ' and me.programme_id = programme', ''],
  ['wishes_in_common', ' and they.programme_id = programme', ''],
  ['wishes_in_common', ' and theirs.mark = mine.mark', ''],
  ['wishes_in_common', ' and mine.created_at <= since', ''],
  ['wishes_in_common', ' and theirs.created_at <= since', ''],
  ['wishes_in_common', 'and a.relationship_id = r.id', ''],
  ['own_wishes', 'p.person_id = app.person_id() and ', ''],
  ['own_wishes', 'p.programme_id = programme and ', ''],
  ['wish_marks', ' and p.programme_id = programme', ''],
  ['wish_marks', ' and p.handed_in_at is not null', ''],
  ['wish_marks', ' and s.asks_wishes', ''],
  ['asks_of', ' and round = any (app.rounds_coordinated())', ''],
  ['is_asked', ' and a.outcome is null', ''],
  ['is_asked', 'and app.person_id() in (a.coach_id, a.coachee_id)', '']
];

const runs = { seed: 2611, unbiased: true };
const holds = (town: MatchTown) =>
  fc.asyncProperty(wishWorlds, async (world) => {
    expect(await compareWishWorld(town, world)).toEqual([]);
  });

onBothEngines('worlds of wishes and asks', (opened) => {
  it('tell each person the own traits, what the other has too once brought together, and nobody more (C14, C26)', async () => {
    await fc.assert(holds(await buildMatchTown(opened())), { ...runs, numRuns: 60 });
  });
});

onEngine('embedded', 'worlds of wishes and asks', (opened) => {
  it('turn red for every condition that is taken away', { timeout: 300_000 }, async () => {
    const town = await buildMatchTown(opened());
    const mutants = await town.database.asOwner((owner) => mutateFunctions(owner, changes));
    const alive: string[] = [];
    for (const { name, apply, undo } of mutants) {
      await town.database.asOwner((owner) => owner.query(apply));
      const { failed } = await fc.check(holds(town), { ...runs, numRuns: 100, endOnFailure: true });
      await town.database.asOwner((owner) => owner.query(undo));
      if (!failed) alive.push(name);
    }
    expect(alive).toEqual([]);
  });
});
