import type { Library } from '#lib/content/library.ts';
import { tagAttributes, type TagAttribute } from '#lib/domain/matching/attribute.ts';
import {
  fillProfileForm,
  findMissing,
  parseProfileForm,
  putBack,
  type ProfileProblems,
  type ProfileTexts,
  type ReadProfile,
  type WrittenTags
} from '#lib/domain/matching/profile-form.ts';
import { emptyBackground, emptyProfile, meaningOf } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import {
  addProfile,
  changeOwnProfile,
  findBackground,
  findProfile,
  handInProfile,
  type ProfilePlace
} from '#lib/server/queries/match-profiles.ts';

/** The written lists with their words in every language; a word with another name behind it, "Tamazight (Berber)", goes by each of the two. */
export function writtenTags({ matching }: Pick<Library, 'matching'>): WrittenTags {
  const titlesOf = (attribute: TagAttribute) =>
    new Map(
      Object.values(matching.words).flatMap(({ tags }) =>
        matching.tags[attribute].flatMap((id) => namesOf(tags[id] ?? id).map((name) => [meaningOf(name), id] as const))
      )
    );
  const titles = Object.fromEntries(tagAttributes.map((attribute) => [attribute, titlesOf(attribute)])) as unknown as WrittenTags['titles']; // one of each attribute
  return { ids: matching.tags, titles };
}

function namesOf(title: string): string[] {
  return [title, ...title.split(/[()]/u).filter((part) => part.trim() !== '')];
}

/** What the acting person told so far, as it goes back into the form. */
export async function readOwnProfile(db: PersonDb, place: ProfilePlace, written: WrittenTags) {
  const kept = await findProfile(db, place);
  const background = kept ? await findBackground(db, kept.id) : emptyBackground;
  return { values: fillProfileForm({ profile: kept?.profile ?? emptyProfile, background }, written), handedInAt: kept?.handedInAt ?? null };
}

/** What was sent, on which side, and whether it is to count from now on. */
export type SentProfile = { place: ProfilePlace; form: ProfileTexts; written: WrittenTags; isHandedIn: boolean };

/**
 * Keeps what is right of what was sent; gives the problems of its fields, which keep what was kept of them before. With a problem nothing is
 * handed in, and what counts already keeps being complete (C14).
 */
export async function keepProfile(db: PersonDb, sent: SentProfile): Promise<ProfileProblems> {
  const { place, form, written, isHandedIn } = sent;
  const read = parseProfileForm(form, place.side, written);
  const kept = await findProfile(db, place);
  const counts = isHandedIn || Boolean(kept?.handedInAt);
  const problems = { ...(counts && findMissing(read.profile, place.side)), ...read.problems };
  const isRight = Object.keys(problems).length === 0;
  const { profile, background } = isRight ? read : await readRight(db, sent, problems);
  const id = kept?.id ?? newId();
  if (kept) await changeOwnProfile(db, { id, profile, background });
  else await addProfile(db, place, { id, profile, background });
  if (isHandedIn && isRight) await handInProfile(db, id);
  return problems;
}

/** Twice: own words as they were kept can be too many beside what is ticked now. */
async function readRight(db: PersonDb, { place, form, written }: SentProfile, problems: ProfileProblems): Promise<ReadProfile> {
  const { values } = await readOwnProfile(db, place, written);
  const once = putBack(form, values, problems);
  return parseProfileForm(putBack(once, values, parseProfileForm(once, place.side, written).problems), place.side, written);
}
