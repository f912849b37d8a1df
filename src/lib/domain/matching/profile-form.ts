import { declarationFields } from '#lib/domain/hat/parse-declaration.ts';
import { evaluatorContacts, otherRoles } from '#lib/domain/hat/hat.ts';
import { mostTags, statementCount, type TagAttribute, tagAttributes } from './attribute.ts';
import {
  type MatchBackground,
  type MatchProfile,
  meaningOf,
  type NameList,
  nameLists,
  parseMatchBackground,
  parseMatchProfile,
  type PresentationPart,
  presentationParts,
  profileLimits
} from './profile.ts';

/** On which side somebody takes part; a coach is asked more about the work, a coachee about the position here. */
export type MatchSide = 'coach' | 'coachee';

/** The written lists: the ids of each attribute, and which id a word means in any language. */
export type WrittenTags = {
  readonly ids: Readonly<Record<TagAttribute, readonly string[]>>;
  readonly titles: Readonly<Record<TagAttribute, ReadonlyMap<string, string>>>;
};

/** A form as texts: what was sent, or what is kept put back into it. */
export type ProfileTexts = Readonly<Record<string, string>>;

/** What is wrong with a field: too many tags, a text that is too long, a number that cannot be, or an answer without which it cannot count. */
export type ProfileProblem = 'many' | 'long' | 'range' | 'missing';

export type ProfileProblems = Readonly<Record<string, ProfileProblem>>;

/** What a form says, and the problems of its fields; what has a problem is not to be kept. */
export type ReadProfile = { readonly profile: MatchProfile; readonly background: MatchBackground; readonly problems: ProfileProblems };

/** The names of the fields. */
export const profileFields = {
  tag: (attribute: TagAttribute, id: string) => `tag-${attribute}-${id}`,
  own: (attribute: TagAttribute) => `own-${attribute}`,
  working: (at: number) => `working-${at}`,
  text: (part: PresentationPart) => `text-${part}`,
  names: (list: NameList) => `names-${list}`,
  capacity: 'capacity',
  position: 'position'
} as const;

/** Reads the form in which somebody tells about themselves. Nothing ticked and nothing written is not answered: null, not an empty list. */
export function parseProfileForm(form: ProfileTexts, side: MatchSide, written: WrittenTags): ReadProfile {
  const tags = tagAttributes.map((attribute) => [attribute, chosen(form, attribute, written)] as const);
  const contact = evaluatorContacts.find((known) => known === form[declarationFields.contact]) ?? null;
  const own = {
    tags: Object.fromEntries(tags.filter(([, words]) => words.length > 0)),
    working: Array.from({ length: statementCount }, (_, at) => Number(form[profileFields.working(at)]))
  };
  const asCoach = {
    presentation: Object.fromEntries(presentationParts.map((part) => [part, form[profileFields.text(part)]])),
    capacity: numberOf(form[profileFields.capacity]),
    evaluatorContact: contact,
    roles: otherRoles.filter((role) => (role === 'evaluator' ? contact === 'self' : form[declarationFields[role]] === 'on'))
  };
  const lists = Object.fromEntries(nameLists.map((list) => [list, splitNames(form[profileFields.names(list)])]));
  return {
    profile: parseMatchProfile(side === 'coach' ? { ...own, ...asCoach } : own),
    background: parseMatchBackground(
      side === 'coach' ? { ...lists, evaluators: [] } : { ...lists, closeTo: [], position: Number(form[profileFields.position]) }
    ),
    problems: {
      ...Object.fromEntries(
        tags.filter(([attribute, words]) => words.length > mostTags[attribute]).map(([at]) => [profileFields.own(at), 'many'])
      ),
      ...textProblems(form)
    }
  };
}

/** What has to be said before a profile counts: of a coach how many places there are, and how close to whoever evaluates (C14). */
export function findMissing({ capacity, evaluatorContact }: MatchProfile, side: MatchSide): ProfileProblems {
  if (side === 'coachee') return {};
  return {
    ...(capacity === null && { [profileFields.capacity]: 'missing' as const }),
    ...(evaluatorContact === null && { [declarationFields.contact]: 'missing' as const })
  };
}

/**
 * A form in which whatever has a problem says again what was kept of it; the rest stays as it was sent. Where a question has too many answers,
 * nothing tells which of them are meant: all its answers are what was kept.
 */
export function putBack(form: ProfileTexts, kept: ProfileTexts, problems: ProfileProblems): ProfileTexts {
  const crowded = tagAttributes.filter((attribute) => problems[profileFields.own(attribute)] === 'many');
  const isWrong = ([field]: [string, string]) => field in problems || crowded.some((at) => field.startsWith(profileFields.tag(at, '')));
  const right = Object.entries(form).filter((entry) => !isWrong(entry));
  return Object.fromEntries([...right, ...Object.entries(kept).filter(isWrong)]);
}

/** What is kept, put back into the fields. */
export function fillProfileForm({ profile, background }: Omit<ReadProfile, 'problems'>, written: WrittenTags): ProfileTexts {
  const tags = tagAttributes.flatMap((attribute) => {
    const words = profile.tags[attribute] ?? [];
    const isWritten = (word: string) => written.ids[attribute].includes(word);
    return [
      ...words.filter(isWritten).map((id) => [profileFields.tag(attribute, id), 'on'] as const),
      [profileFields.own(attribute), words.filter((word) => !isWritten(word)).join(', ')] as const
    ];
  });
  return Object.fromEntries([
    ...tags,
    ...profile.working.map((answer, at) => [profileFields.working(at), answer?.toString() ?? ''] as const),
    ...presentationParts.map((part) => [profileFields.text(part), profile.presentation[part] ?? ''] as const),
    ...nameLists.map((list) => [profileFields.names(list), background[list].join('\n')] as const),
    ...profile.roles.flatMap((role) => (role === 'evaluator' ? [] : [[declarationFields[role], 'on'] as const])),
    [profileFields.capacity, profile.capacity?.toString() ?? ''] as const,
    [profileFields.position, background.position?.toString() ?? ''] as const,
    [declarationFields.contact, profile.evaluatorContact ?? ''] as const
  ]);
}

/** Ticked tags, and own words; a word that is on the list is its id, in whichever language it was written. */
function chosen(form: ProfileTexts, attribute: TagAttribute, written: WrittenTags): string[] {
  const ticked = written.ids[attribute].filter((id) => form[profileFields.tag(attribute, id)] === 'on');
  const own = splitNames(form[profileFields.own(attribute)]).map((word) => written.titles[attribute].get(meaningOf(word)) ?? word);
  const meanings = [...ticked, ...own].map(meaningOf);
  return [...ticked, ...own].filter((_, at) => meanings.indexOf(meanings[at] ?? '') === at);
}

function textProblems(form: ProfileTexts): ProfileProblems {
  const tooLong = presentationParts.map(profileFields.text).filter((field) => (form[field] ?? '').trim().length > profileLimits.text);
  const longWords = tagAttributes.filter((at) => splitNames(form[profileFields.own(at)]).some((word) => word.length > profileLimits.word));
  const longNames = nameLists.filter((list) => {
    const names = splitNames(form[profileFields.names(list)]);
    return names.length > profileLimits.names || names.some((name) => name.length > profileLimits.name);
  });
  const places = (form[profileFields.capacity] ?? '').trim();
  const isPlaces = places === '' || (/^\d+$/u.test(places) && Number(places) <= profileLimits.capacity);
  return {
    ...Object.fromEntries(
      [...tooLong, ...longWords.map(profileFields.own), ...longNames.map(profileFields.names)].map((at) => [at, 'long' as const])
    ),
    ...(!isPlaces && { [profileFields.capacity]: 'range' as const })
  };
}

function numberOf(text: string | undefined): number | null {
  const typed = (text ?? '').trim();
  return /^\d+$/u.test(typed) ? Number(typed) : null;
}

/** Names or words, one on a line or with commas between them. */
function splitNames(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[\n,;]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
