import type { SupportType } from '#lib/domain/support/support-type.ts';

/** Where somebody stands: in education or at work. */
export type World = 'education' | 'work';

/** The phase of a coaching relationship a tool fits. */
export type Phase = 'acquainting' | 'working' | 'closing';

/** What sort of entry it is. */
export type ToolKind = 'tool' | 'exercise' | 'example' | 'insight';

/** How well a tool is supported, said openly beside it (C40). */
export type Evidence = 'research-based' | 'practice-based' | 'plausible';

/** A reference; `doi` only where one is known. */
export type ToolSource = { readonly text: string; readonly doi?: string | undefined };

/**
 * The facts of an entry of the toolkit, without its words. `id` is its folder name. `legs`: at least one, the leg it
 * serves most first. `world`: where it comes from (C42). `minutes`: how long it takes. `isLocal`: an organisation's own.
 */
export type Tool = {
  readonly id: string;
  readonly legs: readonly SupportType[];
  readonly world: World | 'both';
  readonly minutes: number;
  readonly kind: ToolKind;
  readonly phases: readonly Phase[];
  readonly evidence: Evidence;
  readonly sources: readonly ToolSource[];
  readonly isLocal?: boolean | undefined;
};

/** A tool with what can be going on when it is of use: ids of situations, the one it serves most first. */
export type ToolToFind = Tool & { readonly situations: readonly string[] };
