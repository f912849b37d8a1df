import type { Mask } from './mask.ts';
import { equivalentOfPairs, maskedOfPairs } from './pair-masked-mutants.ts';

const bothParty = 'both_handed_in: "and relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[])" as ""';
const openParty = 'is_open: "and relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[])" as ""';
const levelParty = 'released_level: "relationship_id = any ((select app.coaching())::uuid[])" as "true"';
const coaching = '(relationship_id = ANY (( SELECT app.coaching() AS coaching)::uuid[]))';
const coachedEver = '(relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[]))';
const leads = '(programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]))';
const isMe = '(person_id = ( SELECT app.person_id() AS person_id))';
const forAll = '(programme_id IS NULL)';
const administers = '( SELECT app.is_administrator() AS is_administrator)';
const noGrant = 'the columns it guards have no grant, and the same question stands in the other half of the policy';

const suggested = 'insert_coordinated on match_suggestions';
const roundsUpdated = 'update_coordinated on match_rounds';

/** Mutants that change nothing as long as another lock holds: each dies when that lock is taken away as well. */
export const masked: Readonly<Record<string, Mask>> = {
  ...maskedOfPairs,
  'select_here on own_tools: using true': { reason: 'the organisation is asked for once more', also: ['tenant on own_tools: dropped'] },
  [`${suggested}: with check without (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[]))`]: {
    reason: 'a suggestion of the worlds names the programme of its round; db/tests/match_suggestions.test.ts tells them apart',
    also: [`${suggested}: with check true`]
  },
  [`${suggested}: with check without ${leads}`]: {
    reason: 'as above',
    also: [`${suggested}: with check true`]
  },
  [`${roundsUpdated}: using true`]: {
    reason: 'the same question stands in the other half of the policy, and in the policy for reading',
    also: [`${roundsUpdated}: with check true`, 'select_coordinated on match_rounds: using true']
  },
  'select_released on mirror_releases: using app.coaching() as app.coaching_ever()': {
    reason: 'both_handed_in answers the pair only, and an ex-coach is no longer of it',
    also: [bothParty]
  },
  [`select_released on mirror_releases: using without ${coaching}`]: { reason: 'both_handed_in answers the pair only', also: [bothParty] },
  'select_released_items on mirror_responses: using app.coaching() as app.coaching_ever()': {
    reason: 'both_handed_in and released_level answer the pair only',
    also: [bothParty, levelParty]
  },
  [`select_coach_after_both on mirror_responses: using without ${coachedEver}`]: {
    reason: 'both_handed_in answers the pair only',
    also: [bothParty]
  },
  'insert_own on mirror_responses: with check app.coaching() as app.coaching_ever()': {
    reason: 'is_open answers the pair only, and an ex-coach is no longer of it',
    also: [openParty]
  },
  'update_own on mirror_responses: using app.coaching() as app.coaching_ever()': {
    reason: 'is_open answers the pair only, and an ex-coach is no longer of it',
    also: [openParty]
  },
  'insert_own on mirror_responses: with check without (handed_in_at IS NULL)': {
    reason: 'no grant to insert handed_in_at',
    sql: [
      'grant insert (handed_in_at) on mirror_responses to vierpoot_app',
      'revoke insert (handed_in_at) on mirror_responses from vierpoot_app'
    ]
  },
  [`update_own on mirror_responses: with check without ${isMe}`]: {
    reason: noGrant,
    also: [`update_own on mirror_responses: using without ${isMe}`]
  },
  [`update_own on mirror_releases: with check without ${coachedEver}`]: {
    reason: noGrant,
    also: ['update_own on mirror_releases: using true']
  },
  'update_own on people: with check true': { reason: noGrant, also: ['update_own on people: using true'] },
  'update_own on sessions: with check true': { reason: noGrant, also: ['update_own on sessions: using true'] },
  'update_coordinated on programmes: with check true': { reason: noGrant, also: ['update_coordinated on programmes: using true'] },
  'update_coordinated on invitations: with check true': { reason: noGrant, also: ['update_coordinated on invitations: using true'] },
  'update_administered on invitations: with check true': { reason: noGrant, also: ['update_administered on invitations: using true'] },
  [`update_administered on invitations: with check without ${forAll}`]: {
    reason: noGrant,
    also: [`update_administered on invitations: using without ${forAll}`]
  },
  [`update_administered on invitations: with check without ${administers}`]: {
    reason: noGrant,
    also: [`update_administered on invitations: using without ${administers}`]
  },
  'insert_member on jobs: with check true': { reason: 'the tenant policy asks the same', also: ['tenant on jobs: dropped'] },
  'tenant on jobs: dropped': { reason: 'insert_member asks the same', also: ['insert_member on jobs: with check true'] },
  'tenant on jobs: using true': { reason: 'insert_member asks the same', also: ['insert_member on jobs: with check true'] },
  'select_own on organisations: using true': { reason: 'the tenant policy asks the same', also: ['tenant on organisations: dropped'] },
  'tenant on organisations: dropped': { reason: 'select_own asks the same', also: ['select_own on organisations: using true'] },
  'tenant on organisations: using true': { reason: 'select_own asks the same', also: ['select_own on organisations: using true'] },
  [`insert_coordinated on relationships: with check without ${leads}`]: {
    reason: 'may_pair asks the same',
    also: ['may_pair: "programme = any (app.programmes_coordinated())" as "true"']
  },
  'may_pair: "programme = any (app.programmes_coordinated())" as "true"': {
    reason: 'the policy asks the same',
    also: [`insert_coordinated on relationships: with check without ${leads}`]
  },
  "insert_coordinated on relationships: with check without (status = 'proposed'::text)": {
    reason: 'no grant to insert status',
    sql: ['grant insert (status) on relationships to vierpoot_app', 'revoke insert (status) on relationships from vierpoot_app']
  },
  "insert_coordinated on memberships: with check without (role <> 'administrator'::text)": {
    reason: 'a check of the table: an administrator is of the whole organisation',
    sql: [
      'alter table memberships drop constraint memberships_check1',
      "delete from memberships where programme_id is not null and role = 'administrator'; alter table memberships add constraint memberships_check1 check (programme_id is null or role <> 'administrator')"
    ]
  }
};

const noCards = 'worlds know no cards of wishes: db/tests/match_wishes.test.ts, db/tests/match_suggestions.test.ts';
const sameIds = 'worlds have no two organisations with the same ids: db/tests/match_suggestions.test.ts does';

/** Mutants that worlds cannot tell apart at all, each with the test that guards the same lock. */
export const equivalent: Readonly<Record<string, string>> = {
  ...equivalentOfPairs,
  'tenant on digests: dropped': 'the application has no grant on the table: db/tests/digests.test.ts',
  'tenant on digests: using true': 'the application has no grant on the table: db/tests/digests.test.ts',
  'tenant on imports: dropped': 'the application has no grant on the table: db/tests/imports.test.ts',
  'tenant on imports: using true': 'the application has no grant on the table: db/tests/imports.test.ts',
  "insert_coordinated on match_rounds: with check without (status = 'draft'::text)":
    'the state cannot be written at once: no grant on the column',
  'update_coordinated on match_rounds: with check true': 'the programme it guards cannot be changed: no grant on the column',
  [`update_coordinated on match_settings: with check without ${leads}`]:
    'the programme it guards cannot be changed: no grant on the column',
  [`update_own on match_choices: with check without (coachee_id = ( SELECT app.person_id() AS person_id))`]:
    'the coachee it guards cannot be changed: no grant on the column',
  'update_own on match_profiles: with check true': 'the person it guards cannot be changed: no grant on the column',
  'update_own on match_backgrounds: with check true': 'the profile it guards cannot be changed: no grant on the column',
  "select_coordinated on match_suggestions: using without (why <> 'wish'::text)": noCards,
  "insert_coordinated on match_suggestions: with check without (why <> 'wish'::text)": noCards,
  'tenant on match_asks: dropped': 'the application has no grant on the table: db/tests/match_asks.test.ts',
  'tenant on match_asks: using true': 'the application has no grant on the table: db/tests/match_asks.test.ts',
  'tenant on match_wishes: dropped': 'the application has no grant on the table: db/tests/match_wishes.test.ts',
  'tenant on match_wishes: using true': 'the application has no grant on the table: db/tests/match_wishes.test.ts',
  'tenant on sign_in_links: dropped': 'the application has no grant on the table: db/tests/sign_in_links.test.ts',
  'tenant on sign_in_links: using true': 'the application has no grant on the table: db/tests/sign_in_links.test.ts',
  'coaching_ever: "coach_id = live.person_id" as "live.person_id in (coach_id, coachee_id)"':
    'used for own responses only, where the coachee is let in by coached_ever',
  'is_administrator: " and programme_id is null" as ""':
    'the table refuses an administrator of one programme: db/tests/memberships.test.ts',
  'open_mirror: " and r.status = \'active\'" as ""': 'matters only while the other stops the pair: db/tests/mirrors.test.ts, on the server',
  'rounds_open: "s.organisation_id = r.organisation_id and " as ""': sameIds,
  'were_suggested: "organisation_id = app.organisation_id() and " as ""': sameIds
};
