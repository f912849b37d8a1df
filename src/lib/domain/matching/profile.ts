import { type EvaluatorContact, evaluatorContacts, type OtherRole, otherRoles } from '#lib/domain/hat/hat.ts';
import { plainName } from '#lib/domain/person/plain-name.ts';
import { mostTags, statementCount, type TagAttribute, tagAttributes } from './attribute.ts';
import type { Coach, Coachee, Position, Tags, Working } from './person.ts';

/** Four answers on the way of working, each 1 to 5; null: not yet answered. */
export type WorkingAnswers = readonly (number | null)[];

/** What a coach tells in own words, and a coachee does not; null: nothing said. `learning`: what the coach is learning now (C39). */
export type Presentation = Readonly<Record<PresentationPart, string | null>>;

/** The parts of a presentation, in the order in which they are told. */
export const presentationParts = ['work', 'path', 'offers', 'learning'] as const;

export type PresentationPart = (typeof presentationParts)[number];

/**
 * What somebody says of themselves for the match, as it is kept in `match_profiles.answers`; the coordinator, and whom the match concerns,
 * may read it. `tags`: ids from the written lists or own words. Of a coach only: `presentation`; `capacity`, places for coachees, 0 to 50,
 * null: not said; `evaluatorContact` and `roles` as in a declaration (C14), null and none: not said.
 */
export type MatchProfile = {
  readonly tags: Readonly<Record<TagAttribute, Tags>>;
  readonly working: WorkingAnswers;
  readonly presentation: Presentation;
  readonly capacity: number | null;
  readonly evaluatorContact: EvaluatorContact | null;
  readonly roles: readonly OtherRole[];
};

/**
 * What is kept in `match_backgrounds.answers`, for the rules only; never shown to the other. `position`: of a coachee, asked (C24, C26).
 * The rest are names as they were written: `ties` of families, friends and business; `lines` of who leads somebody; `evaluators` of who
 * evaluates this coachee; `closeTo` of evaluators this coach is close to; `vetoes` of whom somebody would rather not be put with.
 */
export type MatchBackground = { readonly position: Position | null } & Readonly<Record<NameList, readonly string[]>>;

/** The lists of names of a background. */
export const nameLists = ['ties', 'lines', 'evaluators', 'closeTo', 'vetoes'] as const;

export type NameList = (typeof nameLists)[number];

/** The most and the longest of everything somebody can say. */
export const profileLimits = { word: 60, text: 600, names: 20, name: 120, capacity: 50 } as const;

/** Reads what is kept of a profile; never throws: what is not known is dropped, what is missing is null. */
export function parseMatchProfile(stored: unknown): MatchProfile {
  const kept = recordOf(stored);
  const tags = recordOf(kept['tags']);
  const texts = recordOf(kept['presentation']);
  const working = Array.isArray(kept['working']) ? (kept['working'] as unknown[]) : []; // each is asked below
  const capacity = kept['capacity'];
  const roles: readonly unknown[] = Array.isArray(kept['roles']) ? kept['roles'] : [];
  return {
    tags: Object.fromEntries(tagAttributes.map((attribute) => [attribute, tagsOf(tags[attribute], mostTags[attribute])])) as Record<
      TagAttribute,
      Tags
    >, // one of each, just made
    working: Array.from({ length: statementCount }, (_, at) => (isWhole(working[at], 1, 5) ? working[at] : null)),
    presentation: Object.fromEntries(presentationParts.map((part) => [part, textOf(texts[part])])) as Presentation, // as above
    capacity: isWhole(capacity, 0, profileLimits.capacity) ? capacity : null,
    evaluatorContact: evaluatorContacts.find((known) => known === kept['evaluatorContact']) ?? null,
    roles: otherRoles.filter((role) => roles.includes(role))
  };
}

/** Reads what is kept of a background; as above. */
export function parseMatchBackground(stored: unknown): MatchBackground {
  const kept = recordOf(stored);
  const position = kept['position'];
  return {
    position: isWhole(position, 1, 5) ? (position as Position) : null, // just asked
    ties: namesOf(kept['ties']),
    lines: namesOf(kept['lines']),
    evaluators: namesOf(kept['evaluators']),
    closeTo: namesOf(kept['closeTo']),
    vetoes: namesOf(kept['vetoes'])
  };
}

/** A profile of somebody who has said nothing. */
export const emptyProfile: MatchProfile = parseMatchProfile({});

/** A background of somebody who has said nothing. */
export const emptyBackground: MatchBackground = parseMatchBackground({});

/** A word or name so that the same on both sides means the same: without capitals, accents, signs and double spaces. */
export function meaningOf(text: string): string {
  return plainName(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
  );
}

/** Who is called what: the ids of everybody with a name, under its meaning. */
export type Namesakes = ReadonlyMap<string, readonly string[]>;

/** Lists who is called what among the people of a programme, so that a name that was written down is found back in them. */
export function listNamesakes(people: readonly { readonly id: string; readonly name: string }[]): Namesakes {
  const grouped = Map.groupBy(people, ({ name }) => meaningOf(name));
  return new Map([...grouped].map(([name, all]) => [name, all.map(({ id }) => id)]));
}

/** A person as kept. `marks`: personal traits volunteered, opaque, most wanted first; none when not asked. */
export type Kept = {
  readonly id: string;
  readonly profile: MatchProfile;
  readonly background: MatchBackground;
  readonly marks: readonly string[];
};

/** Of whom nobody may be put with whom, under the id of each: see `keepApart`. */
export type Apart = ReadonlyMap<string, readonly string[]>;

const nobodyApart: Apart = new Map();

/** The coachee as the engine compares them. A named person is excluded under the own id too (C14, C25). Without `apart` only their own vetoes are known. */
export function toCoachee({ id, profile, background, marks }: Kept, namesakes: Namesakes, apart = nobodyApart): Coachee {
  return {
    ...declaredOf(id, profile),
    ...apartFrom(id, background, namesakes),
    vetoes: apart.get(id) ?? meantPeople(background.vetoes, namesakes),
    position: background.position,
    evaluators: meant(background.evaluators, namesakes),
    wishes: marks
  };
}

/** The coach as the engine compares them, as above. Nothing said about places: none. */
export function toCoach({ id, profile, background, marks }: Kept, namesakes: Namesakes, apart = nobodyApart): Coach {
  return {
    ...declaredOf(id, profile),
    ...apartFrom(id, background, namesakes),
    vetoes: apart.get(id) ?? meantPeople(background.vetoes, namesakes),
    capacity: profile.capacity ?? 0,
    closeTo: meant(background.closeTo, namesakes),
    volunteered: marks
  };
}

function declaredOf(id: string, { tags, working }: MatchProfile) {
  const compared = tagAttributes.map((attribute) => [attribute, tags[attribute]?.map(meaningOf) ?? null] as const);
  return {
    id,
    tags: Object.fromEntries(compared) as Record<TagAttribute, Tags>, // one of each, just made
    working: working.every((answer) => answer !== null) ? (working as unknown as Working) : null // four of them, see parseMatchProfile
  };
}

function apartFrom(id: string, { ties, lines }: MatchBackground, namesakes: Namesakes) {
  return { ties: [id, ...meant(ties, namesakes)], lines: [id, ...meant(lines, namesakes)] };
}

/** A veto is of people, not of a name: two who name the same stranger are not kept apart by it. */
function meantPeople(vetoes: readonly string[], namesakes: Namesakes): string[] {
  return [...new Set(vetoes.flatMap((name) => namesakes.get(meaningOf(name)) ?? []))];
}

function meant(names: readonly string[], namesakes: Namesakes): string[] {
  const meanings = names.map(meaningOf).filter((meaning) => meaning !== '');
  return [...new Set(meanings.flatMap((meaning) => [meaning, ...(namesakes.get(meaning) ?? [])]))];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // any object can be asked for a key
}

function isWhole(value: unknown, from: number, to: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text.slice(0, profileLimits.text);
}

/** Each word once; null when it is no list. */
function tagsOf(value: unknown, most: number): Tags {
  return Array.isArray(value) ? wordsOf(value, profileLimits.word).slice(0, most) : null;
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? wordsOf(value, profileLimits.name).slice(0, profileLimits.names) : [];
}

/** Each meaning once, as it was first written. */
function wordsOf(value: readonly unknown[], longest: number): string[] {
  const words = value.flatMap((word) => (typeof word === 'string' ? [plainName(word).slice(0, longest)] : []));
  const meanings = words.map(meaningOf);
  return words.filter((_, at) => meanings[at] !== '' && meanings.indexOf(meanings[at] ?? '') === at);
}
