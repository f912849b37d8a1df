import { assembleChair, type ChairLegs } from '#lib/domain/chair/chair-legs.ts';
import type { Answers } from '#lib/domain/mirror/parse-answers.ts';
import { roundState, type RoundState } from '#lib/domain/mirror/round-state.ts';
import { type LegScores, scoreLegs } from '#lib/domain/mirror/score-legs.ts';
import type { NeedAnswers } from '#lib/domain/needs/parse-needs.ts';
import type { Library } from '#lib/content/library.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listReleases, listResponses, listRounds, type ReleaseLevel, type Round, type SealedRelease } from '#lib/server/queries/mirrors.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import { openAnswers } from './answer-mirror.ts';
import { type DatedNeeds, readNeeds } from './say-needs.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** What travels with a release, as the coachee had it at that moment. */
export type ReleasedScores = { received: LegScores; needs: NeedAnswers | null; needsAskedAt: string | null };

/** A round as the reader may see it. Null where nothing was handed in, or nothing released to this reader. */
export type RoundView = Round & {
  state: RoundState;
  chair: ChairLegs;
  offered: Answers | null;
  received: Answers | null;
  release: { level: ReleaseLevel; releasedAt: Date } | null;
  needs: NeedAnswers | null;
  needsAskedAt: Date | null;
};

export type PairReading = { pair: Relationship; seal: PairSeal; library: Library };

/** Every round of a pair, old to new, each with the chair this reader may see. */
export async function readRounds(db: PersonDb, reading: PairReading): Promise<RoundView[]> {
  const { pair, seal } = reading;
  const rounds = await listRounds(db, pair.id);
  const responses = await listResponses(db, pair.id);
  const releases = await listReleases(db, pair.id);
  const needs = pair.side === 'coachee' ? await readNeeds(db, pair, seal) : [];
  return rounds.map((round, index) => {
    const answersOf = (side: 'coach' | 'coachee') => {
      const found = responses.find((response) => response.mirrorId === round.id && response.role === side && response.handedInAt !== null);
      return found ? openAnswers(seal, found) : null;
    };
    const release = releases.find((candidate) => candidate.mirrorId === round.id) ?? null;
    const answers = { offered: answersOf('coach'), received: answersOf('coachee') };
    const dated = needsAt(needs, rounds[index + 1]?.openedAt ?? null);
    return viewOf(reading, { round, answers, release, dated });
  });
}

type Material = {
  round: Round;
  answers: { offered: Answers | null; received: Answers | null };
  release: SealedRelease | null;
  dated: DatedNeeds | null;
};

function viewOf(reading: PairReading, { round, answers, release, dated }: Material): RoundView {
  const { needs, askedAt } = dated ?? releasedNeeds(reading, release) ?? { needs: null, askedAt: null };
  const received = scoresOf(reading, round, answers.received) ?? openRelease(reading, release)?.received;
  return {
    ...round,
    ...answers,
    state: roundState({ ...round, dueAt: round.dueAt.getTime(), isOver: reading.pair.status === 'ended' }, Date.now()),
    chair: assembleChair({
      offered: scoresOf(reading, round, answers.offered),
      received: received ?? null,
      needs
    }),
    release: release && { level: release.level, releasedAt: release.releasedAt },
    needs,
    needsAskedAt: askedAt
  };
}

function scoresOf({ library }: PairReading, round: Round, answers: Answers | null): LegScores | null {
  return answers && scoreLegs(library.mirror(round.instrument).instrument, answers);
}

/** The needs that went along with a release, dated as they were said. */
function releasedNeeds(reading: PairReading, release: SealedRelease | null): DatedNeeds | null {
  const { needs = null, needsAskedAt = null } = openRelease(reading, release) ?? {};
  return needs && needsAskedAt !== null ? { needs, askedAt: new Date(needsAskedAt) } : null;
}

/** What a release carries, for the coach; the coachee reads the own answers instead. */
function openRelease({ pair, seal }: PairReading, release: SealedRelease | null): ReleasedScores | null {
  if (!release?.scores || pair.side === 'coachee') return null;
  return JSON.parse(seal.open(releasePlace(release.mirrorId), release.scores)) as ReleasedScores; // written by decideRelease only
}

/** The last needs said before the next round opened: old needs stay with their own round (C4). */
function needsAt(needs: readonly DatedNeeds[], until: Date | null): DatedNeeds | null {
  return needs.findLast((candidate) => until === null || candidate.askedAt < until) ?? null;
}

/** Where the scores of a release are sealed. */
export function releasePlace(mirrorId: string) {
  return { table: 'mirror_releases', row: mirrorId, column: 'scores' };
}
