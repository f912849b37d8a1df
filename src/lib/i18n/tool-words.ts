import type { ToolProblem } from '#lib/domain/toolkit/tool-problem.ts';
import type { Evidence, Phase, ToolKind, World } from '#lib/domain/toolkit/tool.ts';
import { m } from './m.ts';

/** What the worlds are called in the language of the request. */
export function worldNames(): Record<World | 'both', string> {
  return { education: m.world_education(), work: m.world_work(), both: m.world_both() };
}

/** What the kinds of entries are called. */
export function kindNames(): Record<ToolKind, string> {
  return {
    tool: m.toolkit_kind_tool(),
    exercise: m.toolkit_kind_exercise(),
    example: m.toolkit_kind_example(),
    insight: m.toolkit_kind_insight()
  };
}

/** How it is said how well an entry is supported (C40). */
export function evidenceNames(): Record<Evidence, string> {
  return {
    'research-based': m.toolkit_evidence_research_based(),
    'practice-based': m.toolkit_evidence_practice_based(),
    plausible: m.toolkit_evidence_plausible()
  };
}

/** When in a coaching relationship an entry fits. */
export function phaseNames(): Record<Phase, string> {
  return {
    acquainting: m.own_tool_phase_acquainting(),
    working: m.own_tool_phase_working(),
    closing: m.own_tool_phase_closing()
  };
}

/** What is wrong with a field of an entry, in words; undefined when nothing is. */
export function toolProblem(problem: ToolProblem | undefined): string | undefined {
  return problem && m[`own_tool_problem_${problem}`]();
}
