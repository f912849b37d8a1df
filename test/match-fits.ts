import { newId } from '#lib/server/new-id.ts';
import type { ActOf } from './act.ts';
import type { Chance, Fit } from './fit.ts';
import { focusIn, type SheetTable, sheetTables, type Sheet } from './model-types.ts';

const roles = ['coach', 'coachee'] as const;
const barriers = ['coachee-veto', 'coach-veto', 'excluded'] as const;
const states = ['draft', 'ready', 'published', 'published', 'closed'] as const;

type Enter = ActOf<'enter'>;
type Place = { organisation: string; programme: string };

/** A sheet of this table that fits somewhere in the programme, and who would enter it; null when what it hangs on is not there. */
export function draftSheet(chance: Chance, of: SheetTable, { organisation, programme }: Place): (Enter & { by: string }) | null {
  const { world, pick } = chance;
  const here = <T extends { organisation: string }>(rows: readonly T[]) => rows.filter((row) => row.organisation === organisation);
  const members = here(world.memberships).filter((m) => m.programme === programme);
  const memberAs = (role: string) => pick(members, (m) => m.role === role)?.person;
  const [coach, coachee, leader] = [memberAs('coach'), memberAs('coachee'), memberAs('coordinator')];
  const round = pick(here(world.match_rounds), (r) => r.programme === programme && (of !== 'match_choices' || r.state === 'published'));
  if (!coach || !coachee || !leader || (needsRound.includes(of) && !round)) return null;
  const sheet: Sheet = {
    ...{ organisation, id: newId(), programme: round?.programme ?? programme, round: round?.id ?? '', person: coachee, other: coach },
    ...{ word: wordFor(chance, of), state: 'draft' }
  };
  const act = { kind: 'enter', of, ...sheet } as const;
  return fitsFor[of](chance, act, leader);
}

const needsRound: readonly SheetTable[] = [
  ...(['match_participants', 'match_pins', 'match_results', 'match_suggestions', 'match_choices', 'match_decisions'] as const)
];

function wordFor({ pick }: Chance, of: SheetTable): string {
  return (of === 'match_bans' ? pick(barriers) : pick(roles)) ?? 'coach';
}

type Fitting = (chance: Chance, act: Enter, leader: string) => (Enter & { by: string }) | null;
const byLeader: Fitting = (_chance, act, leader) => ({ ...act, by: leader });
const byLeaderAsOneself: Fitting = (_chance, act, leader) => ({ ...act, person: leader, other: null, by: leader });

const fitsFor: Readonly<Record<SheetTable, Fitting>> = {
  match_profiles(_chance, act) {
    const person = act.word === 'coach' ? (act.other ?? act.person) : act.person;
    return { ...act, person, other: null, by: person };
  },
  match_backgrounds({ world, pick }, act) {
    const profile = pick(world.match_profiles, (p) => p.organisation === act.organisation);
    return profile ? { ...act, id: profile.id, person: profile.person, other: null, by: profile.person } : null;
  },
  match_settings: byLeaderAsOneself,
  match_bans: (_chance, act, leader) => ({
    ...{ ...act, by: act.word === 'excluded' ? leader : act.word === 'coach-veto' ? (act.other ?? leader) : act.person }
  }),
  match_rounds: byLeaderAsOneself,
  match_participants: (_chance, act, leader) => ({
    ...{ ...act, person: act.word === 'coach' ? (act.other ?? act.person) : act.person, other: null, by: leader }
  }),
  match_pins: byLeader,
  match_results: byLeader,
  match_suggestions: byLeader,
  match_choices({ world, pick, falls }, act) {
    const isOpen = (round: string) =>
      world.match_rounds.some((r) => r.organisation === act.organisation && r.id === round && r.state === 'published');
    const suggestion = pick(world.match_suggestions, (s) => s.organisation === act.organisation && isOpen(s.round));
    if (suggestion?.organisation !== act.organisation) return null;
    const elsewhere = pick(world.match_suggestions, (s) => s.person === suggestion.person && s.round !== suggestion.round);
    const other = falls(4) ? null : ((falls(3) ? elsewhere : suggestion)?.other ?? act.other);
    return { ...act, round: suggestion.round, person: suggestion.person, other, by: suggestion.person };
  },
  match_decisions: byLeaderAsOneself,
  match_rule_changes: byLeaderAsOneself,
  own_tools: byLeaderAsOneself
};

/** What needs most else to be there already, and so is tried more often. */
const sought = ['match_suggestions', 'match_suggestions', 'match_choices', 'match_choices', 'match_choices', 'match_choices'] as const;

export function fitEnter(chance: Chance): Fit | null {
  const of = chance.sheetFocus ?? chance.pick([...sheetTables, ...sought]) ?? 'match_rounds';
  const isPeopled = ({ organisation, id }: { organisation: string; id: string }) =>
    [...roles, 'coordinator'].every((role) =>
      chance.world.memberships.some((m) => m.organisation === organisation && m.programme === id && m.role === role)
    );
  const programme = chance.pick(chance.world.programmes, isPeopled);
  const drafted = programme && draftSheet(chance, of, { organisation: programme.organisation, programme: programme.id });
  if (!drafted) return null;
  const { by, ...act } = drafted;
  return { by, organisation: act.organisation, act };
}

/** A sheet of one of these tables, and the person whose it mostly is to change. */
function chooseSheet({ world, pick, falls, sheetFocus }: Chance, tables: readonly SheetTable[]) {
  const of = focusIn(tables, sheetFocus) ?? pick(tables, (table) => world[table].length > 0) ?? 'match_rounds';
  const sheet = pick(world[of]);
  if (!sheet) return null;
  const { organisation, programme } = sheet;
  const members = world.memberships.filter((m) => m.organisation === organisation && m.programme === programme);
  const leader = pick(members, (m) => m.role === 'coordinator')?.person;
  const own = ownerOf(of, sheet);
  return { of, key: { ...sheet }, id: falls(3) ? null : sheet.id, by: own ?? leader ?? sheet.person, organisation };
}

/** Whose it is; null: of the coordinators. */
function ownerOf(of: SheetTable, { word, person, other }: Sheet): string | null {
  if (of === 'match_bans') return word === 'excluded' ? null : word === 'coach-veto' ? other : person;
  return ['match_profiles', 'match_backgrounds', 'match_choices'].includes(of) ? person : null;
}

const alterable: readonly SheetTable[] = [
  ...(['match_profiles', 'match_backgrounds', 'match_settings', 'match_rounds', 'match_rounds'] as const),
  ...([
    'match_participants',
    'match_results',
    'match_choices',
    'match_choices',
    'match_suggestions',
    'match_decisions',
    'match_rule_changes',
    'own_tools'
  ] as const)
];

export function fitAmend(chance: Chance): Fit | null {
  const { world, pick, falls } = chance;
  const chosen = chooseSheet(chance, alterable);
  if (!chosen) return null;
  const { by, organisation, ...which } = chosen;
  const isElsewhere = falls(4);
  const suggested = pick(
    world.match_suggestions,
    (s) => s.person === which.key.person && isElsewhere !== (s.round === which.key.round)
  )?.other;
  const anybody = pick(world.people, (p) => p.organisation === organisation)?.id;
  const other = falls(3) ? null : ((falls(3) ? anybody : suggested) ?? null);
  const to = pick(which.of === 'match_profiles' ? ['in', 'draft'] : states) ?? 'ready';
  return { by, organisation, act: { kind: 'amend', ...which, to, other, person: '' } };
}

const removable: readonly SheetTable[] = [
  ...(['match_profiles', 'match_bans', 'match_bans', 'match_participants', 'match_pins', 'match_results'] as const),
  ...(['match_suggestions', 'match_choices', 'match_rounds', 'match_settings', 'match_rule_changes', 'own_tools'] as const)
];

export function fitStrike(chance: Chance): Fit | null {
  const chosen = chooseSheet(chance, removable);
  if (!chosen) return null;
  const { by, organisation, ...which } = chosen;
  return { by, organisation, act: { kind: 'strike', ...which } };
}
