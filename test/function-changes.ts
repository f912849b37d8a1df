import type { FunctionChange } from './mutants.ts';
import { matchChanges } from './match-function-changes.ts';
import { pairChanges } from './pair-function-changes.ts';

const here = 'organisation_id = live.organisation_id and ';
const hereToo = 'organisation_id = app.organisation_id() and ';
const isCoach = `if live.hat is distinct from 'coach' then return '{}'; end if;`;
const party = 'and relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[])';

/** What each function asks, taken away piece by piece. */
export const functionChanges: readonly FunctionChange[] = [
  ...(['coaching', 'coaching_ever'] as const).flatMap((name): FunctionChange[] => [
    [name, isCoach, ''],
    [name, here, ''],
    [name, 'coach_id = live.person_id', 'live.person_id in (coach_id, coachee_id)']
  ]),
  ...(['coached', 'coached_ever'] as const).flatMap((name): FunctionChange[] => [
    [name, here, ''],
    [name, 'coachee_id = live.person_id', 'live.person_id in (coach_id, coachee_id)']
  ]),
  ['coaching', " and status = 'active'", ''],
  ['coached', " and status = 'active'", ''],
  ['coaching_ever', "'active', 'ended'", "'active', 'ended', 'proposed'"],
  ['coaching_ever', "'active', 'ended'", "'active', 'ended', 'declined'"],
  ['coached_ever', "'active', 'ended'", "'active', 'ended', 'proposed'"],
  ['coached_ever', "'active', 'ended'", "'active', 'ended', 'declined'"],
  ['counterparts', here, ''],
  ['counterparts', " and status <> 'declined'", ''],
  ['may_pair', 'programme = any (app.programmes_coordinated())', 'true'],
  ['may_pair', 'organisation_id = app.organisation_id()', 'true'],
  ['may_pair', 'programme_id = programme', 'true'],
  ['may_pair', " and role = 'coach')", ')'],
  ['may_pair', " and role = 'coachee')", ')'],
  ['programmes_coordinated', hereToo, ''],
  ['programmes_coordinated', "and role = 'coordinator' ", ''],
  ['programmes_coordinated', 'person_id = app.person_id()', 'true'],
  ['programmes_joined', hereToo, ''],
  ['programmes_joined', 'person_id = app.person_id()', 'true'],
  ['people_coordinated', hereToo, ''],
  ['people_coordinated', 'programme_id = any ((select app.programmes_coordinated())::uuid[])', 'true'],
  ['is_administrator', hereToo, ''],
  ['is_administrator', "and role = 'administrator' ", ''],
  ['is_administrator', 'person_id = app.person_id()', 'true'],
  ['is_administrator', ' and programme_id is null', ''],
  ['may_create_programmes', hereToo, ''],
  ['may_create_programmes', "and role in ('administrator', 'coordinator')", ''],
  ['may_create_programmes', 'person_id = app.person_id()', 'true'],
  ['may_create_programmes', 'and programme_id is null', ''],
  ['create_programme', 'if not app.may_create_programmes()', 'if false'],
  ['both_handed_in', 'count(*) = 2', 'count(*) >= 1'],
  ['both_handed_in', ' and handed_in_at is not null', ''],
  ['both_handed_in', hereToo, ''],
  ['both_handed_in', party, ''],
  ['is_open', 'and due_at > now()', ''],
  ['is_open', 'and not app.both_handed_in(mirror)', ''],
  ['is_open', hereToo, ''],
  ['is_open', party, ''],
  ['released_level', hereToo, ''],
  ['released_level', "level <> 'nothing' and ", ''],
  ['released_level', 'relationship_id = any ((select app.coached_ever())::uuid[])', 'true'],
  ['released_level', 'relationship_id = any ((select app.coaching())::uuid[])', 'true'],
  ['mirror_turns', 'and m.relationship_id = any (app.coaching() || app.coached_ever())', ''],
  ['mirror_turns', 'm.organisation_id = app.organisation_id() and ', ''],
  ['open_mirror', 'and app.is_open(m.id)', 'and false'],
  ['open_mirror', 'and r.id = any (app.coaching() || app.coached())', ''],
  ['open_mirror', " and r.status = 'active'", ''],
  ['open_mirror', 'r.organisation_id = app.organisation_id() and ', ''],
  ['answer_proposal', 'and me in (r.coach_id, r.coachee_id) ', ''],
  ['answer_proposal', "and r.status = 'proposed' for update", 'for update'],
  ['answer_proposal', 'r.coach_accepted_at is not null and ', ''],
  ['answer_proposal', ' and r.coachee_accepted_at is not null', ''],
  ['answer_proposal', 'r.organisation_id = app.organisation_id() and ', ''],
  ['end_relationship', "and r.status = 'active'", ''],
  ['end_relationship', 'and app.person_id() in (r.coach_id, r.coachee_id)', ''],
  ['end_relationship', 'r.organisation_id = app.organisation_id() and ', ''],
  ['record_look', 'and id = any (app.coaching())', ''],
  ['record_look', here, ''],
  ['live_session', 'and ended_at is null ', ''],
  ...pairChanges,
  ...matchChanges
];
