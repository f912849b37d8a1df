import { expect, it } from 'vitest';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import { emptyBackground, emptyProfile, toCoach, toCoachee } from '#lib/domain/matching/profile.ts';
import { describeRun, summarise } from './describe-run.ts';
import { requireProven, workOut } from './work-out.ts';

const rules = { settings: standardSettings, bans: [], pins: [] };
const kept = (id: string, interests: string[] | null) => ({
  id,
  profile: { ...emptyProfile, tags: { ...emptyProfile.tags, interests } },
  background: emptyBackground,
  marks: []
});
const coacheeOf = (id: string, interests: string[] | null = null) => toCoachee(kept(id, interests), new Map());
const coachOf = (id: string, interests: string[] | null = null) => ({ ...toCoach(kept(id, interests), new Map()), capacity: 1 });

it('refuses a result whose proof does not close', () => {
  expect(() => requireProven({ proven: true, value: 3, bound: 3 })).not.toThrow();
  expect(() => requireProven({ proven: false, value: 3, bound: 4 })).toThrow(/reaches its bound 4, got one worth 3/);
});

it('tells two better coaches who were full beside the list, after those who are on it', () => {
  const words = ['a', 'b', 'c', 'd', 'e', 'f'];
  const people = {
    coachees: [coacheeOf('last', words), ...words.map((word) => coacheeOf(`one ${word}`, [word]))],
    coaches: words.map((word) => coachOf(`coach ${word}`, [word]))
  };
  const found = workOut(people, rules, () => undefined);
  const without = people.coachees.findIndex((_, at) => found.assignment.coachOf[at] === -1);
  const listed = (found.lists[without] ?? []).map(({ coach }) => coach);
  expect(listed.length).toBeGreaterThan(0);
  expect(found.full[without]).toHaveLength(2);
  expect(found.full[without]?.filter((coach) => listed.includes(coach))).toEqual([]);
  const described = describeRun(people, found, rules).filter(({ coacheeId }) => coacheeId === people.coachees[without]?.id);
  expect(described.filter(({ why }) => why === 'full')).toHaveLength(2);
});

it('keeps in a bounded summary what rules everybody out, however many they are', () => {
  const coach = { ...coachOf('coach'), ties: ['smets'] };
  const coachees = Array.from({ length: 8_000 }, (_, at) => ({ ...coacheeOf(`0190f3a0-0000-7000-8000-${at}`), ties: ['smets'] }));
  const people = { coachees, coaches: [coach] };
  const { shortfalls, ruledOut } = summarise(
    people,
    workOut(people, rules, () => undefined)
  );
  expect(shortfalls).toMatchObject([{ coacheeCount: 8_000, coachCount: 0, coaches: [], places: 0 }]);
  expect([ruledOut.length, ruledOut[0]?.by]).toEqual([100, { same: 0, tie: 1, line: 0, evaluator: 0, language: 0, apart: 0 }]);
  expect(JSON.stringify({ shortfalls, ruledOut }).length).toBeLessThan(400_000);
});
