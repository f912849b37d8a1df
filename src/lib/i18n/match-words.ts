import type { TagAttribute } from '#lib/domain/matching/attribute.ts';
import type { ChoosingState } from '#lib/domain/matching/choosing-state.ts';
import type { Fact } from '#lib/domain/matching/explain-pair.ts';
import type { Tags } from '#lib/domain/matching/person.ts';
import { meaningOf, type PresentationPart } from '#lib/domain/matching/profile.ts';
import { locale } from './locale.ts';
import { m } from './m.ts';

/**
 * How tags are called: what each written tag is called, and the words of the person it is told of as they
 * wrote them, when they are at hand. */
export type TagNames = {
  readonly titles: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<TagAttribute, Tags>> | null;
};

/** The most facts that are told of a pair, and the most tags in one: what is read at a glance. */
const most = { facts: 4, tags: 4 };

/** Facts of a pair as plain sentences, the most telling first; what two share in a wish is told elsewhere. */
export function factSentences(facts: readonly Fact[], names: TagNames): string[] {
  return facts.slice(0, most.facts).flatMap((fact) => {
    if (fact.kind === 'wish-met') return [];
    if ('attribute' in fact) {
      const { attribute, tags } = fact;
      return [attributeSentence(attribute, list(tags.slice(0, most.tags).map((tag) => tagName(tag, attribute, names))))];
    }
    return [fact.kind === 'alike' ? m.choice_fact_alike() : m.choice_fact_different()];
  });
}

function attributeSentence(attribute: TagAttribute, tags: string): string {
  return {
    interests: m.choice_fact_interests({ tags }),
    values: m.choice_fact_values({ tags }),
    experience: m.choice_fact_experience({ tags }),
    ambition: m.choice_fact_ambition({ tags }),
    languages: m.choice_fact_languages({ tags }),
    network: m.choice_fact_network({ tags }),
    sector: m.choice_fact_sector({ tags }),
    discipline: m.choice_fact_discipline({ tags }),
    function: m.choice_fact_function({ tags }),
    path: m.choice_fact_path({ tags })
  }[attribute];
}

/** Where the choosing stands, in a sentence; empty when nothing was chosen yet. `name`: of the coach who said yes, where one did. */
export function choosingSentence(state: ChoosingState, name: string): string {
  return {
    open: '',
    asking: m.choice_state_asking(),
    accept: m.choice_state_accept({ name }),
    paired: m.choice_state_paired({ name }),
    'nobody-left': m.choice_state_nobody_left(),
    others: m.choice_state_others(),
    talk: m.choice_state_talk(),
    over: m.choice_state_over()
  }[state];
}

/** What a part of a presentation is called on a card. */
export function presentationTitle(part: PresentationPart): string {
  return { work: m.choice_part_work(), path: m.choice_part_path(), offers: m.choice_part_offers(), learning: m.choice_part_learning() }[
    part
  ];
}

/** What a tag of a fact is called. */
export function tagName(tag: string, attribute: TagAttribute, { titles, words }: TagNames): string {
  const means = (word: string) => meaningOf(word) === tag;
  const said = words?.[attribute]?.find(means) ?? Object.keys(titles).find(means) ?? tag;
  return titles[said] ?? said;
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);
}
