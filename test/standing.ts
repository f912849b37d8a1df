import type { Row, Session, Side, World } from './model-types.ts';

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

export type Standing = ReturnType<typeof standingOf>;
export type Scene = { world: World; who: Session; my: Standing };
