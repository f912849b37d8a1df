import type { ActOf } from './act.ts';
import { isOwnVeto, type MatchStanding, matchStandingOf } from './match-model.ts';
import type { SheetTable, Sheet, World } from './model-types.ts';
import type { Scene } from './standing.ts';

type Enter = ActOf<'enter'>;
type Amend = ActOf<'amend'>;

/** Enters a sheet in the model; false when a key forbids it: of a round or person that is not there, or a second where one is. */
export function enter(world: World, { of, ...act }: Enter): boolean {
  const here = <T extends { organisation: string }>(rows: readonly T[]) => rows.filter((row) => row.organisation === act.organisation);
  const isPerson = (id: string | null) => id === null || here(world.people).some((p) => p.id === id);
  const isTaken = here(world[of]).some((sheet) => isSame[of](sheet, act));
  if (isTaken || !isPerson(act.person) || !isPerson(act.other) || !hangsSomewhere(world, { of, ...act })) return false;
  if (of === 'match_bans' && act.person === act.other) return false;
  world[of].push(sheetOf(act));
  return true;
}

/** The profile, the round or the programme that a sheet belongs to is there. */
function hangsSomewhere(world: World, { of, organisation, id, programme, round }: Enter): boolean {
  const isHere = (rows: readonly { organisation: string; id: string }[], key: string) =>
    rows.some((row) => row.organisation === organisation && row.id === key);
  if (of === 'match_backgrounds') return isHere(world.match_profiles, id);
  if (ofRounds.includes(of) && !isHere(world.match_rounds, round)) return false;
  return !inProgrammes.includes(of) || isHere(world.programmes, programme);
}

const ofRounds: readonly SheetTable[] = [
  ...(['match_participants', 'match_pins', 'match_results', 'match_suggestions', 'match_choices', 'match_decisions'] as const)
];
const inProgrammes: readonly SheetTable[] = [
  ...(['match_profiles', 'match_settings', 'match_bans', 'match_rounds', 'match_suggestions', 'match_rule_changes'] as const)
];

function sheetOf({ organisation, id, programme, round, person, other, word, state }: Sheet): Sheet {
  return { organisation, id, programme, round, person, other, word, state };
}

type Same = (a: Sheet, b: Sheet) => boolean;
const sameOfRound: Same = (a, b) => a.round === b.round && a.person === b.person;
const samePair: Same = (a, b) => sameOfRound(a, b) && a.other === b.other;
const sameId: Same = (a, b) => a.id === b.id;

/** What there is one of. */
const isSame: Readonly<Record<SheetTable, Same>> = {
  match_profiles: (a, b) => sameId(a, b) || (a.programme === b.programme && a.person === b.person && a.word === b.word),
  match_backgrounds: sameId,
  match_settings: (a, b) => a.programme === b.programme,
  match_bans: (a, b) => a.programme === b.programme && a.person === b.person && a.other === b.other && a.word === b.word,
  match_rounds: sameId,
  match_participants: (a, b) => sameOfRound(a, b) && a.word === b.word,
  match_pins: sameOfRound,
  match_results: samePair,
  match_suggestions: samePair,
  match_choices: sameOfRound,
  match_decisions: sameId,
  match_rule_changes: sameId,
  own_tools: sameId
};

type Right = (scene: Scene, sheet: Sheet, at: MatchStanding) => boolean;
const isMine: Right = ({ who }, { person }) => person === who.person;
/** Coordinates or administers something here, whichever it is. */
function leadsAnything({ world, who, my }: Scene): boolean {
  return my.here(world.memberships).some((m) => m.person === who.person && ['coordinator', 'administrator'].includes(m.role));
}

const leadsRound: Right = (_scene, { round }, at) => at.coordinatesRound(round);

/** Who enters what. */
const rights: Readonly<Record<SheetTable, Right>> = {
  match_profiles: (scene, sheet, at) => isMine(scene, sheet, at) && scene.my.has(sheet.word, sheet.programme),
  match_backgrounds: (_scene, { id }, at) => at.ownProfile(id) !== undefined,
  match_settings: (scene, sheet, at) => isMine(scene, sheet, at) && scene.my.coordinates(sheet.programme),
  match_bans: (scene, sheet, at) =>
    at.areOf(sheet) && (isOwnVeto(scene, sheet) || (sheet.word === 'excluded' && scene.my.coordinates(sheet.programme))),
  match_rounds: (scene, sheet, at) => isMine(scene, sheet, at) && scene.my.coordinates(sheet.programme),
  match_participants: leadsRound,
  match_pins: leadsRound,
  match_results: leadsRound,
  match_suggestions: (scene, sheet, at) =>
    leadsRound(scene, sheet, at) &&
    scene.my.coordinates(sheet.programme) &&
    at.coordinatesAs(sheet.person, 'coachee') &&
    at.coordinatesAs(sheet.other, 'coach'),
  match_choices: (scene, sheet, at) => isMine(scene, sheet, at) && at.mayChoose(sheet.round) && at.wasSuggested(sheet.round, sheet.other),
  match_decisions: (scene, sheet, at) => isMine(scene, sheet, at) && leadsRound(scene, sheet, at),
  match_rule_changes: (scene, sheet, at) => isMine(scene, sheet, at) && scene.my.coordinates(sheet.programme),
  own_tools: (scene, sheet, at) => isMine(scene, sheet, at) && leadsAnything(scene)
};

/** Who may enter what. */
export function mayEnter(scene: Scene, act: Enter): boolean {
  return rights[act.of](scene, act, matchStandingOf(scene));
}

/** Who may change what stands there. What is not here is only added to, or taken away. */
const amenders: Partial<Record<SheetTable, Right>> = {
  match_profiles: isMine,
  match_backgrounds: (_scene, { id }, at) => at.ownProfile(id) !== undefined,
  match_settings: (scene, { programme }) => scene.my.coordinates(programme),
  match_rounds: (scene, { programme }) => scene.my.coordinates(programme),
  match_participants: leadsRound,
  match_results: leadsRound,
  match_choices: (scene, sheet, at) => isMine(scene, sheet, at) && at.mayChoose(sheet.round)
};

/** Which sheet is meant, when one is named: a profile by its own key alone. */
const isNamed: Readonly<Record<SheetTable, Same>> = { ...isSame, match_profiles: sameId };
const pick = (act: { id: string | null; key: Sheet }, of: SheetTable) => (sheet: Sheet) => act.id === null || isNamed[of](sheet, act.key);

/** Changes one sheet, or all that may be changed when none is named; all of them or none. */
export function amend(scene: Scene, act: Amend): boolean {
  const { of, to, other, person } = act;
  const at = matchStandingOf(scene);
  const sheets = scene.my.here(scene.world[of]).filter(pick(act, of));
  const mine = sheets.filter((sheet) => amenders[of]?.(scene, sheet, at) ?? false);
  const isWrong = (sheet: Sheet) =>
    (of === 'match_settings' && person !== scene.who.person) ||
    (of === 'match_participants' && sheet.word !== 'coach') ||
    (of === 'match_choices' && !at.wasSuggested(sheet.round, other));
  if (mine.length === 0 || mine.some(isWrong)) return false;
  for (const sheet of mine) {
    if (of === 'match_choices') sheet.other = other;
    else sheet.state = to;
    if (of === 'match_settings') sheet.person = person;
  }
  return true;
}

const strikers: Partial<Record<SheetTable, Right>> = {
  match_profiles: isMine,
  match_bans: (scene, ban) => isOwnVeto(scene, ban) || (ban.word === 'excluded' && scene.my.coordinates(ban.programme)),
  match_participants: leadsRound,
  match_pins: leadsRound,
  match_results: leadsRound
};

/** Takes one sheet away, or all that may go when none is named; a profile with its background. */
export function strike(scene: Scene, act: ActOf<'strike'>): boolean {
  const { world, my } = scene;
  const at = matchStandingOf(scene);
  const gone = my.here(world[act.of]).filter((sheet) => pick(act, act.of)(sheet) && (strikers[act.of]?.(scene, sheet, at) ?? false));
  world[act.of] = world[act.of].filter((sheet) => !gone.includes(sheet));
  if (act.of === 'match_profiles') {
    const isGone = (background: Sheet) => gone.some((p) => p.organisation === background.organisation && p.id === background.id);
    world.match_backgrounds = world.match_backgrounds.filter((background) => !isGone(background));
  }
  return gone.length > 0;
}

type Place = { organisation: string; programme: string | null; person: string; role: string };

/** Whoever is no longer in a programme, in a role, is in no round of it that is not out; what was worked out with them is worked out again. */
export function leaveRounds(world: World, { organisation, programme, person, role }: Place): void {
  const open = world.match_rounds.filter(
    (round) => round.organisation === organisation && round.programme === programme && ['draft', 'running', 'ready'].includes(round.state)
  );
  const isOpen = (sheet: Sheet) => sheet.organisation === organisation && open.some(({ id }) => id === sheet.round);
  const isPart = (sheet: Sheet) => isOpen(sheet) && sheet.person === person && sheet.word === role;
  const isPaired = (sheet: Sheet) =>
    isOpen(sheet) && ((role === 'coach' && sheet.other === person) || (role === 'coachee' && sheet.person === person));
  const left = world.match_participants.filter(isPart);
  for (const round of open) if (round.state !== 'draft' && left.some((part) => part.round === round.id)) round.state = 'draft';
  world.match_participants = world.match_participants.filter((sheet) => !isPart(sheet));
  world.match_pins = world.match_pins.filter((sheet) => !isPaired(sheet));
  world.match_results = world.match_results.filter((sheet) => !isPaired(sheet));
}
