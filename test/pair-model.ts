/**
 * What lies on the table of a pair (rules C7, C9-C17, C21, C22, C28, C33-C36, C39), in product words: who sees it, who lays it
 * down, who changes it and who takes it away. Written without looking at the policies.
 */
import { type Paper, type Papers, pairTables, type PairTable } from './model-types.ts';
import type { Scene } from './standing.ts';

/** What holds in a pair for whoever acts. */
export function pairStandingOf({ world, who, my }: Scene) {
  const here = (table: PairTable, pair: string) => my.here(world[table]).filter((paper) => paper.pair === pair);
  const pairOf = (pair: string) => my.here(world.pairs).find((p) => p.id === pair);
  const lastDeclared = (pair: string) => here('coach_declarations', pair).at(-1) ?? null;
  const isCoach = (pair: string, ...states: string[]) => {
    const found = pairOf(pair);
    return found?.coach === who.person && states.includes(found.status);
  };
  /** The coaching exists for the coach of an active pair under that hat, and for the coachee also afterwards (C10, C12, C28). */
  const sees = (pair: string) => my.coaches(pair) || my.wasCoached(pair);
  /** Both are equals while the pair lasts (C9). */
  const works = (pair: string) => my.coaches(pair) || my.isCoached(pair);
  const isParty = (pair: string) => {
    const found = pairOf(pair);
    return found !== undefined && found.status !== 'declined' && [found.coach, found.coachee].includes(who.person);
  };
  const isAgreed = (pair: string) =>
    here('agreements', pair).some((a) => here('agreement_signatures', pair).filter((s) => s.link === a.id).length === 2);
  const isBegun = (pair: string) => here('conversations', pair).some((t) => ['planned', 'held'].includes(t.state));
  const isPutOff = (pair: string) => here('pair_rhythms', pair).some((r) => r.isOpen);
  return {
    sees,
    works,
    isParty,
    isAgreed,
    lastDeclared,
    mayDeclare: (pair: string) => isCoach(pair, 'proposed', 'active'),
    /** Declared, and put on after that: a hat that was on before left no line for this coachee. */
    evaluates: (pair: string) => {
      const declared = lastDeclared(pair);
      const isOn = here('hat_changes', pair).some((h) => h.hat === who.hat && h.talk === null && h.number > (declared?.number ?? 0));
      return who.hat !== 'coach' && isCoach(pair, 'active') && isOn && (declared?.roles.includes(who.hat) ?? false);
    },
    newest: (pair: string) => here('agreements', pair).find((a) => here('agreements', pair).every((b) => b.link !== a.id)) ?? null,
    mayPlan: (pair: string) => works(pair) && (isAgreed(pair) || !isBegun(pair) || isPutOff(pair)), // C15
    hasNotedTheSame: (pair: string, word: string) =>
      here('common_ground', pair).filter((g) => g.state !== 'dropped' && g.word === word).length === 2 &&
      here('common_ground', pair).some((g) => g.state !== 'dropped' && g.word === word && g.person === who.person),
    haveBothLookedBack: (pair: string, talk: string | null) => here('look_backs', pair).filter((l) => l.talk === talk).length === 2
  };
}
export type PairStanding = ReturnType<typeof pairStandingOf>;

type Sight = (scene: Scene, paper: Paper, at: PairStanding) => boolean;
const isMine: Sight = ({ who }, paper) => paper.person === who.person;

/** For whom papers of a table exist. Of the tables that are not here both see everything. */
const sights: Partial<Record<PairTable, Sight>> = {
  coach_declarations: (_scene, { pair }, at) => at.isParty(pair), // C14: also before accepting
  hat_changes: (_scene, { pair }, at) => at.isParty(pair), // C12
  evaluation_releases: (scene, paper, at) =>
    // C10
    (isMine(scene, paper, at) && scene.my.wasCoached(paper.pair)) || (paper.state !== 'withdrawn' && at.evaluates(paper.pair)),
  common_ground: (scene, paper, at) =>
    // C22
    paper.state !== 'dropped' && at.sees(paper.pair) && (isMine(scene, paper, at) || at.hasNotedTheSame(paper.pair, paper.word)),
  learnings: (scene, paper, at) => at.sees(paper.pair) && (isMine(scene, paper, at) || paper.isOpen), // C39
  notes: (scene, paper, at) =>
    // C17
    at.sees(paper.pair) && ((isMine(scene, paper, at) && paper.state !== 'over') || (paper.isOpen && paper.state === 'there')),
  note_versions(scene, { link }) {
    const note = scene.my.here(scene.world.notes).find((n) => n.id === link);
    return note?.state === 'there' && isSeen(scene, 'notes', note);
  },
  look_backs: (scene, paper, at) =>
    // C7
    at.sees(paper.pair) && (isMine(scene, paper, at) || at.haveBothLookedBack(paper.pair, paper.talk))
};

function isSeen(scene: Scene, table: PairTable, paper: Paper): boolean {
  const at = pairStandingOf(scene);
  return sights[table]?.(scene, paper, at) ?? at.sees(paper.pair);
}

/** What lies on the tables of pairs for the person behind a session. */
export function papersSeenBy(scene: Scene): Papers {
  const seen = pairTables.map(
    (table) => [table, scene.my.here(scene.world[table]).filter((paper) => isSeen(scene, table, paper))] as const
  );
  return Object.fromEntries(seen) as Papers; // every table once
}

/** Whether a note exists for whoever looks, and is there: what is looked at leaves a line for its author (S4). */
export function canRead(scene: Scene, note: Paper): boolean {
  return note.state === 'there' && isSeen(scene, 'notes', note);
}

/** Empty tables. */
export function noPapers(): Papers {
  return Object.fromEntries(pairTables.map((table) => [table, []])) as unknown as Papers; // every table once
}
