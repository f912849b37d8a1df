import { byteAt, intAt } from './cells.ts';
import type { CodedCoaches } from './code-people.ts';
import { hundredPer, shareOfWorking, toHundred, unit, weightOfWishes } from './compare-pair.ts';
import type { Ban } from './find-barriers.ts';
import { forbidden } from './instance.ts';
import { groundShareOf, type MatchSettings } from './match-settings.ts';
import type { Coach, Coachee } from './person.ts';
import { makeWriter, notMeasured, ratesOf, readCoachee, writeParts, writeTags, type Rates, type Reader, type Writer } from './write-row.ts';

/**
 * Both numbers of every pair, row after row: that of (i, j) stands at i x coaches + j. `ground`, `horizon`: 0 to 100; `notMeasured` when
 * nothing could be compared. `fit`: the two weighed by the position of the coachee, 0 to 10,000, or -1 for a pair that cannot be; it is
 * what `assign` maximises, and never shown (C23). Six bytes a pair.
 */
export type PairScores = { readonly ground: Uint8Array; readonly horizon: Uint8Array; readonly fit: Int32Array };

/** Who is to be matched, and what the coordinator and the people themselves forbade. */
export type People = { readonly coachees: readonly Coachee[]; readonly coaches: readonly Coach[]; readonly bans: readonly Ban[] };

/** Called now and then with how many coachees are done; throws to stop. */
export type Watch = (done: number) => void;

/** Scores every pair as `comparePair` would, to the last unit. */
export function scorePairs(people: People, settings: MatchSettings, watch?: Watch): PairScores {
  const writer = makeWriter(settings, people.coaches);
  const { count } = writer.coded;
  const size = people.coachees.length * count;
  const scores: PairScores = { ground: new Uint8Array(size), horizon: new Uint8Array(size), fit: new Int32Array(size) };
  people.coachees.forEach((coachee, row) => {
    scoreRow(writer, readCoachee(coachee));
    scores.ground.set(writer.board.ground, row * count);
    scores.horizon.set(writer.board.horizon, row * count);
    scores.fit.set(writer.board.fit, row * count);
    if (row % 64 === 63) watch?.(row + 1);
  });
  forbidBanned(people, writer.coded, scores);
  return scores;
}

/** The row of a coachee, on the board. */
function scoreRow(writer: Writer, reader: Reader): void {
  const { settings, board } = writer;
  const { loops, places } = board;
  const lists = writeTags(writer, reader);
  const ground = writeParts(writer, reader, { lists, number: 'ground' });
  const horizon = writeParts(writer, reader, { lists, number: 'horizon' });
  const rates = ratesOf(writer, reader);
  const share = groundShareOf(settings, reader.coachee.position);
  earnWorking(writer, reader);
  loops.earnTags(ground.from, ground.to, places.groundEarned);
  loops.earnTags(horizon.from, horizon.to, places.horizonEarned);
  loops.weigh(rates.at, share);
  addWishes(writer, reader.coachee, { rates, share });
  if (settings.needsLanguage && reader.chosen.languages) loops.forbidSpeechless(lists.languages.from, lists.languages.to);
  forbidRow(writer, reader.coachee);
}

/** In shared ground both earn a sixteenth for every step they are nearer than they could be, in new horizon for every step apart. */
function earnWorking({ settings, board }: Writer, { coachee }: Reader): void {
  const { ground, horizon } = settings.rules.working;
  const step = unit - shareOfWorking(1);
  const own = (coachee.working ?? []).reduce((packed, answer, at) => packed | (answer << (8 * at)), 0);
  if (own === 0) board.loops.earnWorking(0, 0, 0);
  else board.loops.earnWorking(own, ground * step, horizon * step);
}

type Wishing = { readonly rates: Rates; readonly share: number };

/** Only coaches who volunteered what was wished are looked at again: the wish adds to what shared ground earned and could earn. */
function addWishes({ settings, coded, board }: Writer, coachee: Coachee, { rates, share }: Wishing): void {
  const met = new Map<number, number>();
  for (const trait of coachee.wishes.slice(0, settings.wishesUsed)) {
    for (const coach of coded.byVolunteered.get(trait) ?? []) met.set(coach, (met.get(coach) ?? 0) + settings.wish);
  }
  for (const [coach, wished] of met) {
    const compared = intAt(rates.weights, intAt(coded.answers, coach));
    if (compared === 0) continue;
    const more = weightOfWishes(wished, compared);
    const shared = toHundred(intAt(board.groundEarned, coach) + more * unit, hundredPer(compared + more));
    board.ground[coach] = shared;
    board.fit[coach] = fitOf(shared, byteAt(board.horizon, coach), share);
  }
}

function fitOf(ground: number, horizon: number, share: number): number {
  return horizon === notMeasured ? 100 * ground : share * ground + (100 - share) * horizon;
}

/** As `findBarriers`, for a whole row: only those who are met under a name are looked at. */
function forbidRow({ coded, board }: Writer, coachee: Coachee): void {
  const forbid = (coaches: readonly number[] | undefined) => coaches?.forEach((coach) => (board.fit[coach] = forbidden));
  forbid(coded.byId.get(coachee.id));
  forbid(coded.byVeto.get(coachee.id));
  for (const other of coachee.vetoes) forbid(coded.byId.get(other));
  for (const tie of coachee.ties) forbid(coded.byTie.get(tie));
  for (const line of coachee.lines) forbid(coded.byLine.get(line));
  for (const evaluator of coachee.evaluators) {
    forbid(coded.byId.get(evaluator));
    forbid(coded.byCloseTo.get(evaluator));
  }
}

function forbidBanned({ coachees, bans }: People, coded: CodedCoaches, { fit }: PairScores): void {
  if (bans.length === 0) return;
  const rows = new Map(coachees.map(({ id }, row) => [id, row]));
  for (const { coachee, coach } of bans) {
    const row = rows.get(coachee);
    const column = coded.byId.get(coach)?.[0];
    if (row !== undefined && column !== undefined) fit[row * coded.count + column] = forbidden;
  }
}
