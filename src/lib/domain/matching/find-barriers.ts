import { mostTags } from './attribute.ts';
import { readTags } from './compare-pair.ts';
import type { MatchSettings } from './match-settings.ts';
import type { Coach, Coachee } from './person.ts';

/**
 * Why two people cannot be a pair. `same-person`; `tie`: the same declared tie; `line`: the same reporting line (C25); `evaluator`: the
 * coach evaluates the coachee; `close-to-evaluator`: the coach is close to who does (C14); `language`: none in common; `veto`: one of
 * the two would rather not, and which one is told to nobody; `excluded`: the coordinator said no; `earlier`: it came to nothing before.
 */
export type Barrier = 'same-person' | 'tie' | 'line' | 'evaluator' | 'close-to-evaluator' | 'language' | 'veto' | 'excluded' | 'earlier';

/** A pair that somebody forbade, or that came to nothing before, by the ids of both. */
export type Ban = {
  readonly coachee: string;
  readonly coach: string;
  readonly barrier: 'coachee-veto' | 'coach-veto' | 'excluded' | 'earlier';
};

/** What a ban says of the two: not which of them said no. */
export function barrierOf({ barrier }: Ban): Barrier {
  return barrier === 'excluded' || barrier === 'earlier' ? barrier : 'veto';
}

/** All that stands between two people, bans left out; none: they can be a pair. */
export function findBarriers(coachee: Coachee, coach: Coach, settings: MatchSettings): Barrier[] {
  const meets = (one: readonly string[], other: readonly string[]) => one.some((name) => other.includes(name));
  const found: readonly (readonly [Barrier, boolean])[] = [
    ['same-person', coachee.id === coach.id],
    ['tie', meets(coachee.ties, coach.ties)],
    ['line', meets(coachee.lines, coach.lines)],
    ['evaluator', coachee.evaluators.includes(coach.id)],
    ['close-to-evaluator', meets(coachee.evaluators, coach.closeTo)],
    ['veto', coachee.vetoes.includes(coach.id) || coach.vetoes.includes(coachee.id)],
    ['language', settings.needsLanguage && !sharesLanguage(coachee, coach)]
  ];
  return found.flatMap(([barrier, stands]) => (stands ? [barrier] : []));
}

/** Languages that were not answered stand in nobody's way. */
function sharesLanguage(coachee: Coachee, coach: Coach): boolean {
  const most = mostTags.languages;
  const [own, other] = [readTags(coachee.tags.languages, most), readTags(coach.tags.languages, most)];
  return own === null || other === null || own.some((language) => other.includes(language));
}
