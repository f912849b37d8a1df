import { setImmediate as nextTurn } from 'node:timers/promises';
import { comparePair } from '#lib/domain/matching/compare-pair.ts';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import {
  listNamesakes,
  type Namesakes,
  parseMatchBackground,
  parseMatchProfile,
  toCoach,
  toCoachee
} from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listBans, listParticipants, listPins, type Participant, replaceResults, type Result } from '#lib/server/queries/match-results.ts';
import { keepProgress, moveRound, type RoundProgress } from '#lib/server/queries/match-rounds.ts';
import { listMembers } from '#lib/server/queries/programmes.ts';
import type { MatchingResult } from './matching-messages.ts';
import { startMatching } from './start-matching.ts';

/** What a run acts in: the door as the coordinator who asked for it, and where it belongs. */
export type RunDesk = {
  root: string;
  asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
  organisationId: string;
  programmeId: string;
  roundId: string;
  runAt: Date;
  settings: MatchSettings;
};

type Everybody = { coachees: Coachee[]; coaches: Coach[] };

/** How often a run says how far it is, and hears whether it is still wanted. */
const beatMs = 1_000;
const partSize = 500;

/** Runs a round to its end; false when it was cancelled on the way. What it finds stands in the database all at once, or not at all. */
export async function runRound(desk: RunDesk): Promise<boolean> {
  const { people, bans, pins } = await readEverything(desk);
  const { coachees, coaches } = people;
  const byId = new Map(coaches.map(({ id }, at) => [id, at]));
  const pinned = new Map(pins.map(({ coacheeId, coachId }) => [coacheeId, byId.get(coachId) ?? -1]));
  const rules = {
    ...{ settings: desk.settings, objective: 'matched' as const, bans },
    pins: Int32Array.from(coachees, ({ id }) => pinned.get(id) ?? -1)
  };
  const told: { progress: RoundProgress } = { progress: { stage: 'scoring', done: 0, of: coachees.length } };
  const run = startMatching({ root: desk.root, coachees, coaches, rules }, (progress) => {
    told.progress = progress;
  });
  const stopBeating = beat(desk, () => told.progress, run.stop);
  try {
    const result = await run.finished;
    const results = await describe(people, result, { settings: desk.settings, pinned });
    return await desk.asPerson(async (db) => {
      if (!(await keepProgress(db, desk, { stage: 'writing', done: 0, of: 1 }))) return false;
      await replaceResults(db, desk, results);
      return moveRound(db, desk.roundId, { from: ['running'], to: 'ready' });
    });
  } finally {
    stopBeating();
    await run.stop();
  }
}

/** Says every second how far it is; stops the run as soon as nobody wants it any more. */
function beat(desk: RunDesk, progressNow: () => RoundProgress, stop: () => Promise<void>): () => void {
  const timer = setInterval(() => {
    desk
      .asPerson((db) => keepProgress(db, desk, progressNow()))
      .then((isWanted) => (isWanted ? undefined : stop()))
      .catch(() => stop());
  }, beatMs);
  return () => clearInterval(timer);
}

async function readEverything(desk: RunDesk) {
  const { programmeId, roundId, asPerson } = desk;
  const { members, bans, pins } = await asPerson(async (db) => ({
    members: await listMembers(db, programmeId),
    bans: await listBans(db, programmeId),
    pins: await listPins(db, roundId)
  }));
  const namesakes = listNamesakes(members.map(({ personId, name }) => ({ id: personId, name })));
  const coachees = await readPart(desk, 'coachee', (one) => asCoachee(one, namesakes));
  const coaches = await readPart(desk, 'coach', (one) => asCoach(one, namesakes));
  return { people: { coachees, coaches } satisfies Everybody, bans, pins };
}

/** Read in parts with other work in between: pages do not wait for 10,000 profiles. */
async function readPart<T>({ asPerson, roundId }: RunDesk, role: 'coach' | 'coachee', turn: (one: Participant) => T): Promise<T[]> {
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

/** Personal wishes are no part of it: the numbers of a round are read by coordinators (C26). */
export function asCoachee({ id, answers, background }: Participant, namesakes: Namesakes): Coachee {
  return toCoachee({ id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] }, namesakes);
}

export function asCoach({ id, answers, background, capacity }: Participant, namesakes: Namesakes): Coach {
  const kept = { id, profile: parseMatchProfile(answers), background: parseMatchBackground(background), marks: [] };
  return { ...toCoach(kept, namesakes), capacity: capacity ?? 0 };
}

type Describing = { settings: MatchSettings; pinned: ReadonlyMap<string, number> };

/** The list of everybody with both numbers; who was assigned beside the list stands before it, in place 0. */
async function describe({ coachees, coaches }: Everybody, { assignment, lists }: MatchingResult, rules: Describing): Promise<Result[]> {
  const results: Result[] = [];
  for (const [at, coachee] of coachees.entries()) {
    if (at % 200 === 199) await nextTurn();
    const own = assignment.coachOf[at] ?? -1;
    const list = (lists[at] ?? []).map(({ coach, why }, place) => ({ coach, why, place: place + 1 }));
    const isListed = own === -1 || list.some(({ coach }) => coach === own);
    const whole = isListed ? list : [{ coach: own, why: 'fit' as const, place: 0 }, ...list];
    results.push(...whole.flatMap((one) => resultOf(coachee, coaches[one.coach], { ...rules, ...one, own })));
  }
  return results;
}

type Listed = Describing & { coach: number; why: Result['why']; place: number; own: number };

function resultOf(coachee: Coachee, coach: Coach | undefined, { coach: at, why, place, own, settings, pinned }: Listed): Result[] {
  if (!coach) return [];
  const { ground, horizon } = comparePair(coachee, coach, settings);
  const isPin = pinned.get(coachee.id) === at;
  return [{ coacheeId: coachee.id, coachId: coach.id, place, ground, horizon, why: isPin ? 'pinned' : why, isAssigned: at === own }];
}
