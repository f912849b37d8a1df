import type { Ban } from '#lib/domain/matching/find-barriers.ts';
import type { PinnedPair } from '#lib/domain/matching/find-pin-problems.ts';
import type { Vetoing } from '#lib/domain/matching/keep-apart.ts';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import type { Participant } from '#lib/server/queries/match-participants.ts';
import type { RoundSummary } from '#lib/server/queries/match-summary.ts';

/** What a run needs besides the people. */
export type RunRules = { readonly settings: MatchSettings; readonly bans: readonly Ban[]; readonly pins: readonly PinnedPair[] };

/** Somebody of the programme, by name. */
export type Named = Vetoing & { readonly id: string };

/** One thing to know before a run, as it was read: who is called what and whom they would rather not be with, who takes part. */
export type Part =
  | { readonly kind: 'names'; readonly names: readonly Named[] }
  | { readonly kind: 'people'; readonly role: 'coach' | 'coachee'; readonly people: readonly Participant[] };

/**
 * One thing that could be otherwise: other rules; another number of places with a coach; so many more coaches with `places` each, in a
 * sector and with a language (as tags); null: not said, so it stands in nobody's way.
 */
export type Change =
  | { readonly kind: 'rules'; readonly settings: MatchSettings }
  | { readonly kind: 'places'; readonly coachId: string; readonly places: number }
  | ({ readonly kind: 'coaches' } & MoreCoaches);

/** Coaches who are not there yet, as far as they are thought of. */
export type MoreCoaches = {
  readonly count: number;
  readonly places: number;
  readonly sector: string | null;
  readonly language: string | null;
};

/** To the thread: everything there is to know, in parts, and then one question. */
export type ToWorker =
  Part | { readonly kind: 'run'; readonly rules: RunRules } | { readonly kind: 'try'; readonly rules: RunRules; readonly change: Change };

/** How far a run is: `done` of `of` in this stage. */
export type Progress = { readonly stage: 'scoring' | 'assigning' | 'listing'; readonly done: number; readonly of: number };

/** What a run found, as it is kept. `results`: lists of `Result` as JSON, some hundreds each; none when pins cannot be kept. */
export type Found = { readonly summary: RoundSummary; readonly results: readonly string[] };

/** How a result looks as a whole. `ground`, `horizon`: the means of all pairs, 0 to 100; null when nothing was measured. */
export type Picture = { matched: number; ground: number | null; horizon: number | null };

/**
 * What a change would do. `moved`: so many coachees would be put with another coach, or with none; `listed`: so many would read another
 * short list. `gained`, `lost`: the ids of who would then have a coach, or would have none any more.
 */
export type Trial = { before: Picture; after: Picture; moved: number; listed: number; gained: string[]; lost: string[] };

/** From the thread. `trial` null: pins cannot be kept, as it is or with the change. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'tried'; readonly trial: Trial | null };
