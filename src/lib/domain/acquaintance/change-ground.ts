import { plainName } from '#lib/domain/person/plain-name.ts';
import { normaliseTopic } from './normalise-topic.ts';

/** Something somebody may note as common ground: a written topic by its id, or own words. */
export type Topic = { readonly kind: 'written'; readonly id: string } | { readonly kind: 'own'; readonly text: string };

/** What is compared of a topic: two notes with the same key are the same. */
export function topicKey(topic: Topic): string {
  return topic.kind === 'written' ? `written:${topic.id}` : `own:${normaliseTopic(topic.text)}`;
}

/** A topic noted before. `isMutual`: the other noted it too, so that it stays. */
export type NotedTopic = { readonly topic: Topic; readonly isMutual: boolean };

/** What a sent list changes: topics to note and topics to take back. */
export type GroundChange = { readonly added: readonly Topic[]; readonly removed: readonly Topic[] };

export type ParsedGround = GroundChange | { readonly problem: 'many' | 'long' };

/**
 * How many topics somebody may note in a pair, taken back or not: who notes everything would read the other's list (C22).
 * A third of the 36 written topics. Proposal of ours; the database holds it too.
 */
export const mostNoted = 12;

/** In characters. Proposal of ours. */
export const longestTopic = 80;

/** The form as it was sent: topics ticked, own words kept, and new own words. */
export type GroundForm = { readonly ticked: readonly string[]; readonly own: readonly string[] };

/**
 * Compares the sent list with what was noted. `titles` gives, per written topic, every way its title is said: own words that say a written
 * topic are that topic, so that two languages meet.
 *
 * Range: at most 12 noted, own words of at most 80 characters. What both noted stays, whether it was sent or not (C22).
 */
export function changeGround(noted: readonly NotedTopic[], form: GroundForm, titles: ReadonlyMap<string, readonly string[]>): ParsedGround {
  const own = form.own.map(plainName).filter((text) => normaliseTopic(text) !== '');
  if (own.some((text) => text.length > longestTopic)) return { problem: 'long' };
  const ticked = [...titles.keys()].filter((id) => form.ticked.includes(id)).map((id) => ({ kind: 'written' as const, id }));
  const wanted = byKey([...ticked, ...own.map((text) => topicOf(text, titles))]);
  const known = byKey(noted.map(({ topic }) => topic));
  const removed = noted.filter(({ topic, isMutual }) => !isMutual && !wanted.has(topicKey(topic))).map(({ topic }) => topic);
  const added = [...wanted].filter(([key]) => !known.has(key)).map(([, topic]) => topic);
  return known.size - removed.length + added.length > mostNoted ? { problem: 'many' } : { added, removed };
}

function topicOf(text: string, titles: ReadonlyMap<string, readonly string[]>): Topic {
  const said = normaliseTopic(text);
  const written = [...titles].find(([, ways]) => ways.some((title) => normaliseTopic(title) === said));
  return written ? { kind: 'written', id: written[0] } : { kind: 'own', text };
}

/** Each topic once, as it was said first. */
function byKey(topics: readonly Topic[]): Map<string, Topic> {
  const found = new Map<string, Topic>();
  for (const topic of topics) if (!found.has(topicKey(topic))) found.set(topicKey(topic), topic);
  return found;
}
