import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import { type Apart, type Namesakes, parseMatchBackground, parseMatchProfile, toCoach, toCoachee } from '#lib/domain/matching/profile.ts';
import type { Participant } from '#lib/server/queries/match-participants.ts';

/** Who takes part in a round, in the order that the engine numbers them in. */
export type Everybody = { readonly coachees: readonly Coachee[]; readonly coaches: readonly Coach[] };

/** What the names of a programme mean: who is called what, and who is kept apart from whom by a veto. */
export type Names = { readonly namesakes: Namesakes; readonly apart: Apart };

/** A coachee as compared by what a coordinator may know: personal wishes are no part of it (C26). */
export function asCoachee({ id, answers, background }: Participant, { namesakes, apart }: Names): Coachee {
  return toCoachee({ id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] }, namesakes, apart);
}

/** A coach, as above. */
export function asCoach({ id, answers, background, capacity }: Participant, { namesakes, apart }: Names): Coach {
  const kept = { id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] };
  return { ...toCoach(kept, namesakes, apart), capacity: capacity ?? 0 };
}
