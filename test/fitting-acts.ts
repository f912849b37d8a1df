import { newId } from '#lib/server/new-id.ts';
import { type Act, type ActKind, type BlindTarget, blindTargets } from './act.ts';
import type { Chance, Fit } from './fit.ts';
import { fitDraft, fitQuestion, fitRelease, fitReleaseAgain, fitSave } from './fitting-mirror-acts.ts';
import { fitAmend, fitEnter, fitStrike } from './match-fits.ts';
import type { Pair, Session, World } from './model-types.ts';
import { fitAlter, fitLay, fitLookAtNotes, fitPairQuestion, fitTakeAway, fitWear } from './pair-fits.ts';

/** An act of this kind that fits the world; null when the world has nothing for it. */
export function fitAct(kind: ActKind, chance: Chance): Fit | null {
  return fits[kind](chance);
}

const sides = ['coach', 'coachee'] as const;
const roleNames = ['coach', 'coachee', 'coordinator', 'adviser', 'evaluator', 'administrator'] as const;
/** The acts of a pair, by either of the two. */
function fitPair(act: (pair: Pair, chance: Chance) => Act, fits: (pair: Pair, world: World) => boolean) {
  return (chance: Chance): Fit | null => {
    const pair = chance.pick(chance.world.pairs, (p) => fits(p, chance.world));
    const side = chance.pick(sides) ?? 'coach';
    return pair ? { by: pair[side], organisation: pair.organisation, act: act(pair, chance) } : null;
  };
}

const active = (pair: Pair) => pair.status === 'active';
const hasKey = (pair: Pair, world: World) => world.keys.some((k) => k.organisation === pair.organisation && k.pair === pair.id);

/** The acts of those who run a programme; `programme` null: the whole organisation. */
function chiefOf({ world, pick }: Chance, organisation: string, programme: string | null): string {
  const chiefs = world.memberships.filter(
    (m) => m.organisation === organisation && m.programme === programme && (m.role === 'coordinator' || m.role === 'administrator')
  );
  return pick(chiefs)?.person ?? world.people.find((p) => p.organisation === organisation)?.id ?? '';
}

function fitProgramme(act: (programme: { organisation: string; id: string }, chance: Chance) => Act | null) {
  return (chance: Chance): Fit | null => {
    const isLed = (p: { organisation: string; id: string }) =>
      chance.world.memberships.some((m) => m.organisation === p.organisation && m.programme === p.id && m.role === 'coordinator');
    const programme = chance.pick(chance.world.programmes, isLed);
    const chosen = programme && act(programme, chance);
    return programme && chosen
      ? { by: chiefOf(chance, programme.organisation, programme.id), organisation: programme.organisation, act: chosen }
      : null;
  };
}

function fitInvitation(chance: Chance): Fit | null {
  const role = chance.pick(roleNames) ?? 'coach';
  if (!chance.falls(2)) {
    return fitProgramme(({ organisation, id }) => ({ kind: 'invite', organisation, id: newId(), programme: id, role, by: '' }))(chance);
  }
  const organisation = chance.pick(chance.world.organisations)?.organisation ?? '';
  const act: Act = { kind: 'invite', organisation, id: newId(), programme: null, role, by: '' };
  return { by: chiefOf(chance, organisation, null), organisation, act };
}

function fitProposal({ organisation, id: programme }: { organisation: string; id: string }, { world, pick, falls }: Chance): Act | null {
  const isMember = (person: string, role: string) =>
    world.memberships.some((m) => m.organisation === organisation && m.programme === programme && m.person === person && m.role === role);
  const people = world.people.filter((p) => p.organisation === organisation);
  const coach = pick(people, (p) => isMember(p.id, 'coach'))?.id;
  const coachee = pick(people, (p) => p.id !== coach && isMember(p.id, 'coachee'))?.id;
  const isStarted = falls(12); // not theirs to say
  return coach && coachee ? { kind: 'propose', organisation, id: newId(), programme, coach, coachee, by: '', isStarted } : null;
}

function fitJoining({ organisation, id: programme }: { organisation: string; id: string }, { world, pick }: Chance): Act | null {
  const person = pick(world.people, (p) => p.organisation === organisation)?.id;
  return person ? { kind: 'join', organisation, id: newId(), programme, person, role: pick(roleNames) ?? 'coach' } : null;
}

function ended(world: World): readonly Session[] {
  const sessions = world.sessions.filter((s) => s.isEnded);
  return sessions.length > 0 ? sessions : world.sessions;
}

/** The acts on a row of one's own. */
function fitOwn<T extends { organisation: string }>(
  rows: (world: World) => readonly T[],
  ownerOf: (row: T) => string,
  act: (row: T) => Act
) {
  return ({ world, pick }: Chance): Fit | null => {
    const row = pick(rows(world));
    return row ? { by: ownerOf(row), organisation: row.organisation, act: act(row) } : null;
  };
}

/** The people who have a row in each table of their own to change. */
function holdersOf(world: World): Readonly<Record<BlindTarget, readonly { organisation: string; person: string }[]>> {
  const chiefs = world.memberships.filter((m) => m.role === 'coordinator' && m.programme !== null);
  const people = world.people.map(({ organisation, id }) => ({ organisation, person: id }));
  const released = world.pairs.filter((p) => world.releases.some((r) => r.organisation === p.organisation && r.pair === p.id));
  return {
    ...{ people, sessions: people, passkeys: people, programmes: chiefs, memberships: chiefs },
    ...{ mailChoices: world.mailChoices, feeds: world.feeds },
    invitations: [...chiefs, ...world.memberships.filter((m) => m.role === 'administrator')],
    responses: world.responses.filter((r) => !r.isHandedIn),
    releases: released.map(({ organisation, coachee }) => ({ organisation, person: coachee }))
  };
}

const fits: Readonly<Record<ActKind, (chance: Chance) => Fit | null>> = {
  save: fitSave,
  rewrite: fitDraft('rewrite'),
  'hand in': fitDraft('hand in'),
  release: fitRelease,
  'release again': fitReleaseAgain,
  ask: fitQuestion,
  'open mirror': fitPair((pair) => ({ kind: 'open mirror', id: newId(), pair: pair.id }), active),
  end: fitPair((pair) => ({ kind: 'end', pair: pair.id }), active),
  answer: fitPair(
    (pair, { falls }) => ({ kind: 'answer', pair: pair.id, accepts: !falls(3) }),
    (p) => p.status === 'proposed'
  ),
  need: fitPair((pair) => ({ kind: 'need', organisation: '', id: newId(), pair: pair.id, person: '' }), active),
  key: fitPair(
    (pair, { falls }) => ({ kind: 'key', organisation: '', id: newId(), pair: pair.id, purpose: falls(2) ? 'evaluation' : 'coaching' }),
    (p, world) => active(p) && !hasKey(p, world)
  ),
  look: fitPair(({ id }, { world, pick }) => ({ kind: 'look', pair: id, object: pick(world.looks)?.object ?? id }), active),
  lay: fitLay,
  alter: fitAlter,
  'take away': fitTakeAway,
  enter: fitEnter,
  amend: fitAmend,
  strike: fitStrike,
  wear: fitWear,
  'look at notes': fitLookAtNotes,
  'ask pair': fitPairQuestion,
  invite: fitInvitation,
  propose: fitProgramme(fitProposal),
  join: fitProgramme(fitJoining),
  'set rhythm': fitProgramme(({ id }) => ({ kind: 'set rhythm', programme: id, days: 30 })),
  'create programme': (chance) => {
    const organisation = chance.pick(chance.world.organisations)?.organisation ?? '';
    return { by: chiefOf(chance, organisation, null), organisation, act: { kind: 'create programme', id: newId(), membership: newId() } };
  },
  revoke: (chance) => {
    const invitation = chance.pick(chance.world.invitations, (i) => !i.isAccepted);
    if (!invitation) return null;
    const { organisation, programme, id } = invitation;
    return { by: chiefOf(chance, organisation, programme), organisation, act: { kind: 'revoke', invitation: id } };
  },
  leave: (chance) => {
    const membership = chance.pick(chance.world.memberships);
    if (!membership) return null;
    const { organisation, programme, id } = membership;
    return { by: chiefOf(chance, organisation, programme), organisation, act: { kind: 'leave', membership: id } };
  },
  rename: fitOwn(
    (world) => world.people,
    (p) => p.id,
    (p) => ({ kind: 'rename', person: p.id, name: 'renamed' })
  ),
  'sign off': fitOwn(
    (world) => world.sessions,
    (s) => s.person,
    (s) => ({ kind: 'sign off', session: s.id })
  ),
  'sign on': fitOwn(
    (world) => ended(world),
    (s) => s.person,
    (s) => ({ kind: 'sign on', session: s.id })
  ),
  'add passkey': fitOwn(
    (world) => world.people,
    (p) => p.id,
    () => ({ kind: 'add passkey', organisation: '', id: newId(), person: '' })
  ),
  'drop passkey': fitOwn(
    (world) => world.passkeys,
    (p) => p.person,
    (p) => ({ kind: 'drop passkey', passkey: p.id })
  ),
  'refuse mails': fitOwn(
    (world) => world.people,
    (p) => p.id,
    () => ({ kind: 'refuse mails', organisation: '', person: '' })
  ),
  'want mails': fitOwn(
    (world) => world.mailChoices,
    (c) => c.person,
    (c) => ({ kind: 'want mails', whose: c.person })
  ),
  'open feed': fitOwn(
    (world) => world.people,
    (p) => p.id,
    () => ({ kind: 'open feed', organisation: '', person: '' })
  ),
  'close feed': fitOwn(
    (world) => world.feeds,
    (f) => f.person,
    (f) => ({ kind: 'close feed', whose: f.person })
  ),
  queue: fitOwn(
    (world) => world.people,
    (p) => p.id,
    () => ({ kind: 'queue', organisation: '', id: newId() })
  ),
  blind: (chance) => {
    const of = chance.pick(blindTargets) ?? 'people';
    const row = chance.pick(holdersOf(chance.world)[of]);
    return row ? { by: row.person, organisation: row.organisation, act: { kind: 'blind', of } } : null;
  }
};
