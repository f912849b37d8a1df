import type { Block } from './markdown.ts';

/** The steps of an entry, one by one: each item of its numbered list. Whatever stands beside the list is a step of its own. */
export function stepsOf(blocks: readonly Block[]): (readonly Block[])[] {
  return blocks.flatMap((block) => (block.kind === 'list' && block.isOrdered ? block.items : [[block]]));
}
