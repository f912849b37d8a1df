import { expect, it } from 'vitest';
import { recordOfTags } from '#lib/domain/matching/code-people.ts';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import type { Progress, RunRules } from './matching-messages.ts';
import { MatchingStopped, startMatching } from './start-matching.ts';

const declared = (id: string, seed: number) => ({
  id,
  tags: recordOfTags((attribute) => (attribute === 'languages' ? ['Dutch'] : [`${seed % 7}`, `${seed % 5}`])),
  working: null,
  ties: [],
  lines: []
});
const coacheesOf = (count: number) =>
  Array.from({ length: count }, (_, at): Coachee => ({ ...declared(`a${at}`, at), position: 1, evaluators: [], wishes: [] }));
const coachesOf = (count: number) =>
  Array.from({ length: count }, (_, at): Coach => ({ ...declared(`b${at}`, 3 * at), capacity: 2, closeTo: [], volunteered: [] }));
const rules: RunRules = {
  settings: standardSettings,
  objective: 'matched',
  bans: [{ coachee: 'a0', coach: 'b0', barrier: 'excluded' }],
  pins: null
};
const requestOf = (coachees: number, coaches: number) => ({
  root: process.cwd(),
  coachees: coacheesOf(coachees),
  coaches: coachesOf(coaches),
  rules
});

it('runs in its own thread, tells how far it is, and answers what-ifs', async () => {
  const told: Progress[] = [];
  const run = startMatching(requestOf(200, 100), (progress) => told.push(progress));
  const { assignment, lists } = await run.finished;
  expect(assignment).toMatchObject({ matched: 200, certificate: { proven: true } });
  expect(lists.every((list) => list.length === 3)).toBe(true);
  expect(told.map(({ stage }) => stage)).toEqual(['scoring', 'scoring', 'scoring', 'assigning', 'listing']);
  const fewer = await run.whatIf({ kind: 'capacity', coach: 0, places: 1 });
  expect(fewer.matched).toBe(199);
  await expect(run.whatIf({ kind: 'pin', coachee: 0, coach: 0 })).rejects.toThrow(/whatIf wants a pair that can be/);
  await run.stop();
});

it('can be stopped while it runs', async () => {
  const run = startMatching(requestOf(3_000, 1_000), () => undefined);
  await run.stop();
  await expect(run.finished).rejects.toBeInstanceOf(MatchingStopped);
  await expect(run.whatIf({ kind: 'capacity', coach: 0, places: 1 })).rejects.toBeInstanceOf(MatchingStopped);
});
