/** Where the talks of a pair stand, for one of the two. Times in milliseconds since 1970; null: none. */
export type TalkFacts = {
  /** The first planned talk that is not over. */
  readonly next: { readonly id: string; readonly startsAt: number } | null;
  /** A talk whose moment is still to be chosen, and whether the reader proposed it. */
  readonly proposed: { readonly id: string; readonly isMine: boolean } | null;
  /** The last talk that is over, when the reader has not looked back on it yet. */
  readonly lookBackOn: { readonly id: string; readonly startsAt: number } | null;
  /** Nothing planned, and longer than one and a half times the rhythm (C33). */
  readonly isQuiet: boolean;
  /** Whether a talk was held. */
  readonly hasTalked: boolean;
};

/** What a pair's talks ask, and of whom. `conversation`: which one; null: a new one. */
export type TalkStep = {
  readonly kind: 'choose-time' | 'look-back' | 'plan-conversation' | 'plan-after-silence';
  readonly turn: 'me' | 'other' | 'both';
  readonly conversation: string | null;
};

/** A look back is asked for this long after a talk; later it has gone cold. Proposal of ours. */
const lookBackMs = 14 * 24 * 60 * 60 * 1000;

/** What comes next: choosing a moment, looking back, planning when nothing is planned. Either of the two plans (C9). */
export function talkSteps({ next, proposed, lookBackOn, isQuiet }: TalkFacts, now: number): TalkStep[] {
  const choose: TalkStep[] = proposed ? [{ kind: 'choose-time', turn: proposed.isMine ? 'other' : 'me', conversation: proposed.id }] : [];
  const isWarm = lookBackOn !== null && now - lookBackOn.startsAt < lookBackMs;
  const lookBack: TalkStep[] = isWarm ? [{ kind: 'look-back', turn: 'me', conversation: lookBackOn.id }] : [];
  const plan: TalkStep[] =
    next || proposed ? [] : [{ kind: isQuiet ? 'plan-after-silence' : 'plan-conversation', turn: 'both', conversation: null }];
  return [...choose, ...lookBack, ...plan];
}
