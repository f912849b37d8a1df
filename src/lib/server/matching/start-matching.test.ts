import { expect, it } from 'vitest';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import type { Participant } from '#lib/server/queries/match-participants.ts';
import type { Result } from '#lib/server/queries/match-results.ts';
import type { Part, Progress, RunRules } from './matching-messages.ts';
import { type Matching, MatchingStopped, startMatching } from './start-matching.ts';

const tagsOf = (seed: number) => ({ languages: ['dutch'], interests: [`${seed % 7}`, `${seed % 5}`], values: [`${seed % 3}`] });
const personOf = (id: string, seed: number, capacity: number | null): Participant => ({
  ...{ id, name: `Name ${id}`, role: capacity === null ? 'coachee' : 'coach', capacity },
  ...{ answers: { tags: tagsOf(seed), capacity }, background: { position: 1 } }
});
const peopleOf = (coachees: number, coaches: number): Part[] => [
  { kind: 'people', role: 'coachee', people: Array.from({ length: coachees }, (_, at) => personOf(`a${at}`, at, null)) },
  { kind: 'people', role: 'coach', people: Array.from({ length: coaches }, (_, at) => personOf(`b${at}`, 3 * at, 2)) }
];
const rules: RunRules = { settings: standardSettings, bans: [{ coachee: 'a0', coach: 'b0', barrier: 'excluded' }], pins: [] };

function startWith(parts: readonly Part[], watch: (progress: Progress) => void = () => undefined): Matching {
  const matching = startMatching(process.cwd(), watch);
  for (const part of parts) matching.hand(part);
  return matching;
}

/** As `replaceResults` reads them. */
const readAll = (results: readonly string[]) => results.flatMap((part) => JSON.parse(part) as Result[]);

it('works out a round in its own thread, and tells how far it is', async () => {
  const told: Progress[] = [];
  const matching = startWith(peopleOf(200, 100), (progress) => told.push(progress));
  const { summary, results } = await matching.run(rules);
  await matching.stop();
  const all = readAll(results);
  expect(results.map((part) => (JSON.parse(part) as Result[]).length).slice(0, -1)).toEqual(results.slice(1).map(() => 500)); // as above
  expect(new Set(all.filter((one) => one.isAssigned).map(({ coacheeId }) => coacheeId)).size).toBe(200);
  expect(all.filter(({ coacheeId, place, why }) => coacheeId === 'a7' && why !== 'full' && place > 0)).toHaveLength(3);
  expect(summary).toMatchObject({ shortfalls: [], conflicts: [], ruledOut: [] });
  expect(summary.proof?.value).toBe(summary.proof?.bound ?? 0);
  expect(told.map(({ stage }) => stage)).toEqual(['scoring', 'scoring', 'scoring', 'assigning', 'listing']);
});

it('finds names back in the people they mean (C14)', async () => {
  const tied = { ...personOf('a0', 0, null), background: { position: 1, ties: ['name  B1'] } };
  const coaches = [personOf('b0', 3, 1), personOf('b1', 0, 1), personOf('b2', 3, 1)];
  const matching = startWith([
    { kind: 'names', names: coaches.map(({ id, name }) => ({ id, name, vetoes: null })) },
    { kind: 'people', role: 'coachee', people: [tied] },
    { kind: 'people', role: 'coach', people: coaches }
  ]);
  const { results } = await matching.run({ ...rules, bans: [] });
  await matching.stop();
  expect(readAll(results).map(({ coachId }) => coachId)).toEqual(['b0', 'b2']);
});

it('keeps apart whoever is called like somebody with a veto, and like whom it was about (C25)', async () => {
  const coaches = [personOf('b0', 3, 1), personOf('b1', 0, 1)];
  const named = [personOf('a0', 0, null), ...coaches].map(({ id, name }) => ({ id, name, vetoes: null }));
  const matching = startWith([
    { kind: 'names', names: [...named, { id: 'not in the round', name: 'name B1', vetoes: [['Name A0'], 7] }] },
    { kind: 'people', role: 'coachee', people: [personOf('a0', 0, null)] },
    { kind: 'people', role: 'coach', people: coaches }
  ]);
  const { results } = await matching.run({ ...rules, bans: [] });
  await matching.stop();
  expect(readAll(results).map(({ coachId }) => coachId)).toEqual(['b0']);
});

it('tells the pins that cannot be kept instead, and tries no change with them (C14, C25)', async () => {
  const pins = [{ coacheeId: 'a0', coachId: 'b0' }];
  const running = startWith(peopleOf(4, 3));
  const conflicts = [{ ...pins[0], problem: 'excluded' }];
  expect(await running.run({ ...rules, pins })).toEqual({ summary: { shortfalls: [], conflicts, ruledOut: [], proof: null }, results: [] });
  await running.stop();
  const trying = startWith(peopleOf(4, 3));
  expect(await trying.attempt({ ...rules, pins }, { kind: 'places', coachId: 'b1', places: 1 })).toBeNull();
  await trying.stop();
});

it('can be stopped while it runs', async () => {
  const matching = startWith(peopleOf(3_000, 1_000));
  const found = matching.run(rules);
  await matching.stop();
  await expect(found).rejects.toBeInstanceOf(MatchingStopped);
  await expect(matching.attempt(rules, { kind: 'places', coachId: 'b0', places: 1 })).rejects.toBeInstanceOf(MatchingStopped);
});

it('says what went wrong in it', async () => {
  const matching = startWith([{ kind: 'people', role: 'coachee', people: [personOf('a0', 0, null)] }]);
  await expect(matching.run({ ...rules, settings: null as never })).rejects.toThrow(TypeError); // as: what no caller gives
});
