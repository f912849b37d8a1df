import type { FunctionChange } from './mutants.ts';

const here = 'organisation_id = app.organisation_id() and ';
const isOut = "status in ('published', 'closed') and ";

/** What the functions of the match ask, taken away piece by piece. */
export const matchChanges: readonly FunctionChange[] = [
  ['programmes_as', here, ''],
  ['programmes_as', 'person_id = app.person_id() and ', ''],
  ['programmes_as', 'role = as_role and ', ''],
  ['rounds_coordinated', here, ''],
  ['rounds_coordinated', 'programme_id = any (app.programmes_coordinated())', 'true'],
  ['rounds_published', here, ''],
  ['rounds_published', isOut, ''],
  ['rounds_published', "'published', 'closed'", "'published', 'closed', 'ready'"],
  ['rounds_published', 'programme_id = any (app.programmes_joined())', 'true'],
  ['rounds_open', "r.status = 'published'", "r.status in ('published', 'closed')"],
  ['rounds_open', ' and r.programme_id = any (app.programmes_joined())', ''],
  ['rounds_open', 's.organisation_id = r.organisation_id and ', ''],
  ['rounds_open', ' and s.coachee_id = app.person_id()', ''],
  ['coaches_suggested', here, ''],
  ['coaches_suggested', 'coachee_id = app.person_id() and ', ''],
  ['coaches_suggested', 'round_id = any (app.rounds_published())', 'true'],
  ['own_profiles', here, ''],
  ['own_profiles', 'person_id = app.person_id()', 'true'],
  ['profiles_coordinated', here, ''],
  ['profiles_coordinated', 'handed_in_at is not null and ', ''],
  ['profiles_coordinated', 'programme_id = any (app.programmes_coordinated())', 'true'],
  ['profiles_in_view', ' and s.round_id = any (app.rounds_published())', ''],
  ['profiles_in_view', ' and s.coachee_id = live.person_id', ''],
  ['profiles_in_view', "and p.role = 'coach' and p.handed_in_at is not null", "and p.role = 'coach'"],
  ['profiles_in_view', "and p.role = 'coach' and p.handed_in_at is not null", 'and p.handed_in_at is not null'],
  ['profiles_in_view', 'p.programme_id = s.programme_id and ', ''],
  ['profiles_in_view', 'p.programme_id = r.programme_id and ', ''],
  ['profiles_in_view', "live.hat = 'coach' and ", ''],
  ['profiles_in_view', "p.person_id = r.coach_id and p.role = 'coach'", 'p.person_id = r.coach_id'],
  ['profiles_in_view', "p.person_id = r.coachee_id and p.role = 'coachee'", 'p.person_id = r.coachee_id'],
  ['profiles_in_view', " and r.status in ('proposed', 'active')", ''],
  ['were_suggested', here, ''],
  ['were_suggested', 'round_id = round and ', ''],
  ['were_suggested', ' and coachee_id = app.person_id()', ''],
  ['are_of_programme', '(select app.person_id() in (coachee, coach) or programme = any (app.programmes_coordinated()))', 'true'],
  ['are_of_programme', "programme_id = programme and person_id = coach and role = 'coach'", "person_id = coach and role = 'coach'"],
  [
    'are_of_programme',
    "programme_id = programme and person_id = coach and role = 'coach'",
    'programme_id = programme and person_id = coach'
  ],
  ['are_of_programme', "programme_id = programme and person_id = coachee and role = 'coachee'", "person_id = coachee and role = 'coachee'"],
  [
    'are_of_programme',
    "programme_id = programme and person_id = coachee and role = 'coachee'",
    'programme_id = programme and person_id = coachee'
  ],
  ['are_of_programme', 'organisation_id = app.organisation_id()', 'true'],
  ['may_write_tools', here, ''],
  ['may_write_tools', 'person_id = app.person_id() and ', ''],
  ['may_write_tools', " and role in ('coordinator', 'administrator')", ''],
  ['members_coordinated', here, ''],
  ['members_coordinated', 'role = as_role and ', ''],
  ['members_coordinated', 'programme_id = any (app.programmes_coordinated())', 'true']
];
