import type { Act, BlindTarget } from './act.ts';
import { leaveRounds } from './match-acts.ts';
import type { Session, World } from './model-types.ts';
import type { Scene } from './standing.ts';

/** Does one act to every row of a table that may be changed; all of them or none. */
export function doBlindly(scene: Scene, of: BlindTarget, doInModel: (world: World, who: Session, act: Act) => boolean): boolean {
  const { world, who, my } = scene;
  const released = my.here(world.releases).filter((r) => my.wasCoached(r.pair));
  if (of === 'releases' && released.some((r) => !my.hasBothHandedIn(r.mirror))) return false;
  const acts: Readonly<Record<BlindTarget, () => Act[]>> = {
    people: () => [{ kind: 'rename', person: who.person, name: 'renamed' }],
    programmes: () => my.here(world.programmes).map(({ id }) => ({ kind: 'set rhythm', programme: id, days: 30 })),
    sessions: () => my.here(world.sessions).map(({ id }) => ({ kind: 'sign off', session: id })),
    passkeys: () => my.here(world.passkeys).map(({ id }) => ({ kind: 'drop passkey', passkey: id })),
    memberships: () => my.here(world.memberships).map(({ id }) => ({ kind: 'leave', membership: id })),
    invitations: () => my.here(world.invitations).map(({ id }) => ({ kind: 'revoke', invitation: id })),
    responses: () => my.here(world.responses).map(({ mirror, role }) => ({ kind: 'rewrite', mirror, role })),
    mailChoices: () => [{ kind: 'want mails', whose: who.person }],
    feeds: () => [{ kind: 'close feed', whose: who.person }],
    releases: () => released.map(({ mirror }) => ({ kind: 'release again', mirror, level: 'nothing' }))
  };
  const actor = { ...who }; // it may end itself
  const before = structuredClone({ ...world, sessions: [] });
  const effects = acts[of]().filter((act) => doInModel({ ...world, ...(of === 'memberships' ? before : {}) }, actor, act));
  if (of === 'memberships') {
    const gone = new Set(effects.flatMap((act) => (act.kind === 'leave' ? [act.membership] : [])));
    const leaving = my.here(world.memberships).filter(({ id }) => gone.has(id));
    world.memberships = world.memberships.filter((m) => !leaving.includes(m));
    for (const membership of leaving) leaveRounds(world, membership);
  }
  return effects.length > 0;
}
