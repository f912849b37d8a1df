import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ban } from '#lib/domain/matching/find-barriers.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listParticipants } from '#lib/server/queries/match-participants.ts';
import { listNamed } from '#lib/server/queries/match-vetoes.ts';
import { listTriedBefore } from '#lib/server/queries/match-before.ts';
import { listBans, listPins, type Pin } from '#lib/server/queries/match-results.ts';
import type { Part, RunRules } from './matching-messages.ts';

/** Where a round is, and the door through which its coordinator reads it. */
export type RoundDesk = {
  asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
  organisationId: string;
  programmeId: string;
  roundId: string;
};

/** So many people or names are read and handed over at once: pages do not wait for 10,000 profiles. */
const partSizes = { names: 500, people: 100 } as const;

/** Hands over who is called what and who takes part, as a coordinator may read them. Personal wishes are no part of it (C26). */
export async function handOverRound({ asPerson, programmeId, roundId }: RoundDesk, hand: (part: Part) => void): Promise<void> {
  await inParts(
    partSizes.names,
    (part) => asPerson((db) => listNamed(db, programmeId, part)),
    (names) => hand({ kind: 'names', names })
  );
  for (const role of ['coachee', 'coach'] as const) {
    await inParts(
      partSizes.people,
      (part) => asPerson((db) => listParticipants(db, roundId, { role, ...part })),
      (people) => hand({ kind: 'people', role, people })
    );
  }
}

/** Reads part after part with other work in between. */
export async function inParts<T extends { id: string }>(
  most: number,
  read: (part: { after: string | null; most: number }) => Promise<T[]>,
  hand: (part: T[]) => void | Promise<void>
): Promise<void> {
  for (let after: string | null = null; ;) {
    const part: T[] = await read({ after, most });
    await hand(part);
    after = part.at(-1)?.id ?? null;
    if (part.length < most) return;
    await nextTurn();
  }
}

/** Who may not be with whom, and who was pinned. A pair that came to nothing before comes back only when a coordinator pins it. */
export async function readBounds({ asPerson, programmeId, roundId }: RoundDesk): Promise<Pick<RunRules, 'bans' | 'pins'>> {
  return asPerson(async (db) => {
    const pins = await listPins(db, roundId);
    const pinned = new Set(pins.map(keyOf));
    const before = (await listTriedBefore(db, programmeId)).filter((two) => !pinned.has(keyOf(two)));
    const tried = before.map(({ coacheeId, coachId }): Ban => ({ coachee: coacheeId, coach: coachId, barrier: 'earlier' }));
    return { bans: [...(await listBans(db, programmeId)), ...tried], pins };
  });
}

const keyOf = ({ coacheeId, coachId }: Pin) => `${coacheeId} ${coachId}`;
