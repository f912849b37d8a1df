import type { Assignment, Objective } from '#lib/domain/matching/assign.ts';
import type { Shortage } from '#lib/domain/matching/find-shortages.ts';
import type { Ban } from '#lib/domain/matching/find-barriers.ts';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import type { Suggestion } from '#lib/domain/matching/short-lists.ts';
import type { Edit, Outcome } from '#lib/domain/matching/what-if.ts';

/** What a run needs besides the people. `pins`: per coachee, in the order of the people, the coach or -1. */
export type RunRules = {
  readonly settings: MatchSettings;
  readonly objective: Objective;
  readonly bans: readonly Ban[];
  readonly pins: Int32Array | null;
};

/** To the worker: people in parts, then the run, then any number of what-ifs. */
export type ToWorker =
  | { readonly kind: 'people'; readonly coachees: readonly Coachee[]; readonly coaches: readonly Coach[] }
  | { readonly kind: 'run'; readonly rules: RunRules }
  | { readonly kind: 'what-if'; readonly id: number; readonly edit: Edit };

/** How far a run is: `done` of `of` in this stage. */
export type Progress = { readonly stage: 'scoring' | 'assigning' | 'listing'; readonly done: number; readonly of: number };

/** All that a run gives; numbers stand for people in the order in which they were handed in. */
export type MatchingResult = {
  readonly assignment: Assignment;
  readonly lists: readonly (readonly Suggestion[])[];
  /** Per coachee the coaches who would have fitted better and were full, the best first, two at most. */
  readonly full: readonly (readonly number[])[];
  readonly shortages: readonly Shortage[];
};

/** Rows of whole numbers, one after another: those of row k stand from `starts[k]` up to `starts[k + 1]`. */
export type Rows = { readonly starts: Int32Array<ArrayBuffer>; readonly cells: Int32Array<ArrayBuffer> };

/** A result as it goes from thread to thread: thousands of lists as a few arrays, because reading as many objects holds pages up. */
export type PackedResult = Pick<MatchingResult, 'assignment' | 'shortages'> & { readonly lists: Rows; readonly full: Rows };

/** From the worker. `failed`: what was asked cannot be, in a sentence for a log. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'result'; readonly result: PackedResult }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly id: number | null; readonly reason: string };
