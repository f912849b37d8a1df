import { newId } from '#lib/server/new-id.ts';
import { type ActOf, type Alteration, alterations, type PairQuestion, pairQuestions } from './act.ts';
import type { Chance, Fit } from './fit.ts';
import { blank, type Pair, type Paper, pairTables, type PairTable, type Side } from './model-types.ts';

const sides = ['coach', 'coachee'] as const;
const hats = ['coach', 'evaluator', 'manager'] as const;
const declared: readonly (readonly string[])[] = [[], [], ['evaluator'], ['teacher', 'manager'], ['evaluator', 'manager']];

/** Who lays papers of these tables; of the others either of the two. */
const writers: Partial<Record<PairTable, Side>> = {
  coach_declarations: 'coach',
  hat_changes: 'coach',
  evaluation_releases: 'coachee',
  meeting_offers: 'coach'
};
const hangsOnTalk: readonly PairTable[] = ['conversation_times', 'topics', 'look_backs', 'live_updates', 'live_versions'];
const mayHangOnTalk: readonly PairTable[] = ['notes', 'goals', 'goal_reviews', 'actions', 'tool_uses'];

type Lay = ActOf<'lay'>;

/** A paper of this table that fits in the pair; null when what it hangs on is not there. */
export function draftPaper(chance: Chance, { of, pair, role }: { of: PairTable; pair: Pair; role: Side }): Lay | null {
  const inPair = (table: PairTable) => chance.world[table].filter((p) => p.organisation === pair.organisation && p.pair === pair.id);
  const talk = talkFor(chance, of, inPair);
  const link = linkFor(chance, of, inPair);
  if (talk === undefined || link === undefined) return null;
  return {
    ...{ ...blank, kind: 'lay', of, organisation: pair.organisation, id: newId(), pair: pair.id, person: pair[role], role },
    ...{ talk, link, word: wordFor(chance, of), isOpen: chance.falls(2), state: stateFor(chance, of), hat: hatFor(chance, of) },
    roles: of === 'coach_declarations' ? (chance.pick(declared) ?? []) : []
  };
}

type InPair = (table: PairTable) => Paper[];

/** What a paper hangs on; null: on nothing, undefined: on something that is not there. */
type Hanging = string | null | undefined;

function talkFor({ pick, falls }: Chance, of: PairTable, inPair: InPair): Hanging {
  const talk = pick(inPair('conversations'))?.id;
  if (hangsOnTalk.includes(of)) return talk;
  return mayHangOnTalk.includes(of) && falls(2) ? (talk ?? null) : null;
}

function linkFor({ pick, falls }: Chance, of: PairTable, inPair: InPair): Hanging {
  const any = (table: PairTable) => pick(inPair(table))?.id;
  const versions = inPair('agreements');
  const newest = versions.find((a) => versions.every((b) => b.link !== a.id))?.id;
  const links: Partial<Record<PairTable, () => Hanging>> = {
    agreements: () => (falls(6) ? null : (newest ?? null)),
    agreement_signatures: () => (falls(5) ? any('agreements') : newest),
    note_versions: () => any('notes'),
    goal_reviews: () => any('goals'),
    actions: () => (falls(2) ? (any('goals') ?? null) : null)
  };
  const link = links[of];
  return link ? link() : null;
}

function wordFor({ pick }: Chance, of: PairTable): string {
  if (of === 'common_ground' || of === 'card_answers') return pick(['one', 'two']) ?? '';
  if (of === 'conversations') return pick(['tomorrow', 'long ago']) ?? '';
  return of === 'live_updates' ? newId() : 'written';
}

function stateFor({ pick }: Chance, of: PairTable): string {
  if (of === 'conversations') return pick(['planned', 'planned', 'proposed', 'held', 'cancelled']) ?? '';
  return of === 'goals' ? 'open' : 'there';
}

function hatFor({ pick, falls }: Chance, of: PairTable): string {
  if (of === 'hat_changes') return pick(hats) ?? 'coach';
  return of === 'conversations' && falls(4) ? 'evaluator' : 'coach';
}

const isActive = (pair: Pair) => pair.status === 'active';

export function fitLay(chance: Chance): Fit | null {
  const of = chance.focus ?? chance.pick(pairTables, (table) => table !== 'hat_changes' && table !== 'note_versions') ?? 'notes';
  const pair = chance.pick(chance.world.pairs, (p) => isActive(p) || (of === 'coach_declarations' && p.status === 'proposed'));
  const role = writers[of] ?? chance.pick(sides) ?? 'coach';
  const act = pair && draftPaper(chance, { of, pair, role });
  return act ? { by: pair[role], organisation: pair.organisation, act } : null;
}

/** What papers of a table come to. Those that are not here never change; trying that is refused by the database itself. */
const changes: Partial<Record<PairTable, readonly Alteration[]>> = {
  evaluation_releases: ['withdrawn', 'withdrawn', 'later'],
  meeting_offers: ['answered', 'answered', 'early'],
  notes: ['share', 'unshare', 'rewrite', 'rewrite', 'deleted', 'there', 'later'],
  goals: ['open', 'achieved'],
  actions: ['done'],
  pair_rhythms: ['put off'],
  conversations: ['planned', 'planned', 'held', 'skipped', 'cancelled', 'hat']
};
const alterable = pairTables.filter((table) => table in changes);
const removable: readonly PairTable[] = ['card_answers', 'common_ground', 'learnings', 'conversation_times', 'topics', 'live_updates'];

/** A paper in an active pair and the person whose it is to change: its writer, but for what the other answers. */
function choosePaper({ world, pick, focus }: Chance, tables: readonly PairTable[]) {
  const of = focus && tables.includes(focus) ? focus : (pick(tables, (table) => world[table].length > 0) ?? 'notes');
  const pairOf = (p: Paper) => world.pairs.find((pair) => pair.organisation === p.organisation && pair.id === p.pair);
  const paper = pick(world[of], (p) => pairOf(p)?.status === 'active' && p.state !== 'over' && p.state !== 'dropped');
  const pair = paper && pairOf(paper);
  return pair ? { of, paper, by: of === 'meeting_offers' ? pair.coachee : paper.person, organisation: pair.organisation } : null;
}

export function fitAlter(chance: Chance): Fit | null {
  const chosen = choosePaper(chance, alterable);
  if (!chosen) return null;
  const { of, paper, by, organisation } = chosen;
  const to = chance.pick(changes[of] ?? alterations) ?? 'there';
  const id = chance.falls(5) ? null : paper.id;
  return { by, organisation, act: { kind: 'alter', of, id, paper, to, hat: chance.pick(hats) ?? 'coach' } };
}

export function fitTakeAway(chance: Chance): Fit | null {
  const chosen = choosePaper(chance, removable);
  if (!chosen) return null;
  const { of, paper, by, organisation } = chosen;
  return { by, organisation, act: { kind: 'take away', of, id: chance.falls(5) ? null : paper.id, paper } };
}

export function fitWear({ world, pick }: Chance): Fit | null {
  const isDeclared = (pair: Pair) =>
    world.coach_declarations.some((d) => d.organisation === pair.organisation && d.pair === pair.id && d.roles.length > 0);
  const pair = pick(world.pairs, (p) => isActive(p) && isDeclared(p));
  return pair ? { by: pair.coach, organisation: pair.organisation, act: { kind: 'wear', hat: pick(hats) ?? 'coach' } } : null;
}

export function fitLookAtNotes({ world, pick }: Chance): Fit | null {
  const note = pick(world.notes, (n) => n.isOpen && n.state === 'there');
  const pair = note && world.pairs.find((p) => p.organisation === note.organisation && p.id === note.pair);
  if (!pair) return null;
  const notes = world.notes.filter((n) => n.organisation === pair.organisation && n.pair === pair.id).map((n) => n.id);
  const by = note.person === pair.coach ? pair.coachee : pair.coach;
  return { by, organisation: pair.organisation, act: { kind: 'look at notes', notes } };
}

/** A question about a pair, or about something that lies in it. */
export function fitPairQuestion(chance: Chance): Fit | null {
  const { world, pick } = chance;
  const question = chooseQuestion(chance);
  const of = questionsAbout[question];
  const paper = of && pick(world[of]);
  const pair = pick(world.pairs, (p) => isActive(p) && (!paper || (paper.organisation === p.organisation && paper.pair === p.id)));
  if (!pair) return null;
  const by = question === 'silent_pairs' ? leaderOf(chance, pair) : pair[pick(sides) ?? 'coach'];
  const about = paper ?? { ...blank, id: pair.id, word: 'one' };
  const id = of === 'look_backs' ? (about.talk ?? pair.id) : about.id;
  return { by, organisation: pair.organisation, act: { kind: 'ask pair', question, pair: pair.id, id, word: about.word } };
}

function chooseQuestion({ pick, focus }: Chance): PairQuestion {
  return pick((focus && questionsOf[focus]) ?? pairQuestions) ?? 'is_agreed';
}

/** What is asked of a table in focus. */
const questionsOf: Partial<Record<PairTable, readonly PairQuestion[]>> = {
  common_ground: ['both_noted', 'noted_count'],
  look_backs: ['both_looked_back'],
  agreement_signatures: ['is_agreed', 'is_agreed', 'newest_agreement'],
  conversations: ['may_plan', 'silent_pairs'],
  notes: ['may_see_note'],
  coach_declarations: ['declared_roles']
};

const questionsAbout: Partial<Record<PairQuestion, PairTable>> = {
  both_looked_back: 'look_backs',
  may_see_note: 'notes',
  both_noted: 'common_ground'
};

function leaderOf({ world, pick }: Chance, { organisation, programme, coach }: Pair): string {
  const members = world.memberships.filter((m) => m.organisation === organisation && m.programme === programme);
  return pick(members, (m) => m.role === 'coordinator')?.person ?? coach;
}
