import * as fc from 'fast-check';
import type { Act, ActKind } from './act.ts';
import { type Chance, chanceFrom, type Fit } from './fit.ts';
import { fitAct } from './fitting-acts.ts';
import type { Focus, Session, World } from './model-types.ts';

/** Where a fitting act goes wrong, in one place: who does it, under which hat, in whose name, for which pair, in which organisation. */
type Slip = 'none' | 'who' | 'hat' | 'name' | 'pair' | 'place';

/** Chances from which an act is chosen in the world as it then is. `isAnyState`: also on rows in a state that does not fit. */
export type Throw = { kind: ActKind; dice: readonly number[]; slip: number; isAnyState: boolean; focus: Focus };

const actsOfMirrors = ['save', 'save', 'rewrite', 'hand in', 'hand in', 'release', 'release again', 'open mirror', 'ask', 'ask'] as const;
const actsOfPairs = ['propose', 'propose', 'answer', 'answer', 'end', 'need', 'key', 'key', 'look'] as const;
const actsOfTalks = [
  ...(['lay', 'lay', 'lay', 'lay', 'lay', 'lay', 'alter', 'alter', 'alter', 'take away', 'take away'] as const),
  ...(['wear', 'look at notes', 'ask pair', 'ask pair'] as const)
] as const;
const actsOfProgrammes = ['invite', 'invite', 'revoke', 'join', 'join', 'leave', 'create programme', 'set rhythm'] as const;
const actsOfOneself = [
  ...(['rename', 'sign off', 'sign on', 'add passkey', 'drop passkey', 'queue'] as const),
  ...(['refuse mails', 'want mails', 'open feed', 'close feed'] as const)
] as const;

const actsOfMatches = ['enter', 'enter', 'enter', 'enter', 'amend', 'amend', 'amend', 'strike', 'strike'] as const;

/** What people do, by what it is about: some more often than others. */
export const actsAbout = {
  mirrors: [...actsOfMirrors, 'end', 'blind'],
  pairs: [...actsOfPairs, 'leave', 'join', 'lay'],
  talks: [...actsOfTalks, ...actsOfTalks, 'end', 'answer', 'key'],
  matches: [...actsOfMatches, ...actsOfMatches, 'leave', 'join', 'answer', 'end', 'propose'],
  programmes: [...actsOfProgrammes, 'propose', 'blind', 'blind'],
  oneself: [...actsOfOneself, 'blind', 'blind'],
  everything: [
    ...actsOfMirrors,
    ...actsOfMirrors,
    ...actsOfTalks,
    ...actsOfTalks,
    ...actsOfPairs,
    ...actsOfProgrammes,
    ...actsOfOneself,
    ...actsOfMatches,
    ...actsOfMatches,
    'blind',
    'blind',
    'blind'
  ]
} as const satisfies Readonly<Record<string, readonly ActKind[]>>;
export const actKinds: readonly ActKind[] = [...new Set(actsAbout.everything)];

/** Throws for acts of these kinds, half of those on a table about the one in focus. */
export function throwsFor(kinds: readonly ActKind[], focus: Focus): fc.Arbitrary<Throw> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    dice: fc.array(fc.nat(999), { minLength: 7, maxLength: 7 }),
    slip: fc.nat(999),
    isAnyState: fc.constantFrom(false, false, true),
    focus: fc.constantFrom(null, focus)
  });
}

/** Who tries what: an act that fits, or one that is wrong in one place. Null when the world has nothing for it. */
export function chooseAct(world: World, thrown: Throw): { who: Session; act: Act } | null {
  const chance = chanceFrom(world, thrown);
  const fit = fitAct(thrown.kind, chance);
  const slip = fit ? slipOf(fit, thrown.slip) : 'none';
  const who = fit && chooseSession(chance, slip, fit);
  return fit && who ? { who, act: { ...fit.act, ...changesOf(chance, { who, slip, fit }) } } : null;
}

/** What the act says of who does it, for which pair and where: the truth, or the one thing in which it slips. */
function changesOf(
  { world, pick }: Chance,
  { who, slip, fit }: { who: Session; slip: Slip; fit: Fit }
): Readonly<Record<string, string | undefined>> {
  const { act } = fit;
  const neighbours = world.people.filter((p) => p.organisation === who.organisation && p.id !== who.person);
  const named = (slip === 'name' ? pick(neighbours)?.id : undefined) ?? who.person;
  const changes: Record<string, string | undefined> = {};
  if (namesItsActor(fit)) changes['person'] = named;
  if ('by' in act) changes['by'] = named;
  if ('pair' in act && slip === 'pair') changes['pair'] = pick(world.pairs)?.id;
  if ('organisation' in act) changes['organisation'] = placeOf(world, who, slip);
  return changes;
}

/** Whether `person` is whoever does it, and not somebody whom it is about. */
function namesItsActor({ act, by }: Fit): boolean {
  if (act.kind === 'join' || !('person' in act)) return false;
  return act.kind !== 'enter' || act.person === by;
}

/** Half of the acts slip, in one of the places where this act can. */
function slipOf(fit: Fit, die: number): Slip {
  const { act } = fit;
  const isNamed = 'by' in act || namesItsActor(fit);
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
