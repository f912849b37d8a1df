import { beforeAll, expect } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { makeLog } from '#lib/server/log.ts';
import type { Database } from '#lib/server/database/open.ts';
import { newId } from '#lib/server/new-id.ts';
import { listCoachees } from '#lib/server/queries/match-follow.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { bringFile, importPeople } from '#lib/server/use-cases/import-people.ts';
import { writtenTags } from '#lib/server/use-cases/keep-profile.ts';
import { openMatchRound, startRun } from '#lib/server/use-cases/match-round.ts';
import { buildTown, type Town } from './people.ts';

const words = ['fietsen', 'koken', 'zingen', 'tuin', 'lezen'];
const file = [
  'naam;e-mail;rol;interesses;plaatsen;contact met beoordelaar;banden',
  ...Array.from(
    { length: 20 },
    (_, at) => `Coachee ${at};e${at}@example.org;coachee;${words[at % 5] ?? ''};;;${at === 0 ? 'Coach 1' : ''}`
  ),
  ...Array.from(
    { length: 8 },
    (_, at) => `Coach ${at};c${at}@example.org;coach;${words[at % 5] ?? ''}|${words[(at + 2) % 5] ?? ''};3;geen;`
  )
].join('\n');

/** The lists from which people choose, with their words. */
export const written = writtenTags(readLibrary(process.cwd()));

/** A programme of a town with twenty coachees and eight coaches with three places each, and what its coordinator does there. */
export type MatchProgramme = {
  town: () => Town;
  as: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
  house: () => Parameters<typeof startRun>[0];
  /** A new round with everybody in it. */
  opening: () => Promise<RoundPlace>;
  /** Works a round out; undefined when it runs or is out. */
  run: (place: RoundPlace) => Promise<boolean | undefined>;
  coacheesOf: (place: RoundPlace, search?: string) => Promise<Awaited<ReturnType<typeof listCoachees>>['coachees']>;
};

/** Prepares one before the tests of a half. */
export function matchProgramme(opened: () => Database): MatchProgramme {
  let built: Town | null = null;
  const town = () => built ?? expect.fail('the town is not built yet');
  const as: MatchProgramme['as'] = (work) => town().database.doors.asPerson(town().people.coordinator.token, work);
  beforeAll(async () => {
    built = await buildTown(opened());
    const place = { organisationId: built.organisation, programmeId: built.programme, language: 'nl' as const, written };
    const id = newId();
    await as((db) => bringFile(db, town().programme, { id, bytes: new TextEncoder().encode(file) }));
    expect(await as((db) => importPeople(db, place, { id, welcome: 'later', leavesOut: false }))).toBe(28);
  });
  const house = () => ({ root: process.cwd(), log: makeLog('silent'), asPerson: as });
  const opening = async () => {
    const { organisation, programme, people } = town();
    const place = { organisationId: organisation, personId: people.coordinator.id, programmeId: programme, roundId: newId() };
    await as((db) => openMatchRound(db, place));
    return place;
  };
  return {
    ...{ town, as, house, opening },
    run: async (place) => (await startRun(house(), place))?.finished,
    coacheesOf: async ({ roundId, programmeId }, search = 'Coachee') =>
      (await as((db) => listCoachees(db, { id: roundId, programmeId }, { search, only: null, offset: 0, most: 50 }))).coachees
  };
}
