/**
 * The match (rules C14, C23-C27), in product words: who sees what is said for it, what a round gave, and what is chosen.
 * Written without looking at the policies.
 */
import { type SheetTable, sheetTables, type Sheet, type Sheets } from './model-types.ts';
import type { Scene } from './standing.ts';

/** What holds in the match for whoever acts. */
export function matchStandingOf({ world, who, my }: Scene) {
  const here = (table: SheetTable) => my.here(world[table]);
  const roundOf = (round: string) => here('match_rounds').find((r) => r.id === round);
  const joins = (programme: string) => my.here(world.memberships).some((m) => m.person === who.person && m.programme === programme);
  const coordinatesRound = (round: string) => my.coordinates(roundOf(round)?.programme ?? null);
  /** Suggestions are out, and the one who looks is still of the programme. */
  const isOut = (round: string) => {
    const found = roundOf(round);
    return found !== undefined && ['published', 'closed'].includes(found.state) && joins(found.programme);
  };
  const suggestedTo = (person: string) => here('match_suggestions').filter((s) => s.person === person && isOut(s.round));
  const has = (person: string, role: string, programme: string) =>
    my.here(world.memberships).some((m) => m.person === person && m.role === role && m.programme === programme);
  return {
    joins,
    isOut,
    coordinatesRound,
    suggested: suggestedTo(who.person),
    wasSuggested: (round: string, coach: string | null) =>
      coach === null || here('match_suggestions').some((s) => s.round === round && s.person === who.person && s.other === coach),
    mayChoose: (round: string) => roundOf(round)?.state === 'published' && suggestedTo(who.person).some((s) => s.round === round),
    ownProfile: (id: string) => here('match_profiles').find((p) => p.id === id && p.person === who.person),
    areOf: ({ programme, person, other }: Sheet) =>
      other !== null &&
      ([person, other].includes(who.person) || my.coordinates(programme)) &&
      has(other, 'coach', programme) &&
      has(person, 'coachee', programme),
    coordinatesAs: (person: string | null, role: string) =>
      my.here(world.memberships).some((m) => m.person === person && m.role === role && my.coordinates(m.programme))
  };
}
export type MatchStanding = ReturnType<typeof matchStandingOf>;

/** One's own no. The coordinator's is nobody's own. */
export function isOwnVeto({ who }: Scene, ban: Sheet): boolean {
  return (ban.word === 'coachee-veto' && ban.person === who.person) || (ban.word === 'coach-veto' && ban.other === who.person);
}

/** A coach sees the profile of a coachee under that hat only (C12); a coachee sees suggested coaches and the own one. */
function isInView({ world, who, my }: Scene, profile: Sheet, at: MatchStanding): boolean {
  const isSuggested = at.suggested.some((s) => s.other === profile.person && s.programme === profile.programme);
  const pairs = my.here(world.pairs).filter((p) => p.programme === profile.programme && ['proposed', 'active'].includes(p.status));
  if (profile.word === 'coach') return isSuggested || pairs.some((p) => p.coachee === who.person && p.coach === profile.person);
  return who.hat === 'coach' && pairs.some((p) => p.coach === who.person && p.coachee === profile.person);
}

type Sight = (scene: Scene, sheet: Sheet, at: MatchStanding) => boolean;
const ofRound: Sight = (_scene, { round }, at) => at.coordinatesRound(round);

const sights: Readonly<Record<SheetTable, Sight>> = {
  match_profiles: (scene, profile, at) =>
    profile.person === scene.who.person ||
    (profile.state === 'in' && (scene.my.coordinates(profile.programme) || isInView(scene, profile, at))),
  match_backgrounds({ world, who, my }, { id }) {
    const profile = my.here(world.match_profiles).find((p) => p.id === id);
    return profile !== undefined && (profile.person === who.person || (profile.state === 'in' && my.coordinates(profile.programme)));
  },
  match_settings: (_scene, { programme }, at) => at.joins(programme),
  match_bans: (scene, ban) => isOwnVeto(scene, ban) || scene.my.coordinates(ban.programme),
  match_rounds: ({ my }, { programme }) => my.coordinates(programme),
  match_participants: ofRound,
  match_pins: ofRound,
  match_results: ofRound,
  match_suggestions: ({ who }, sheet, at) => (sheet.person === who.person && at.isOut(sheet.round)) || at.coordinatesRound(sheet.round),
  match_choices: ({ who }, sheet, at) => sheet.person === who.person || at.coordinatesRound(sheet.round),
  match_decisions: ofRound,
  match_rule_changes: ({ my }, { programme }) => my.coordinates(programme),
  own_tools: () => true // everybody here
};

/** What exists of the match for the person behind a session. */
export function sheetsSeenBy(scene: Scene): Sheets {
  const at = matchStandingOf(scene);
  const seen = sheetTables.map(
    (table) => [table, scene.my.here(scene.world[table]).filter((sheet) => sights[table](scene, sheet, at))] as const
  );
  return Object.fromEntries(seen) as Sheets; // every table once
}

/** Empty tables. */
export function noSheets(): Sheets {
  return Object.fromEntries(sheetTables.map((table) => [table, []])) as unknown as Sheets; // every table once
}
