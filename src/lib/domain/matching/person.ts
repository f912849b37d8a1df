import type { TagAttribute } from './attribute.ts';

/** The tags somebody chose; null: not answered, so not compared. An empty list is an answer. */
export type Tags = readonly string[] | null;

/** The four answers on the way of working, each 1 to 5; null unless all four were given. */
export type Working = readonly [number, number, number, number];

/**
 * What coachee and coach both say. `ties`: declared families, circles of friends and business relations, as names that mean the same
 * on both sides (C25). `lines`: reporting lines they are in. `vetoes`: ids of whom they would rather not be put with.
 */
type Declared = {
  readonly id: string;
  readonly tags: Readonly<Record<TagAttribute, Tags>>;
  readonly working: Working | null;
  readonly ties: readonly string[];
  readonly lines: readonly string[];
  readonly vetoes: readonly string[];
};

/** How at home somebody feels here: 1 pioneer ... 5 born into it; asked, never inferred (C24, C26). Null: not answered. */
export type Position = 1 | 2 | 3 | 4 | 5;

/** `evaluators`: ids of who evaluates this coachee. `wishes`: personal traits volunteered as a wish, most wanted first (C26). */
export type Coachee = Declared & {
  readonly position: Position | null;
  readonly evaluators: readonly string[];
  readonly wishes: readonly string[];
};

/** `closeTo`: ids of evaluators this coach is close to, declared (C14). `volunteered`: personal traits this coach offers to share. */
export type Coach = Declared & {
  readonly capacity: number;
  readonly closeTo: readonly string[];
  readonly volunteered: readonly string[];
};
