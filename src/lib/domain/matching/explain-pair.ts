import { comparePair, type Part } from './compare-pair.ts';
import { findBarriers, type Barrier } from './find-barriers.ts';
import type { Attribute, TagAttribute } from './attribute.ts';
import type { MatchSettings } from './match-settings.ts';
import type { Coach, Coachee } from './person.ts';

/**
 * One thing to tell of a pair, as a fact; words are put on last. `shared`: tags both chose. `new`: tags only the coach chose. `alike`,
 * `different`: the way of working. `wish-met`: a personal trait both volunteered: for the two themselves only, never for a coordinator.
 */
export type Fact =
  | { readonly kind: 'shared' | 'new'; readonly attribute: TagAttribute; readonly tags: readonly string[] }
  | { readonly kind: 'alike' | 'different' }
  | { readonly kind: 'wish-met'; readonly traits: readonly string[] };

/**
 * What there is to say of a pair (C23): both numbers, 0 to 100 or null when not measured; what they share and what is new, each with what
 * counts most first; and what stands between them, if anything.
 */
export type Explanation = {
  readonly ground: number | null;
  readonly horizon: number | null;
  readonly shared: readonly Fact[];
  readonly fresh: readonly Fact[];
  readonly barriers: readonly Barrier[];
};

/** At least three quarters of the way is alike, at most a half is different. */
const [alike, different] = [0.75, 0.5];

/** Explains one pair by the rules of the programme. */
export function explainPair(coachee: Coachee, coach: Coach, settings: MatchSettings): Explanation {
  const { parts, ground, horizon } = comparePair(coachee, coach, settings);
  const byGround = parts.filter((part) => part.groundWeight > 0).toSorted((a, b) => b.ground - a.ground);
  const byHorizon = parts.filter((part) => part.horizonWeight > 0).toSorted((a, b) => b.horizon - a.horizon);
  return {
    ground,
    horizon,
    shared: byGround.flatMap((part) => tellShared(part, nearnessOf(coachee, coach))),
    fresh: byHorizon.flatMap((part) => tellFresh(part, nearnessOf(coachee, coach))),
    barriers: findBarriers(coachee, coach, settings)
  };
}

/** How alike two work, 0 to 1; null when one of the two did not say. */
function nearnessOf({ working: own }: Coachee, { working: other }: Coach): number | null {
  if (!own || !other) return null;
  return 1 - own.reduce((sum, answer, at) => sum + Math.abs(answer - (other[at] ?? answer)), 0) / (4 * own.length);
}

function tellShared({ attribute, common }: Part, nearness: number | null): Fact[] {
  if (attribute === 'wish') return [{ kind: 'wish-met', traits: common }];
  if (!isTags(attribute)) return nearness !== null && nearness >= alike ? [{ kind: 'alike' }] : [];
  return common.length > 0 ? [{ kind: 'shared', attribute, tags: common }] : [];
}

function tellFresh({ attribute, fresh }: Part, nearness: number | null): Fact[] {
  if (attribute === 'wish') return [];
  if (!isTags(attribute)) return nearness !== null && nearness <= different ? [{ kind: 'different' }] : [];
  return fresh.length > 0 ? [{ kind: 'new', attribute, tags: fresh }] : [];
}

function isTags(attribute: Attribute): attribute is TagAttribute {
  return attribute !== 'working';
}

/** The facts a coordinator may see: all but the personal wishes, which stay between the two. */
export function forCoordinator(explanation: Explanation): Explanation {
  return { ...explanation, shared: explanation.shared.filter(({ kind }) => kind !== 'wish-met') };
}
