import type { Answers } from '#lib/domain/mirror/parse-answers.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { bothHandedIn, handInDraft, listResponses, type MirrorPlace, type Round, saveDraft } from '#lib/server/queries/mirrors.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import type { SealedPlace, PairSeal } from './seal-for-pair.ts';

/** The acting person in one round of a pair. */
export type Answering = { pair: Relationship; round: Round; personId: string; seal: PairSeal };

/** What the acting person has answered so far in a round, and whether it was handed in; null when nothing was saved yet. */
export async function readOwnAnswers(db: PersonDb, answering: Answering) {
  const { pair, round, seal } = answering;
  const responses = await listResponses(db, pair.id);
  const own = responses.find((response) => response.mirrorId === round.id && response.role === pair.side);
  if (!own) return null;
  return { answers: openAnswers(seal, own), savedAt: own.savedAt, handedInAt: own.handedInAt };
}

/** Saves a draft, sealed; false when the round is closed or the answers were handed in already. */
export async function saveAnswers(db: PersonDb, { pair, round, personId, seal }: Answering, answers: Answers): Promise<boolean> {
  const sealed = seal.seal(responsePlace(round.id, pair.side), JSON.stringify(answers));
  return saveDraft(db, placeOf(pair, round.id), { personId, side: pair.side, answers: sealed });
}

/** Saves and hands in. When the other was first, both get a mail that the mirror is ready. */
export async function handInAnswers(db: PersonDb, answering: Answering, answers: Answers): Promise<boolean> {
  const { pair, round, personId } = answering;
  if (!(await saveAnswers(db, answering, answers))) return false;
  if (!(await handInDraft(db, round.id, personId))) return false;
  if (await bothHandedIn(db, round.id)) {
    const path = `/relationships/${pair.id}/mirrors/${round.id}`;
    for (const { id } of [pair.coach, pair.coachee])
      await enqueue(db, 'mirror-ready', { organisationId: pair.organisationId, personId: id, path });
  }
  return true;
}

/** Opens a sealed response. Throws when it was sealed for another place. */
export function openAnswers(seal: PairSeal, response: { mirrorId: string; role: 'coach' | 'coachee'; answers: Buffer }): Answers {
  return JSON.parse(seal.open(responsePlace(response.mirrorId, response.role), response.answers)) as Answers; // written by saveAnswers only
}

export function placeOf(pair: Relationship, mirrorId: string): MirrorPlace {
  return { organisationId: pair.organisationId, relationshipId: pair.id, mirrorId };
}

function responsePlace(mirrorId: string, side: 'coach' | 'coachee'): SealedPlace {
  return { table: 'mirror_responses', row: `${mirrorId}:${side}`, column: 'answers' };
}
