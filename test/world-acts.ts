import * as fc from 'fast-check';
import { newId } from '#lib/server/new-id.ts';
import type { Act, ActKind, BlindTarget, Question } from './model-acts.ts';
import type { Mirror, Pair, Session, Side, World } from './model.ts';

/** Where a fitting act goes wrong, in one place: who does it, under which hat, in whose name, for which pair, in which organisation. */
type Slip = 'none' | 'who' | 'hat' | 'name' | 'pair' | 'place';

/** Chances from which an act is chosen in the world as it then is. `isAnyState`: also on rows in a state that does not fit. */
export type Throw = { kind: ActKind; dice: readonly number[]; slip: number; isAnyState: boolean };

const actsOfMirrors = ['save', 'save', 'rewrite', 'hand in', 'hand in', 'release', 'release again', 'open mirror', 'ask', 'ask'] as const;
const actsOfPairs = ['propose', 'propose', 'answer', 'answer', 'end', 'need', 'key', 'look'] as const;
const actsOfProgrammes = ['invite', 'invite', 'revoke', 'join', 'join', 'leave', 'create programme', 'set rhythm'] as const;
const actsOfOneself = ['rename', 'sign off', 'sign on', 'add passkey', 'drop passkey', 'queue'] as const;

/** What people do, by what it is about: some more often than others. */
export const actsAbout = {
  mirrors: [...actsOfMirrors, 'end', 'blind'],
  pairs: [...actsOfPairs, 'leave', 'join'],
  programmes: [...actsOfProgrammes, 'propose', 'blind', 'blind'],
  oneself: [...actsOfOneself, 'blind', 'blind'],
  everything: [...actsOfMirrors, ...actsOfMirrors, ...actsOfPairs, ...actsOfProgrammes, ...actsOfOneself, 'blind', 'blind', 'blind']
} as const satisfies Readonly<Record<string, readonly ActKind[]>>;
export const actKinds: readonly ActKind[] = [...new Set(actsAbout.everything)];

/** Throws for acts of these kinds. */
export function throwsFor(kinds: readonly ActKind[]): fc.Arbitrary<Throw> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    dice: fc.array(fc.nat(999), { minLength: 7, maxLength: 7 }),
    slip: fc.nat(999),
    isAnyState: fc.constantFrom(false, false, true)
  });
}

/** An act that fits, the person who would do it, and where. */
type Fit = { by: string; organisation: string; act: Act };

type Chance = {
  world: World;
  /** One of the rows that fit, or of all rows when any state will do. Undefined when there are no rows. */
  pick: <T>(rows: readonly T[], fits?: (row: T) => boolean) => T | undefined;
  /** Whether a chance of one in `sides` comes out. */
  falls: (sides: number) => boolean;
};

function chanceOf(world: World, { dice, isAnyState }: Throw): Chance {
  let thrown = 0;
  const die = () => dice[thrown++ % dice.length] ?? 0;
  const pick = <T>(rows: readonly T[], fits: (row: T) => boolean = () => true) => {
    const fitting = isAnyState ? rows : rows.filter(fits);
    const from = fitting.length > 0 ? fitting : rows;
    return from[die() % Math.max(1, from.length)];
  };
  return { world, pick, falls: (sides) => die() % sides === 0 };
}

/** Who tries what: an act that fits, or one that is wrong in one place. Null when the world has nothing for it. */
export function chooseAct(world: World, thrown: Throw): { who: Session; act: Act } | null {
  const chance = chanceOf(world, thrown);
  const fit = fits[thrown.kind](chance);
  const slip = fit ? slipOf(fit.act, thrown.slip) : 'none';
  const who = fit && chooseSession(chance, slip, fit);
  if (!fit || !who) return null;
  const { pick } = chance;
  const neighbours = world.people.filter((p) => p.organisation === who.organisation && p.id !== who.person);
  const named = slip === 'name' ? pick(neighbours)?.id : who.person;
  const changes = {
    ...('person' in fit.act && fit.act.kind !== 'join' ? { person: named } : {}),
    ...('by' in fit.act ? { by: named } : {}),
    ...('pair' in fit.act && slip === 'pair' ? { pair: pick(world.pairs)?.id } : {}),
    ...('organisation' in fit.act ? { organisation: placeOf(world, who, slip) } : {})
  };
  return { who, act: { ...fit.act, ...changes } as Act }; // the same kind with other ids
}

/** Half of the acts slip, in one of the places where this act can. */
function slipOf(act: Act, die: number): Slip {
  const isNamed = 'by' in act || ('person' in act && act.kind !== 'join');
  const slips: readonly Slip[] = [
    ...(['who', 'who', 'hat'] as const),
    ...(isNamed ? (['name', 'name'] as const) : []),
    ...('pair' in act ? (['pair'] as const) : []),
    ...('organisation' in act ? (['place'] as const) : [])
  ];
  return die % 2 === 0 ? 'none' : (slips[(die >> 1) % slips.length] ?? 'none');
}

function placeOf(world: World, who: Session, slip: Slip): string | undefined {
  const [first, second] = world.organisations.map((row) => row.organisation);
  return slip === 'place' ? (who.organisation === first ? second : first) : who.organisation;
}

function chooseSession({ world, pick, falls }: Chance, slip: Slip, fit: Fit): Session | undefined {
  const here = world.sessions.filter((s) => s.organisation === fit.organisation);
  if (slip === 'who') return falls(4) ? pick(world.sessions) : pick(here, (s) => s.hat === 'coach' && s.person !== fit.by);
  const own = here.filter((s) => s.person === fit.by);
  return pick(own, (s) => (s.hat === 'coach') === (slip !== 'hat') && !s.isEnded);
}

const sides = ['coach', 'coachee'] as const;
const levels = ['nothing', 'scores', 'items'] as const;
const roleNames = ['coach', 'coachee', 'coordinator', 'adviser', 'evaluator', 'administrator'] as const;
const questions: readonly Question[] = ['both_handed_in', 'is_open', 'released_level', 'mirror_turns'];
const blindTargets: readonly BlindTarget[] = ['people', 'programmes', 'sessions', 'passkeys', 'memberships', 'invitations', 'responses', 'releases'];

function pairOf(world: World, row: { organisation: string; pair: string }): Pair | undefined {
  return world.pairs.find((p) => p.organisation === row.organisation && p.id === row.pair);
}

function isActive(world: World, row: { organisation: string; pair: string }): boolean {
  return pairOf(world, row)?.status === 'active';
}

function responsesOf(world: World, mirror: { organisation: string; id: string }) {
  return world.responses.filter((r) => r.organisation === mirror.organisation && r.mirror === mirror.id);
}

function isComplete(world: World, mirror: { organisation: string; id: string }): boolean {
  return responsesOf(world, mirror).filter((r) => r.isHandedIn).length === 2;
}

/** The acts of the mirror. */
function fitSave({ world, pick, falls }: Chance): Fit | null {
  const lacks = (m: Mirror, side: Side) => responsesOf(world, m).every((r) => r.role !== side);
  const incomplete = world.mirrors.filter((m) => sides.some((side) => lacks(m, side)));
  const mirror = pick(incomplete, (m) => !m.isLapsed && isActive(world, m));
  const pair = mirror && pairOf(world, mirror);
  const role = mirror && pick(sides.filter((side) => lacks(mirror, side)));
  if (!pair || !role) return null;
  const { organisation, id } = pair;
  return { by: pair[role], organisation, act: { kind: 'save', organisation, mirror: mirror.id, pair: id, person: '', role, isHandedIn: falls(12) } };
}

function fitDraft(kind: 'rewrite' | 'hand in') {
  return ({ world, pick, falls }: Chance): Fit | null => {
    const response = pick(world.responses, (r) => !r.isHandedIn && isActive(world, r));
    if (!response) return null;
    const { organisation, person: by, mirror, role } = response;
    return { by, organisation, act: kind === 'rewrite' ? { kind, mirror, role } : { kind, mirror, role, isNow: !falls(8) } };
  };
}

function fitRelease({ world, pick }: Chance): Fit | null {
  const unreleased = world.mirrors.filter((m) => world.releases.every((r) => r.organisation !== m.organisation || r.mirror !== m.id));
  const mirror = pick(unreleased, (m) => isComplete(world, m) && isActive(world, m));
  const pair = mirror && pairOf(world, mirror);
  if (!pair) return null;
  const { organisation, id } = pair;
  return { by: pair.coachee, organisation, act: { kind: 'release', organisation, mirror: mirror.id, pair: id, level: pick(levels) ?? 'scores' } };
}

function fitReleaseAgain({ world, pick }: Chance): Fit | null {
  const release = pick(world.releases, (r) => isComplete(world, { organisation: r.organisation, id: r.mirror }));
  const pair = release && pairOf(world, release);
  if (!pair) return null;
  return { by: pair.coachee, organisation: pair.organisation, act: { kind: 'release again', mirror: release.mirror, level: pick(levels) ?? 'items' } };
}

function fitQuestion({ world, pick }: Chance): Fit | null {
  const mirror = pick(world.mirrors, (m) => isActive(world, m));
  const pair = mirror && pairOf(world, mirror);
  if (!pair) return null;
  const act: Act = { kind: 'ask', question: pick(questions) ?? 'is_open', mirror: mirror.id, pair: pair.id };
  return { by: pair[pick(sides) ?? 'coach'], organisation: pair.organisation, act };
}

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
    return programme && chosen ? { by: chiefOf(chance, programme.organisation, programme.id), organisation: programme.organisation, act: chosen } : null;
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
function fitOwn<T extends { organisation: string }>(rows: (world: World) => readonly T[], ownerOf: (row: T) => string, act: (row: T) => Act) {
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
    ...{ people, sessions: people, passkeys: people, programmes: chiefs, memberships: chiefs, invitations: chiefs },
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
  answer: fitPair((pair, { falls }) => ({ kind: 'answer', pair: pair.id, accepts: !falls(4) }), (p) => p.status === 'proposed'),
  need: fitPair((pair) => ({ kind: 'need', organisation: '', id: newId(), pair: pair.id, person: '' }), active),
  key: fitPair((pair) => ({ kind: 'key', organisation: '', id: newId(), pair: pair.id }), (p, world) => active(p) && !hasKey(p, world)),
  look: fitPair(({ id }, { world, pick }) => ({ kind: 'look', pair: id, object: pick(world.looks)?.object ?? id }), active),
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
  rename: fitOwn((world) => world.people, (p) => p.id, (p) => ({ kind: 'rename', person: p.id, name: 'renamed' })),
  'sign off': fitOwn((world) => world.sessions, (s) => s.person, (s) => ({ kind: 'sign off', session: s.id })),
  'sign on': fitOwn((world) => ended(world), (s) => s.person, (s) => ({ kind: 'sign on', session: s.id })),
  'add passkey': fitOwn((world) => world.people, (p) => p.id, () => ({ kind: 'add passkey', organisation: '', id: newId(), person: '' })),
  'drop passkey': fitOwn((world) => world.passkeys, (p) => p.person, (p) => ({ kind: 'drop passkey', passkey: p.id })),
  queue: fitOwn((world) => world.people, (p) => p.id, () => ({ kind: 'queue', organisation: '', id: newId() })),
  blind: (chance) => {
    const of = chance.pick(blindTargets) ?? 'people';
    const row = chance.pick(holdersOf(chance.world)[of]);
    return row ? { by: row.person, organisation: row.organisation, act: { kind: 'blind', of } } : null;
  }
};
