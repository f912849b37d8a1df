import type { ActOf } from './act.ts';
import { blank, type Paper, type PairTable, type World } from './model-types.ts';
import { canRead, type PairStanding, pairStandingOf } from './pair-model.ts';
import type { Scene } from './standing.ts';

type Lay = ActOf<'lay'>;
type Alter = ActOf<'alter'>;

/** Lays a paper down in the model; false when a key forbids it: something of another pair, or a second where one is. */
export function lay(world: World, { of, ...act }: Lay): boolean {
  const paper: Paper = { ...blank, ...act, number: numberOf(world, of, act.link) };
  const papers = world[of];
  const inPair = (table: PairTable, id: string | null) =>
    world[table].some((p) => p.organisation === paper.organisation && p.pair === paper.pair && p.id === id);
  const needsTalk = paper.talk !== null && !inPair('conversations', paper.talk);
  const needsLink = paper.link !== null && !inPair(linked[of] ?? of, paper.link);
  const exists = world.pairs.some((p) => p.organisation === paper.organisation && p.id === paper.pair);
  const isTaken = papers.some((p) => p.organisation === paper.organisation && p.pair === paper.pair && isSame[of]?.(p, paper));
  if (!exists || needsTalk || needsLink || isTaken) return false;
  papers.push(paper);
  if (of === 'conversations' && paper.hat !== 'coach') noteHat(world, paper, { person: paper.person, hat: paper.hat });
  return true;
}

/** Versions of a note count by themselves; what is declared and the hats put on are told apart by which came first. */
function numberOf(world: World, of: PairTable, link: string | null): number {
  if (of === 'note_versions') return world.note_versions.filter((p) => p.link === link).length + 1;
  return ['coach_declarations', 'hat_changes'].includes(of) ? momentIn(world) : world[of].length + 1;
}

function momentIn(world: World): number {
  return world.coach_declarations.length + world.hat_changes.length + 1;
}

/** The hat of a talk leaves a line as the hat of a session does (C12). */
function noteHat(world: World, { organisation, pair, id: talk }: Paper, { person, hat }: { person: string; hat: string }): void {
  world.hat_changes.push({ ...blank, organisation, pair, talk, person, hat, number: momentIn(world) });
}

/** What a paper hangs on besides its talk. */
const linked: Partial<Record<PairTable, PairTable>> = {
  agreement_signatures: 'agreements',
  goal_reviews: 'goals',
  actions: 'goals',
  note_versions: 'notes'
};

type Same = (a: Paper, b: Paper) => boolean;
const isSamePerson: Same = (a, b) => a.person === b.person;

/** Of these a pair, or somebody in it, has one. */
const isSame: Partial<Record<PairTable, Same>> = {
  card_answers: (a, b) => a.word === b.word && isSamePerson(a, b),
  common_ground: (a, b) => a.word === b.word && isSamePerson(a, b) && a.state !== 'dropped',
  learnings: isSamePerson,
  agreements: (a, b) => a.link === b.link,
  agreement_signatures: (a, b) => a.link === b.link && isSamePerson(a, b),
  look_backs: (a, b) => a.talk === b.talk && a.role === b.role,
  pair_rhythms: () => true
};

type Right = (scene: Scene, act: Lay, at: PairStanding) => boolean;
const inOwnName: Right = ({ who }, act) => act.person === who.person;
const nobody: Right = () => false;
const either: Right = (_scene, act, at) => at.works(act.pair);
const eitherAsOneself: Right = (scene, act, at) => inOwnName(scene, act, at) && at.works(act.pair);

/** Who lays papers of a table. Of those that are not here either of the two does, in their own name (C9). */
const rights: Partial<Record<PairTable, Right>> = {
  hat_changes: nobody, // the database's own
  note_versions: nobody,
  coach_declarations: (_scene, act, at) => at.mayDeclare(act.pair),
  evaluation_releases: (scene, act, at) => inOwnName(scene, act, at) && scene.my.isCoached(act.pair), // C10
  meeting_offers: (scene, act, at) => inOwnName(scene, act, at) && scene.my.coaches(act.pair), // C21
  agreement_signatures: (scene, act, at) => eitherAsOneself(scene, act, at) && at.newest(act.pair)?.id === act.link,
  conversations: (scene, act, at) =>
    inOwnName(scene, act, at) && at.mayPlan(act.pair) && (act.hat === 'coach' || mayPutOn(scene, act.pair, act.hat)), // C12, C15
  common_ground: (scene, act, at) => eitherAsOneself(scene, act, at) && hasRoom(scene, act), // C22
  look_backs: (scene, act, at) =>
    inOwnName(scene, act, at) && (act.role === 'coach' ? scene.my.coaches(act.pair) : scene.my.isCoached(act.pair)),
  pair_rhythms: either,
  live_versions: either
};

/** Twelve lines each, also those that were taken back. */
function hasRoom({ world, my }: Scene, { pair, person }: Lay): boolean {
  return my.here(world.common_ground).filter((g) => g.pair === pair && g.person === person).length < 12;
}

/** Who may lay what: in an active pair of their own. */
export function mayLay(scene: Scene, act: Lay): boolean {
  return (rights[act.of] ?? eitherAsOneself)(scene, act, pairStandingOf(scene));
}

function mayWear(at: PairStanding, { pair, hat }: { pair: string; hat: string }): boolean {
  return hat === 'coach' || (at.lastDeclared(pair)?.roles.includes(hat) ?? false);
}

/** Who may change what. Most is only added to. */
function mayAlter(scene: Scene, of: PairTable, paper: Paper): boolean {
  const { who, my } = scene;
  const at = pairStandingOf(scene);
  const isMine = paper.person === who.person;
  if (of === 'evaluation_releases') return isMine && paper.state !== 'withdrawn' && my.wasCoached(paper.pair);
  if (of === 'meeting_offers') return paper.state !== 'answered' && my.isCoached(paper.pair);
  if (of === 'notes') return isMine && paper.state !== 'over' && at.sees(paper.pair);
  return ['goals', 'actions', 'conversations', 'pair_rhythms'].includes(of) && at.works(paper.pair);
}

/** What a change may not come to: a moment that is not now, a talk that the agreement or the hats do not allow. */
function isWrong(scene: Scene, { of, to, hat }: Alter, paper: Paper): boolean {
  const at = pairStandingOf(scene);
  if (to === 'early' || to === 'later') return true;
  if (of !== 'conversations') return false;
  const stands = ['planned', 'held'];
  const becomes = to === 'hat' ? paper.state : to;
  const mayStand = !stands.includes(becomes) || stands.includes(paper.state) || at.mayPlan(paper.pair);
  return !mayStand || (to === 'hat' && hat !== paper.hat && !mayPutOn(scene, paper.pair, hat));
}

/** The hat of a talk is the coach's own: to put on when it was declared, and to put off (C12). */
function mayPutOn(scene: Scene, pair: string, hat: string): boolean {
  return scene.my.coaches(pair) && mayWear(pairStandingOf(scene), { pair, hat });
}

/** Changes one paper, or all that may be changed when none is named; all of them or none. */
export function alter(scene: Scene, act: Alter): boolean {
  const papers = scene.my.here(scene.world[act.of]).filter((paper) => act.id === null || paper.id === act.id);
  const mine = papers.filter((paper) => mayAlter(scene, act.of, paper));
  if (mine.length === 0 || mine.some((paper) => isWrong(scene, act, paper))) return false;
  for (const paper of mine) change(scene, act, paper);
  return true;
}

function change({ world, who }: Scene, { of, to, hat }: Alter, paper: Paper): void {
  if (of === 'notes') keepVersion(world, to, paper);
  if (to === 'rewrite') paper.word = 'rewritten';
  else if (to === 'share' || to === 'unshare') paper.isOpen = to === 'share';
  else if (to === 'hat') {
    if (paper.hat !== hat) noteHat(world, paper, { person: who.person, hat });
    paper.hat = hat;
  } else if (to === 'put off') paper.isOpen = true;
  else paper.state = to;
}

/** What the other could read is kept: when it is rewritten, and when the sharing is taken back. */
function keepVersion(world: World, to: Alter['to'], paper: Paper): void {
  const isReplaced = (to === 'rewrite' && paper.word !== 'rewritten') || to === 'unshare';
  if (!paper.isOpen || !isReplaced) return;
  const number = world.note_versions.filter((v) => v.organisation === paper.organisation && v.link === paper.id).length + 1;
  world.note_versions.push({ ...paper, id: `${paper.id} ${number}`, link: paper.id, number });
}

/** Takes one paper away, or all that may go when none is named. */
export function takeAway(scene: Scene, { of, id }: ActOf<'take away'>): boolean {
  const { world, my } = scene;
  const gone = my.here(world[of]).filter((paper) => (id === null || paper.id === id) && mayTakeAway(scene, of, paper));
  if (of === 'common_ground') for (const paper of gone) paper.state = 'dropped';
  else world[of] = world[of].filter((paper) => !gone.includes(paper));
  return gone.length > 0;
}

function mayTakeAway(scene: Scene, of: PairTable, paper: Paper): boolean {
  const at = pairStandingOf(scene);
  const isMine = paper.person === scene.who.person;
  const mayGo: Partial<Record<PairTable, boolean>> = {
    card_answers: isMine && at.sees(paper.pair),
    learnings: isMine && at.sees(paper.pair),
    topics: isMine && at.works(paper.pair),
    conversation_times: at.works(paper.pair),
    live_updates: at.works(paper.pair),
    common_ground: isMine && isAlone(at, paper)
  };
  return mayGo[of] ?? false;
}

/** C22: nobody looks and leaves. */
function isAlone(at: PairStanding, paper: Paper): boolean {
  return paper.state !== 'dropped' && at.works(paper.pair) && !at.hasNotedTheSame(paper.pair, paper.word);
}

/** Puts on a hat: one declared to somebody, or that of coach; noted for each coachee it concerns (C12). */
export function wear({ world, who, my }: Scene, { hat }: ActOf<'wear'>): boolean {
  const at = pairStandingOf({ world, who, my });
  if (who.hat === hat) return true;
  const coached = my.here(world.pairs).filter((p) => p.coach === who.person && p.status === 'active');
  const isDeclared = (pair: string, one: string) => at.lastDeclared(pair)?.roles.includes(one) ?? false;
  if (hat !== 'coach' && !coached.some((p) => isDeclared(p.id, hat))) return false;
  for (const { organisation, id: pair } of coached.filter((p) => isDeclared(p.id, hat) || isDeclared(p.id, who.hat)))
    world.hat_changes.push({ ...blank, organisation, pair, person: who.person, hat, number: momentIn(world) });
  who.hat = hat;
  return true;
}

type Reply = (scene: Scene, asked: ActOf<'ask pair'>, at: PairStanding) => boolean;

const replies: Readonly<Record<ActOf<'ask pair'>['question'], Reply>> = {
  both_noted: (_scene, { pair, word }, at) => at.sees(pair) && at.hasNotedTheSame(pair, word),
  noted_count: ({ world, my, who }, { pair }, at) =>
    at.sees(pair) && my.here(world.common_ground).some((g) => g.pair === pair && g.person === who.person),
  both_looked_back({ world, my }, { id }, at) {
    const talk = my.here(world.conversations).find((t) => t.id === id);
    return talk !== undefined && at.sees(talk.pair) && at.haveBothLookedBack(talk.pair, talk.id);
  },
  is_agreed: (_scene, { pair }, at) => at.sees(pair) && at.isAgreed(pair),
  newest_agreement: (_scene, { pair }, at) => at.sees(pair) && at.newest(pair) !== null,
  may_plan: (_scene, { pair }, at) => at.mayPlan(pair),
  may_see_note(scene, { id }) {
    const note = scene.my.here(scene.world.notes).find((n) => n.id === id);
    return note !== undefined && canRead(scene, note);
  },
  declared_roles: (_scene, { pair }, at) => at.isParty(pair) && (at.lastDeclared(pair)?.roles.length ?? 0) > 0,
  silent_pairs: (scene, { pair }) =>
    scene.my
      .here(scene.world.pairs)
      .some((p) => p.id === pair && scene.my.coordinates(p.programme) && p.status === 'active' && isSilent(scene, pair))
};

/** Answers what a policy asks of a pair: to the two of it, and to nobody else; to its coordinator that it is silent (C33). */
export function askPair(scene: Scene, act: ActOf<'ask pair'>): boolean {
  return replies[act.question](scene, act, pairStandingOf(scene));
}

/** In these worlds pairs have just begun, and a talk is either of tomorrow or of long ago. */
function isSilent({ my, world }: Scene, pair: string): boolean {
  const talks = my.here(world.conversations).filter((t) => t.pair === pair && ['planned', 'held'].includes(t.state));
  return talks.length > 0 && talks.every((t) => t.word === 'long ago');
}
