import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ban } from '#lib/domain/matching/find-barriers.ts';
import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import { type Namesakes, parseMatchBackground, parseMatchProfile, toCoach, toCoachee } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listBans, listParticipants, listPins, type Participant, type Pin } from '#lib/server/queries/match-results.ts';
import { listMembers } from '#lib/server/queries/programmes.ts';
import { gatherNamesakes } from './gather-namesakes.ts';

/** Where a round is, and the door through which its coordinator reads it. */
export type RoundDesk = {
  asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
  organisationId: string;
  programmeId: string;
  roundId: string;
};

/** Who takes part in a round, in the order that the engine numbers them in. */
export type Everybody = { coachees: Coachee[]; coaches: Coach[] };

/** A round as it stands: who takes part, who may not be with whom, who was pinned. Personal wishes are no part of it (C26). */
export type RoundInput = { people: Everybody; bans: Ban[]; pins: Pin[] };

const partSize = 100;

/** Reads all that a coordinator may read for a run. */
export async function readRoundInput(desk: RoundDesk): Promise<RoundInput> {
  const { programmeId, roundId, asPerson } = desk;
  const { members, bans, pins } = await asPerson(async (db) => ({
    members: await listMembers(db, programmeId),
    bans: await listBans(db, programmeId),
    pins: await listPins(db, roundId)
  }));
  const namesakes = await gatherNamesakes(members);
  const coachees = await readPart(desk, 'coachee', (one) => asCoachee(one, namesakes));
  const coaches = await readPart(desk, 'coach', (one) => asCoach(one, namesakes));
  return { people: { coachees, coaches }, bans, pins };
}

/** Pins as the engine takes them: per coachee, in the order of the people, the coach or -1. */
export function pinsOf({ people, pins }: Pick<RoundInput, 'people' | 'pins'>): Int32Array {
  const coaches = new Map(people.coaches.map(({ id }, at) => [id, at]));
  const pinned = new Map(pins.map(({ coacheeId, coachId }) => [coacheeId, coaches.get(coachId) ?? -1]));
  return Int32Array.from(people.coachees, ({ id }) => pinned.get(id) ?? -1);
}

/** Read in parts with other work in between: pages do not wait for 10,000 profiles. */
async function readPart<T>({ asPerson, roundId }: RoundDesk, role: 'coach' | 'coachee', turn: (one: Participant) => T): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const part: Participant[] = await asPerson((db) => listParticipants(db, roundId, { role, after: from, most: partSize }));
    all.push(...part.map(turn));
    after = part.at(-1)?.id ?? null;
    if (part.length < partSize) return all;
    await nextTurn();
  }
}

/** A coachee as compared by what a coordinator may know: personal wishes are no part of it (C26). */
export function asCoachee({ id, answers, background }: Participant, namesakes: Namesakes): Coachee {
  return toCoachee({ id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] }, namesakes);
}

/** A coach, as above. */
export function asCoach({ id, answers, background, capacity }: Participant, namesakes: Namesakes): Coach {
  const kept = { id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] };
  return { ...toCoach(kept, namesakes), capacity: capacity ?? 0 };
}
