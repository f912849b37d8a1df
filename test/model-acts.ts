import type { Act, ActKind, ActOf } from './act.ts';
import { doBlindly } from './blind-acts.ts';
import { amend, enter, leaveRounds, mayEnter, strike } from './match-acts.ts';
import { alter, askPair, lay, mayLay, takeAway, wear } from './pair-acts.ts';
import type { Look, Mirror, Pair, Paper, Response, Session, Side, World } from './model-types.ts';
import { accept, decline } from './pair-answers.ts';
import { canRead, pairStandingOf } from './pair-model.ts';
import { type Scene, standingOf } from './standing.ts';

/** Does the act in the model; false when nothing may happen. */
export function doInModel(world: World, who: Session, act: Act): boolean {
  if (who.isEnded) return false;
  if ('organisation' in act && act.organisation !== who.organisation) return false;
  const scene = { world, who, my: standingOf(world, who) };
  const effect = effects[act.kind] as (scene: Scene, act: Act) => boolean; // the entry of this act's own kind
  return effect(scene, act);
}

function isOpen({ my }: Scene, mirror: Mirror | undefined): mirror is Mirror {
  return mirror !== undefined && !mirror.isLapsed && !my.hasBothHandedIn(mirror.id);
}

function isParty({ my }: Scene, pair: string): boolean {
  return my.coaches(pair) || my.wasCoached(pair);
}

/** The draft of the one who acts, in an open round of an active pair: handing in is final (C7). */
function findDraft(scene: Scene, act: { mirror: string; role: Side }): Response | undefined {
  const { world, who, my } = scene;
  const draft = my
    .here(world.responses)
    .find((r) => r.mirror === act.mirror && r.role === act.role && r.person === who.person && !r.isHandedIn);
  if (!draft || !(my.coaches(draft.pair) || my.isCoached(draft.pair))) return undefined;
  return isOpen(
    scene,
    my.here(world.mirrors).find((m) => m.id === act.mirror)
  )
    ? draft
    : undefined;
}

function findMine({ world, who, my }: Scene, id: string, status: string): Pair | undefined {
  return my.here(world.pairs).find((p) => p.id === id && p.status === status && [p.coach, p.coachee].includes(who.person));
}

type OwnTable = 'mailChoices' | 'feeds';

/** A choice or a feed of one's own; there is one. */
function addOwn({ world, who, my }: Scene, table: OwnTable, person: string): boolean {
  if (person !== who.person || my.here(world[table]).some((row) => row.person === person)) return false;
  world[table].push({ organisation: who.organisation, person });
  return true;
}

function dropOwn({ world, who }: Scene, table: OwnTable, person: string): boolean {
  const isOwn = (row: { organisation: string; person: string }) => row.organisation === who.organisation && row.person === person;
  const index = person === who.person ? world[table].findIndex(isOwn) : -1;
  if (index >= 0) world[table].splice(index, 1);
  return index >= 0;
}

/** A line for whose it is; not twice within the hour. */
function addLook({ world, who, my }: Scene, look: Pick<Look, 'subject' | 'object' | 'kind'>): boolean {
  const looks = my.here(world.looks);
  if (looks.some((l) => l.subject === look.subject && l.viewer === who.person && l.object === look.object && l.kind === look.kind))
    return false;
  const number = Math.max(0, ...looks.map((l) => l.number)) + 1;
  world.looks.push({ organisation: who.organisation, number, viewer: who.person, ...look });
  return true;
}

/** What the coach last declared in a pair, as one word; null: nothing yet. */
function declaredIn({ world, my }: Scene, pair: string): string | null {
  return (
    my
      .here(world.coach_declarations)
      .findLast((d) => d.pair === pair)
      ?.roles.join(' ') ?? null
  );
}

const effects: { [Kind in ActKind]: (scene: Scene, act: ActOf<Kind>) => boolean } = {
  save(scene, act) {
    const { world, who, my } = scene;
    const mirror = my.here(world.mirrors).find((m) => m.id === act.mirror && m.pair === act.pair);
    const isMine = act.role === 'coach' ? my.coaches(act.pair) : my.isCoached(act.pair);
    const isTaken = my.here(world.responses).some((r) => r.mirror === act.mirror && (r.role === act.role || r.person === who.person));
    if (act.person !== who.person || act.isHandedIn || !isMine || !isOpen(scene, mirror) || isTaken) return false;
    const { organisation, mirror: id, pair, person, role } = act;
    world.responses.push({ organisation, mirror: id, pair, person, role, answers: 'draft', isHandedIn: false });
    return true;
  },
  rewrite(scene, act) {
    const draft = findDraft(scene, act);
    if (draft) draft.answers = 'rewritten';
    return draft !== undefined;
  },
  'hand in'(scene, act) {
    const draft = act.isNow ? findDraft(scene, act) : undefined;
    if (draft) draft.isHandedIn = true;
    return draft !== undefined;
  },
  release({ world, my }, { organisation, mirror, pair, level }) {
    const exists = my.here(world.mirrors).some((m) => m.id === mirror && m.pair === pair);
    const isTaken = my.here(world.releases).some((r) => r.mirror === mirror);
    if (!exists || isTaken || !my.isCoached(pair) || !my.hasBothHandedIn(mirror)) return false;
    world.releases.push({ organisation, mirror, pair, level });
    return true;
  },
  'release again'({ world, my }, act) {
    const release = my.here(world.releases).find((r) => r.mirror === act.mirror);
    if (!release || !my.wasCoached(release.pair) || !my.hasBothHandedIn(act.mirror)) return false;
    release.level = act.level;
    return true;
  },
  'open mirror'(scene, { id, pair }) {
    const { world, who, my } = scene;
    const isBusy = my.here(world.mirrors).some((m) => m.pair === pair && isOpen(scene, m));
    if (isBusy || !(my.coaches(pair) || my.isCoached(pair))) return false; // C9: either of the two
    world.mirrors.push({ organisation: who.organisation, id, pair, isLapsed: false });
    return true;
  },
  end(scene, act) {
    const pair = findMine(scene, act.pair, 'active'); // C28: either of the two, at once, under any hat
    if (pair) pair.status = 'ended';
    return pair !== undefined;
  },
  answer(scene, act) {
    const known = declaredIn(scene, act.pair);
    const pair = findMine(scene, act.pair, 'proposed');
    if (!pair || (act.accepts && known === null)) return false; // C12, C14: first the coach says what else he or she is
    const side = pair.coach === scene.who.person ? 'coach' : 'coachee';
    if (act.accepts) accept(pair, side, known);
    else decline(pair, side);
    return true;
  },
  need({ world, who, my }, { organisation, id, pair, person }) {
    if (person !== who.person || !my.isCoached(pair)) return false;
    world.needs.push({ organisation, id, pair, person });
    return true;
  },
  key({ world, my }, { organisation, id, pair, purpose }) {
    const mayMake = purpose === 'coaching' ? my.coaches(pair) || my.wasCoached(pair) : my.isCoached(pair); // C10
    if (!mayMake || my.here(world.keys).some((k) => k.pair === pair && k.purpose === purpose)) return false;
    world.keys.push({ organisation, id, pair, purpose });
    return true;
  },
  look(scene, { pair, object }) {
    const { world, my } = scene;
    const subject = my.here(world.pairs).find((p) => p.id === pair)?.coachee;
    return subject !== undefined && my.coaches(pair) && addLook(scene, { subject, object, kind: 'mirror-scores' });
  },
  invite({ world, who, my }, { organisation, id, programme, role, by }) {
    const isForAll = programme === null && my.isAdministrator && ['coordinator', 'adviser'].includes(role);
    if (by !== who.person || role === 'administrator' || !(my.coordinates(programme) || isForAll)) return false;
    world.invitations.push({ organisation, id, programme, isAccepted: false, isRevoked: false });
    return true;
  },
  revoke({ world, my }, act) {
    const invitation = my.here(world.invitations).find((i) => i.id === act.invitation);
    if (!invitation || invitation.isAccepted) return false;
    const isForAll = invitation.programme === null && my.isAdministrator;
    if (!isForAll && !my.coordinates(invitation.programme)) return false;
    invitation.isRevoked = true;
    return true;
  },
  propose({ world, who, my }, { organisation, id, programme, coach, coachee, by, isStarted }) {
    const holds = (person: string, role: string) =>
      my.here(world.memberships).some((m) => m.person === person && m.role === role && m.programme === programme);
    const isLiving = (p: Pair) =>
      p.programme === programme && p.coach === coach && p.coachee === coachee && ['proposed', 'active'].includes(p.status);
    if (by !== who.person || isStarted || !my.coordinates(programme) || coach === coachee || my.here(world.pairs).some(isLiving))
      return false;
    if (!holds(coach, 'coach') || !holds(coachee, 'coachee')) return false;
    const accepted = { coach: false, coachee: false };
    world.pairs.push({ organisation, id, programme, coach, coachee, status: 'proposed', accepted, known: null });
    return true;
  },
  join({ world, my }, { organisation, id, programme, person, role }) {
    const isMember = my.here(world.memberships).some((m) => m.person === person && m.programme === programme && m.role === role);
    if (isMember || role === 'administrator' || !my.coordinates(programme) || !my.coordinatesPerson(person)) return false;
    world.memberships.push({ organisation, id, programme, person, role });
    return true;
  },
  leave({ world, who, my }, act) {
    const index = world.memberships.findIndex((m) => m.organisation === who.organisation && m.id === act.membership);
    const membership = world.memberships[index];
    if (!membership || membership.person === who.person || !my.coordinates(membership.programme)) return false;
    for (const gone of world.memberships.splice(index, 1)) leaveRounds(world, gone);
    return true;
  },
  'create programme'({ world, who, my }, { id, membership }) {
    if (!my.isAdministrator && !my.has('coordinator', null)) return false;
    const { organisation, person } = who;
    world.programmes.push({ organisation, id, days: 14 });
    world.memberships.push({ organisation, id: membership, person, programme: id, role: 'coordinator' });
    return true;
  },
  'set rhythm'({ world, my }, act) {
    const programme = my.here(world.programmes).find((p) => p.id === act.programme && my.coordinates(p.id));
    if (programme) programme.days = act.days;
    return programme !== undefined;
  },
  rename({ world, who, my }, act) {
    const person = my.here(world.people).find((p) => p.id === act.person && p.id === who.person);
    if (person) person.name = act.name;
    return person !== undefined;
  },
  'sign off'({ world, who, my }, act) {
    const session = my.here(world.sessions).find((s) => s.id === act.session && s.person === who.person && !s.isEnded);
    if (session) session.isEnded = true;
    return session !== undefined;
  },
  'add passkey'({ world, who }, { organisation, id, person }) {
    if (person !== who.person) return false;
    world.passkeys.push({ organisation, id, person });
    return true;
  },
  'drop passkey'({ world, who }, act) {
    const index = world.passkeys.findIndex((p) => p.organisation === who.organisation && p.id === act.passkey && p.person === who.person);
    if (index >= 0) world.passkeys.splice(index, 1);
    return index >= 0;
  },
  'refuse mails': (scene, { person }) => addOwn(scene, 'mailChoices', person),
  'want mails': (scene, { whose }) => dropOwn(scene, 'mailChoices', whose),
  'open feed': (scene, { person }) => addOwn(scene, 'feeds', person),
  'close feed': (scene, { whose }) => dropOwn(scene, 'feeds', whose),
  'sign on'({ world, who, my }, act) {
    return my.here(world.sessions).some((s) => s.id === act.session && s.person === who.person && !s.isEnded); // nothing to change
  },
  lay: (scene, act) => mayLay(scene, act) && lay(scene.world, act),
  ...{ alter, 'take away': takeAway, amend, strike },
  enter: (scene, act) => mayEnter(scene, act) && enter(scene.world, act),
  wear,
  'ask pair': askPair,
  'look at notes'(scene, { notes }) {
    const { world, who, my } = scene;
    const { works } = pairStandingOf(scene); // C28: of what is read after the end nobody is told
    const isLooked = (n: Paper) => n.person !== who.person && n.isOpen && canRead(scene, n) && works(n.pair);
    const read = [...my.here(world.notes)].filter((n) => notes.includes(n.id) && isLooked(n));
    for (const note of read.sort((a, b) => (a.id < b.id ? -1 : 1))) addLook(scene, { subject: note.person, object: note.id, kind: 'note' });
    return read.length > 0;
  },
  queue: () => true, // any member, in the own organisation
  blind: (scene, { of }) => doBlindly(scene, of, doInModel),
  ask(scene, act) {
    const { world, my } = scene;
    if (act.question === 'mirror_turns') return my.here(world.mirrors).some((m) => m.pair === act.pair && isParty(scene, m.pair));
    const mirror = my.here(world.mirrors).find((m) => m.id === act.mirror && isParty(scene, m.pair));
    if (!mirror) return false; // a stranger of the pair learns nothing
    if (act.question === 'is_open') return isOpen(scene, mirror);
    if (act.question === 'both_handed_in') return my.hasBothHandedIn(mirror.id);
    const level = my.here(world.releases).find((r) => r.mirror === mirror.id)?.level;
    return level !== undefined && (level !== 'nothing' || my.wasCoached(mirror.pair)); // C17: "nothing" looks like not yet
  }
};
