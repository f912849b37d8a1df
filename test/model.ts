/**
 * Who sees what, in product words (design/product.md, rules C7, C9, C12, C17, C28), for worlds of plain objects.
 * Written without looking at the policies: where the two differ, one of them is wrong.
 */
type Row = { organisation: string };
export type Hat = 'coach' | 'evaluator' | 'manager';
export type Side = 'coach' | 'coachee';
export type Membership = Row & { id: string; person: string; programme: string | null; role: string };
export type Session = Row & { id: string; person: string; hat: Hat; token: Buffer; isEnded: boolean };
export type Pair = Row & Record<Side, string> & { id: string; programme: string; status: string; accepted: Record<Side, boolean> };
export type Mirror = Row & { id: string; pair: string; isLapsed: boolean };
export type Response = Row & { mirror: string; pair: string; person: string; role: Side; answers: string; isHandedIn: boolean };
export type Release = Row & { mirror: string; pair: string; level: 'nothing' | 'scores' | 'items' };
export type Need = Row & { id: string; pair: string; person: string };
export type Invitation = Row & { id: string; programme: string | null; isAccepted: boolean; isRevoked: boolean };
export type Look = Row & { number: number; subject: string; viewer: string; object: string };

export type World = {
  organisations: Row[];
  people: (Row & { id: string; name: string })[];
  accounts: (Row & { person: string })[];
  programmes: (Row & { id: string; days: number })[];
  memberships: Membership[];
  sessions: Session[];
  passkeys: (Row & { id: string; person: string })[];
  invitations: Invitation[];
  pairs: Pair[];
  keys: (Row & { id: string; pair: string })[];
  looks: Look[];
  mirrors: Mirror[];
  responses: Response[];
  releases: Release[];
  needs: Need[];
};
export type Table = keyof World;

/** Of a round one sees: who has handed in, nothing of what. */
export type Turn = Row & { mirror: string } & Record<Side, boolean>;

/** What is true for the person behind a session, under its hat. */
export function standingOf(world: World, who: Session) {
  const here = <T extends Row>(rows: readonly T[]) => rows.filter((row) => row.organisation === who.organisation);
  const has = (role: string, programme: string | null) =>
    here(world.memberships).some((m) => m.person === who.person && m.role === role && m.programme === programme);
  const pairOf = (id: string) => here(world.pairs).find((pair) => pair.id === id);
  /** Acts on this side of the pair: as coach only under the coach's hat (C12), and in the given states. */
  const is = (side: Side, id: string, ...states: string[]) => {
    const pair = pairOf(id);
    return pair?.[side] === who.person && states.includes(pair.status) && (side === 'coachee' || who.hat === 'coach');
  };
  const coordinates = (programme: string | null) => programme !== null && has('coordinator', programme);
  return {
    here,
    has,
    coordinates,
    isAdministrator: has('administrator', null),
    coordinatesPerson: (person: string) => here(world.memberships).some((m) => m.person === person && coordinates(m.programme)),
    coaches: (id: string) => is('coach', id, 'active'),
    isCoached: (id: string) => is('coachee', id, 'active'),
    wasCoached: (id: string) => is('coachee', id, 'active', 'ended'),
    everCoached: (id: string) => is('coach', id, 'active', 'ended'),
    hasBothHandedIn: (mirror: string) => here(world.responses).filter((r) => r.mirror === mirror && r.isHandedIn).length === 2,
    hasReleasedItems: (mirror: string) => here(world.releases).some((r) => r.mirror === mirror && r.level === 'items')
  };
}

/** Whose turn it is in the rounds that exist for the person behind a session. */
export function turnsSeenBy(world: World, who: Session): Turn[] {
  const hasHandedIn = ({ organisation, id }: Mirror, role: Side) =>
    world.responses.some((r) => r.organisation === organisation && r.mirror === id && r.role === role && r.isHandedIn);
  const turnOf = (m: Mirror) => ({
    organisation: m.organisation,
    mirror: m.id,
    coach: hasHandedIn(m, 'coach'),
    coachee: hasHandedIn(m, 'coachee')
  });
  return seenBy(world, who).mirrors.map(turnOf);
}

/** The rows of every table that exist for the person behind a session. */
export function seenBy(world: World, who: Session): World {
  const me = who.person;
  const { here, ...my } = standingOf(world, who);
  const meets = (person: string) =>
    here(world.pairs).some(
      (p) => p.status !== 'declined' && ((p.coach === me && p.coachee === person) || (p.coachee === me && p.coach === person))
    );
  const readsResponse = (r: Response) =>
    (r.person === me && (my.everCoached(r.pair) || my.wasCoached(r.pair))) || // one's own
    (my.hasBothHandedIn(r.mirror) && // C7
      ((r.role === 'coach' && my.wasCoached(r.pair)) || (r.role === 'coachee' && my.coaches(r.pair) && my.hasReleasedItems(r.mirror)))); // C17
  const everything = {
    organisations: here(world.organisations),
    people: here(world.people).filter((p) => p.id === me || meets(p.id) || my.coordinatesPerson(p.id) || my.isAdministrator),
    accounts: here(world.accounts).filter((a) => a.person === me || my.coordinatesPerson(a.person) || my.isAdministrator),
    programmes: here(world.programmes).filter(
      (p) => my.isAdministrator || here(world.memberships).some((m) => m.person === me && m.programme === p.id)
    ),
    memberships: here(world.memberships).filter((m) => m.person === me || my.coordinates(m.programme) || my.isAdministrator),
    sessions: here(world.sessions).filter((s) => s.person === me),
    passkeys: here(world.passkeys).filter((p) => p.person === me),
    invitations: here(world.invitations).filter((i) => my.coordinates(i.programme) || (i.programme === null && my.isAdministrator)),
    pairs: here(world.pairs).filter((p) => ([p.coach, p.coachee].includes(me) && p.status !== 'declined') || my.coordinates(p.programme)),
    keys: here(world.keys).filter((k) => my.coaches(k.pair) || my.wasCoached(k.pair)),
    looks: here(world.looks).filter((l) => l.subject === me),
    mirrors: here(world.mirrors).filter((m) => my.coaches(m.pair) || my.wasCoached(m.pair)), // C28: an ex-coach has none
    responses: here(world.responses).filter(readsResponse),
    releases: here(world.releases).filter(
      (r) => my.wasCoached(r.pair) || (r.level !== 'nothing' && my.coaches(r.pair) && my.hasBothHandedIn(r.mirror))
    ),
    needs: here(world.needs).filter((n) => n.person === me && my.wasCoached(n.pair))
  };
  const nothing = Object.fromEntries(Object.keys(everything).map((table) => [table, []]));
  return who.isEnded ? { ...everything, ...nothing } : everything;
}
