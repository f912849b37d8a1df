import type { ConversationState } from '#lib/domain/conversation/conversation-phase.ts';
import type { Element } from '#lib/domain/conversation/elements.ts';
import { type AdviceShare, adviceShares, hatClarities, type HatClarity } from '#lib/domain/conversation/look-back.ts';
import type { World } from '#lib/domain/toolkit/tool.ts';
import { m } from './m.ts';

/** What can be wrong with a field of a form about talks, goals, actions or notes. */
export type FieldProblem = 'missing' | 'unreadable' | 'skipped' | 'past' | 'twice' | 'far' | 'range' | 'long' | 'choose' | 'empty';

/** What is wrong with a field, in words; undefined when nothing is. */
export function problemWords(problem: FieldProblem | undefined): string | undefined {
  return problem && m[`conversation_problem_${problem}`]();
}

export function stateWords(state: ConversationState): string {
  return m[`conversation_state_${state}`]();
}

/** The usual words of an element in a world (C34). */
export function elementWords(element: Element, world: World): string {
  return m[`conversation_element_${element}_${world}`]();
}

/** How somebody would like the other to be with a topic. */
export function wishWords(): Readonly<Record<'listen' | 'ask' | 'think-along' | 'advise', string>> {
  return {
    listen: m.conversation_wish_listen(),
    ask: m.conversation_wish_ask(),
    'think-along': m.conversation_wish_think_along(),
    advise: m.conversation_wish_advise()
  };
}

/** How a goal went (C35). */
export function outcomeWords(): Readonly<Record<'achieved' | 'continued' | 'changed' | 'let-go', string>> {
  return {
    achieved: m.goal_outcome_achieved(),
    continued: m.goal_outcome_continued(),
    changed: m.goal_outcome_changed(),
    'let-go': m.goal_outcome_let_go()
  };
}

/** How much of a talk was advice (C11), from none to nearly all. */
export function adviceWords(): { value: AdviceShare; label: string }[] {
  return adviceShares.map((value) => ({ value, label: m[`conversation_advice_${value}`]() }));
}

/** How clear the hat was (C12). */
export function clarityWords(): { value: HatClarity; label: string }[] {
  return hatClarities.map((value) => ({ value, label: m[`conversation_clarity_${value}`]() }));
}
