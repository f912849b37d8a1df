import { comparePair } from '#lib/domain/matching/compare-pair.ts';
import { findPinProblems } from '#lib/domain/matching/find-pin-problems.ts';
import type { Coach } from '#lib/domain/matching/person.ts';
import { emptyBackground, parseMatchProfile, toCoach } from '#lib/domain/matching/profile.ts';
import type { Everybody } from './as-people.ts';
import type { Change, MoreCoaches, Picture, RunRules, Trial } from './matching-messages.ts';
import { type MatchingResult, workOut } from './work-out.ts';

type Side = { people: Everybody; rules: RunRules; found: MatchingResult };

/** Works out a round twice, as it is and with one change; null when pins cannot be kept. `people`: without personal wishes (C26). */
export function tryChange(people: Everybody, rules: RunRules, change: Change): Trial | null {
  const otherwise = changed(people, change);
  const otherRules = change.kind === 'rules' ? { ...rules, settings: change.settings } : rules;
  if (!holds(people, rules) || !holds(otherwise, otherRules)) return null;
  return compare(work(people, rules), work(otherwise, otherRules));
}

function holds(people: Everybody, { bans, pins, settings }: RunRules): boolean {
  return findPinProblems({ ...people, bans }, pins, settings).length === 0;
}

function work(people: Everybody, rules: RunRules): Side {
  return { people, rules, found: workOut(people, rules, () => undefined) };
}

function changed(people: Everybody, change: Change): Everybody {
  if (change.kind === 'rules') return people;
  if (change.kind === 'coaches') return { ...people, coaches: [...people.coaches, ...moreCoaches(change)] };
  const { coachId, places } = change;
  return { ...people, coaches: people.coaches.map((coach) => (coach.id === coachId ? { ...coach, capacity: places } : coach)) };
}

/** Coaches of whom only the places and what was asked are known: whatever else they would say is not guessed. */
function moreCoaches({ count, places, sector, language }: MoreCoaches): Coach[] {
  const tags = { ...(sector !== null && { sector: [sector] }), ...(language !== null && { languages: [language] }) };
  const profile = parseMatchProfile({ capacity: places, tags });
  return Array.from({ length: count }, (_, at) => toCoach({ id: `new ${at}`, profile, background: emptyBackground, marks: [] }, new Map()));
}

function compare(before: Side, after: Side): Trial {
  const { coachees } = before.people;
  const coachOf = ({ people, found }: Side, at: number) => people.coaches[found.assignment.coachOf[at] ?? -1]?.id ?? null;
  const moves = coachees.map(({ id }, at) => ({ id, from: coachOf(before, at), to: coachOf(after, at) }));
  const listOf = ({ people, found }: Side, at: number) =>
    (found.lists[at] ?? []).map(({ coach }) => people.coaches[coach]?.id ?? '').join(' ');
  return {
    before: pictureOf(before),
    after: pictureOf(after),
    moved: moves.filter(({ from, to }) => from !== to).length,
    listed: coachees.filter((_, at) => listOf(before, at) !== listOf(after, at)).length,
    gained: moves.filter(({ from, to }) => from === null && to !== null).map(({ id }) => id),
    lost: moves.filter(({ from, to }) => from !== null && to === null).map(({ id }) => id)
  };
}

/** Both results are measured by their own rules. */
function pictureOf({ people, rules, found }: Side): Picture {
  const compared = people.coachees.flatMap((coachee, at) => {
    const coach = people.coaches[found.assignment.coachOf[at] ?? -1];
    return coach ? [comparePair(coachee, coach, rules.settings)] : [];
  });
  const meanOf = (number: 'ground' | 'horizon') => mean(compared.flatMap((pair) => pair[number] ?? []));
  return { matched: found.assignment.matched, ground: meanOf('ground'), horizon: meanOf('horizon') };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
