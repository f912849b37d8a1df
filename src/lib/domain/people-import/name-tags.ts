import { tagAttributes } from '#lib/domain/matching/attribute.ts';
import type { WrittenTags } from '#lib/domain/matching/profile-form.ts';
import { type MatchProfile, meaningOf } from '#lib/domain/matching/profile.ts';

/**
 * Has words of a file that are on a written list, in whichever language, mean what is ticked there: the id of the list, each once. Other
 * words stay as they are; null, nothing said, stays null.
 */
export function nameTags(profile: MatchProfile, { titles }: Pick<WrittenTags, 'titles'>): MatchProfile {
  const named = tagAttributes.map((attribute) => {
    const tags = profile.tags[attribute]?.map((word) => titles[attribute].get(meaningOf(word)) ?? word) ?? null;
    const meanings = tags?.map(meaningOf);
    return [attribute, tags?.filter((_, at) => meanings?.indexOf(meanings[at] ?? '') === at) ?? null] as const;
  });
  return { ...profile, tags: Object.fromEntries(named) as MatchProfile['tags'] }; // one of each, just made
}
