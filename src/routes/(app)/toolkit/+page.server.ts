import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const { tools } = locals.house.library;
  return {
    legs: supportTypes.map((leg) => ({
      leg,
      tools: tools
        .filter(({ tool }) => tool.legs[0] === leg)
        .map(({ tool, words }) => ({ id: tool.id, title: words[locals.locale].title, minutes: tool.minutes, world: tool.world }))
    }))
  };
};
