import type { Mask } from './mask.ts';

const arrayOf = (name: string) => `(relationship_id = ANY (( SELECT app.${name}() AS ${name})::uuid[]))`;
const atWork = arrayOf('pairs_at_work');
const coached = arrayOf('coached');
const inView = arrayOf('pairs_in_view');
const isMe = '(person_id = ( SELECT app.person_id() AS person_id))';
const halves = 'the columns it guards have no grant, and the same question stands in the other half of the policy';
const asksInView = (name: string) => `${name}: " and relationship_id = any (app.pairs_in_view())" as ""`;
const planAtWork = 'may_plan: "relationship = any (app.pairs_at_work()) and " as ""';

const wider = {
  work: 'app.pairs_at_work() as app.pairs_in_view()',
  party: 'app.pairs_in_view() as app.pairs_as_party()',
  coached: 'app.coached() as app.coached_ever()'
};

/** What is asked before a change and after it: each half holds when the other is lost. */
function halvesOf(policy: string, parts: readonly string[], isBothWays = false): [string, Mask][] {
  return parts.flatMap((part): [string, Mask][] => [
    [`${policy}: with check ${part}`, { reason: halves, also: [`${policy}: using ${part}`] }],
    ...(isBothWays ? [[`${policy}: using ${part}`, { reason: halves, also: [`${policy}: with check ${part}`] }] as [string, Mask]] : []) // a pair
  ]);
}

/** A policy whose function asks the same again. */
function askedAgain(policy: string, parts: readonly string[], also: string): [string, Mask][] {
  return parts.map((part) => [`${policy} ${part}`, { reason: 'its function asks the same', also: [also] }]);
}

/** Mutants on the tables of pairs that change nothing as long as another lock holds. */
export const maskedOfPairs: Readonly<Record<string, Mask>> = Object.fromEntries<Mask>([
  [`update_party on conversations: with check without ${atWork}`, { reason: halves, also: ['update_party on conversations: using true'] }],
  ...['actions', 'goals', 'pair_rhythms'].flatMap((table) => halvesOf(`update_party on ${table}`, ['true', wider.work])),
  ...halvesOf('update_party on conversations', [wider.work], true),
  ...halvesOf('update_coachee on meeting_offers', [wider.coached], true),
  ...halvesOf('update_coachee on meeting_offers', [`without ${coached}`]),
  ...halvesOf('update_own on evaluation_releases', [`without ${isMe}`]),
  ...halvesOf('update_own on notes', [`without ${isMe}`, `without ${inView}`, wider.party]),
  ...askedAgain('select_seen on note_versions: using', [`without ${inView}`, wider.party], asksInView('may_see_note')),
  ...askedAgain(
    'tenant on note_versions:',
    ['dropped', 'using true'],
    'may_see_note: "organisation_id = app.organisation_id() and " as ""'
  ),
  ...askedAgain('insert_party on conversations: with check', [`without ${atWork}`, wider.work], planAtWork),
  ...askedAgain('select_mutual on common_ground: using', [`without ${inView}`, wider.party], asksInView('both_noted')),
  ...askedAgain('select_after_both on look_backs: using', [`without ${inView}`, wider.party], asksInView('both_looked_back'))
]);

/** Mutants on the tables of pairs that worlds cannot tell apart, each with the test that guards the same lock. */
export const equivalentOfPairs: Readonly<Record<string, string>> = {
  'change_hat: "r.organisation_id = live.organisation_id and " as ""':
    'declared_roles, which it asks, stays within the organisation: db/tests/hat_changes.test.ts',
  'answer_proposal: "when accepts and is_news then null else" as "else"':
    'takes three acts in a row in one pair: db/tests/relationships.test.ts',
  'noted_count: "organisation_id = app.organisation_id() and " as ""':
    'needs the same person in the same pair in two organisations, which is rare even in worlds: db/tests/common_ground.test.ts',
  'is_agreed: "organisation_id = app.organisation_id() and " as ""':
    'needs an agreement in a pair of the same id in two organisations, which is rare even in worlds: db/tests/agreement_signatures.test.ts',
  'silent_pairs: "r.organisation_id = app.organisation_id() and " as ""':
    'needs a silent pair of the same id in two organisations, which is rare even in worlds: db/tests/conversations.test.ts',
  'record_note_looks: "n.organisation_id = live.organisation_id and " as ""': 'no two notes of a world share an id: db/tests/notes.test.ts',
  'both_looked_back: "organisation_id = app.organisation_id() and " as ""':
    'no two talks of a world share an id: db/tests/look_backs.test.ts',
  'pairs_evaluated: "if live.hat is null or live.hat = \'coach\' then return \'{}\'; end if;" as ""':
    'nobody can declare the hat of coach: db/tests/coach_declarations.test.ts',
  'pairs_evaluated: "r.organisation_id = live.organisation_id and " as ""':
    'declared_roles, which it asks, stays within the organisation: db/tests/evaluation_releases.test.ts',
  'insert_own on common_ground: with check without (app.noted_count(relationship_id) < 12)':
    'hardly anybody notes twelve lines in a world: db/tests/common_ground.test.ts',
  "insert_evaluation on data_keys: with check without (purpose = 'evaluation'::text)":
    'whoever may make this key may make the other: db/tests/data_keys.test.ts'
};
