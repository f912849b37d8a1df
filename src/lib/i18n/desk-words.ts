import type { Attribute } from '#lib/domain/matching/attribute.ts';
import type { AttributeRule } from '#lib/domain/matching/match-settings.ts';
import type { Position } from '#lib/domain/matching/person.ts';
import type { PinProblem } from '#lib/domain/matching/find-pin-problems.ts';
import type { CoacheeState } from '#lib/domain/matching/coachee-state.ts';
import { m } from './m.ts';

type RoundStatus = 'draft' | 'running' | 'ready' | 'published' | 'closed';

/** The words for how far a round is. */
export function roundStatusKey(status: RoundStatus): `desk_status_${RoundStatus}` {
  return `desk_status_${status}`;
}

type Progress = { readonly stage: 'reading' | 'scoring' | 'assigning' | 'listing' | 'writing'; readonly done: number; readonly of: number };

/** How far a run is, in words: what is being done, and how much of it; nothing for what is one step. */
export function tellProgress({ stage, done, of }: Progress): { stage: string; count: string; done: number; of: number } {
  return { stage: m[`desk_stage_${stage}`](), count: of > 1 ? m.desk_progress({ done, of }) : '', done, of };
}

const acts = {
  create: 'desk_act_create',
  'take-part': 'desk_act_take_part',
  capacity: 'desk_act_capacity',
  settings: 'desk_act_settings',
  pin: 'desk_act_pin',
  unpin: 'desk_act_unpin',
  exclude: 'desk_act_exclude',
  include: 'desk_act_include',
  swap: 'desk_act_swap',
  run: 'desk_act_run',
  cancel: 'desk_act_cancel',
  publish: 'desk_act_publish',
  close: 'desk_act_close'
} as const;

/** Something a coordinator decided in a round. */
export type DecisionAct = keyof typeof acts;

/** The words for what somebody decided. */
export function decisionKey(act: DecisionAct): (typeof acts)[DecisionAct] {
  return acts[act];
}

const states = {
  waiting: 'desk_pair_waiting',
  chosen: 'desk_pair_chosen',
  proposed: 'desk_pair_proposed',
  active: 'desk_pair_active',
  ended: 'desk_pair_ended',
  'nobody-left': 'desk_pair_nobody_left',
  others: 'desk_pair_others',
  talk: 'desk_pair_talk'
} as const;

/** The words for how far a coachee is once a round is out. */
export function coacheeStateKey(state: CoacheeState): (typeof states)[CoacheeState] {
  return states[state];
}

/** Both numbers together, never one (C23). */
export function numbersOf({ ground, horizon }: { ground: number | null; horizon: number | null }): string {
  return m.desk_numbers({ ground: ground ?? '–', horizon: horizon ?? '–' });
}

/** The short word for what a pair is compared on. */
export function attributeKey(attribute: Attribute): `rules_attribute_${Attribute}` {
  return `rules_attribute_${attribute}`;
}

/** The words for how an attribute counts. */
export function rulePartKey(part: keyof AttributeRule): `rules_part_${keyof AttributeRule}` {
  return `rules_part_${part}`;
}

/** The words for how at home somebody feels. */
export function positionKey(position: Position): `intake_position_${Position}` {
  return `intake_position_${position}`;
}

const pinProblems = {
  'same-person': 'desk_barrier_same',
  tie: 'desk_barrier_tie',
  line: 'desk_barrier_line',
  evaluator: 'desk_barrier_evaluator',
  'close-to-evaluator': 'desk_barrier_close',
  language: 'desk_barrier_language',
  veto: 'desk_barrier_veto',
  earlier: 'desk_barrier_earlier',
  excluded: 'desk_barrier_excluded',
  full: 'desk_barrier_full',
  unknown: 'desk_barrier_unknown'
} as const satisfies Readonly<Record<PinProblem, string>>;

/** The words for why two people cannot be pinned. */
export function pinProblemKey(problem: PinProblem): (typeof pinProblems)[PinProblem] {
  return pinProblems[problem];
}
