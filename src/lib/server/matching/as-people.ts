import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import { type Namesakes, parseMatchBackground, parseMatchProfile, toCoach, toCoachee } from '#lib/domain/matching/profile.ts';
import type { Participant } from '#lib/server/queries/match-participants.ts';

/** Who takes part in a round, in the order that the engine numbers them in. */
export type Everybody = { readonly coachees: readonly Coachee[]; readonly coaches: readonly Coach[] };

/** A coachee as compared by what a coordinator may know: personal wishes are no part of it (C26). */
export function asCoachee({ id, answers, background }: Participant, namesakes: Namesakes): Coachee {
  return toCoachee({ id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] }, namesakes);
}

/** A coach, as above. */
export function asCoach({ id, answers, background, capacity }: Participant, namesakes: Namesakes): Coach {
  const kept = { id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] };
  return { ...toCoach(kept, namesakes), capacity: capacity ?? 0 };
}
