import * as fc from 'fast-check';
import { type Focus, focusIn, type Hat, type PairTable, pairTables, type SheetTable, sheetTables } from './model-types.ts';

const someRole = fc.record({
  role: fc.constantFrom('coach', 'coach', 'coachee', 'coachee', 'coordinator', 'coordinator', 'adviser', 'evaluator', 'administrator'),
  programme: fc.constantFrom(0, 0, 1, null)
});
const somePerson = fc.record({
  place: fc.nat(1),
  refusesMails: fc.boolean(),
  hasFeed: fc.boolean(),
  roles: fc.array(someRole, { maxLength: 4, size: 'max' }),
  hats: fc.constantFrom<readonly Hat[]>(['coach'], ['coach', 'evaluator'], ['coach', 'manager'], ['evaluator'])
});
const somePair = fc.record({
  place: fc.nat(1),
  programme: fc.nat(1),
  coach: fc.nat(7),
  coachee: fc.nat(7),
  status: fc.constantFrom('proposed', 'proposed', 'declined', 'active', 'active', 'active', 'active', 'ended'),
  accepted: fc.record({ coach: fc.boolean(), coachee: fc.boolean() }),
  keys: fc.constantFrom<readonly ('coaching' | 'evaluation')[]>([], ['coaching'], ['evaluation'], ['coaching', 'evaluation'])
});
const someResponse = fc.constantFrom('none', 'draft', 'in', 'in');
const someMirror = fc.record({
  pair: fc.nat(7),
  isLapsed: fc.constantFrom(false, false, true),
  coach: someResponse,
  coachee: someResponse,
  release: fc.constantFrom(null, null, null, 'nothing', 'scores', 'items'),
  outsider: fc.constantFrom(null, null, null, null, 'coach', 'coachee')
});

const companions: Partial<Record<PairTable, readonly PairTable[]>> = {
  agreement_signatures: ['agreements', 'agreements'],
  note_versions: ['notes', 'notes'],
  goal_reviews: ['goals'],
  evaluation_releases: ['coach_declarations'],
  hat_changes: ['coach_declarations'],
  ...{ conversation_times: ['conversations'], topics: ['conversations'], look_backs: ['conversations'] },
  ...{ live_updates: ['conversations'], live_versions: ['conversations'] },
  conversations: ['agreements', 'agreement_signatures', 'pair_rhythms']
};

/** Papers of any table, and mostly of the table in focus and what its papers hang on. */
const somePaper = (focus: PairTable | null) =>
  fc.record({
    of: fc.constantFrom(
      ...pairTables,
      'conversations',
      'notes',
      'coach_declarations',
      ...(focus ? Array.from({ length: 10 }, () => [focus, ...(companions[focus] ?? [])]).flat() : [])
    ),
    pair: fc.nat(7),
    by: fc.constantFrom('coach', 'coach', 'coachee', 'coachee', 'outsider'),
    dice: fc.array(fc.nat(999), { minLength: 7, maxLength: 7 }),
    state: fc.constantFrom(null, null, 'withdrawn', 'answered', 'done', 'deleted', 'over')
  });

/** Mostly rounds and profiles, on which most else of the match hangs, and what is in focus. */
/** What there must be plenty of before a sheet of the table in focus fits. */
const hangsOn: Partial<Record<SheetTable, SheetTable>> = { match_choices: 'match_suggestions' };

const someSheet = (focus: SheetTable | null) =>
  fc.record({
    of: fc.constantFrom<SheetTable[]>(
      ...sheetTables,
      ...sheetTables,
      'match_profiles',
      'match_rounds',
      'match_rounds',
      'match_suggestions',
      'match_suggestions',
      ...(focus ? Array.from({ length: 6 }, () => [focus, hangsOn[focus] ?? focus]).flat() : [])
    ),
    programme: fc.nat(3),
    dice: fc.array(fc.nat(999), { minLength: 7, maxLength: 7 }),
    state: fc.constantFrom('draft', 'in', 'in', 'ready', 'published', 'published', 'closed')
  });

/**
 * The shapes of random worlds of two organisations, also of ones that the application would never make: a lapsed round
 * with a release, an answer of an outsider. Half share their ids, so that only the organisation tells their rows apart.
 */
export const plansAbout = (focus: Focus, { papers = 40, sheets = 0 }: { papers?: number; sheets?: number } = {}) =>
  fc.record({
    sharesIds: fc.boolean(),
    people: fc.array(somePerson, { minLength: 5, maxLength: 8, size: 'max' }),
    pairs: fc.array(somePair, { minLength: 2, maxLength: 6, size: 'max' }),
    mirrors: fc.array(someMirror, { minLength: 1, maxLength: 8, size: 'max' }),
    needs: fc.array(fc.record({ pair: fc.nat(7), by: fc.constantFrom('coachee', 'coachee', 'coach') }), { maxLength: 5, size: 'max' }),
    looks: fc.array(fc.record({ place: fc.nat(1), subject: fc.nat(7), viewer: fc.nat(7) }), { maxLength: 3, size: 'max' }),
    invitations: fc.array(
      fc.record({ place: fc.nat(1), programme: fc.constantFrom(0, 1, null), isAccepted: fc.boolean(), isRevoked: fc.boolean() }),
      { maxLength: 5, size: 'max' }
    ),
    papers: fc.array(somePaper(focusIn(pairTables, focus)), { maxLength: papers, size: 'max' }),
    sheets: fc.array(someSheet(focusIn(sheetTables, focus)), { maxLength: sheets, size: 'max' })
  });
export type Plan = ReturnType<typeof plansAbout> extends fc.Arbitrary<infer Shape> ? Shape : never;
