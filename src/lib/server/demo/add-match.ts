import type { ClientBase } from 'pg';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import {
  listNamesakes,
  type MatchBackground,
  type MatchProfile,
  parseMatchBackground,
  parseMatchProfile,
  toCoach,
  toCoachee
} from '#lib/domain/matching/profile.ts';
import { describeRun } from '#lib/server/matching/describe-run.ts';
import { workOut } from '#lib/server/matching/work-out.ts';
import { newId } from '#lib/server/new-id.ts';
import type { Result } from '#lib/server/queries/match-results.ts';
import { type DemoProfile, demoProfiles } from './demo-match.ts';

/** The programme of a demo organisation, and the id of each person by key. */
export type DemoPlace = { tenant: string; programme: string; idOf: (key: string) => string };

/** What demo people told about themselves, and a round that was worked out and published, in which coachees without a coach may choose. */
export async function addMatch(client: ClientBase, place: DemoPlace): Promise<void> {
  const { tenant, programme, idOf } = place;
  for (const profile of demoProfiles) await addProfile(client, place, profile);
  await client.query('insert into match_settings (organisation_id, programme_id, settings, asks_wishes) values ($1, $2, $3, true)', [
    tenant,
    programme,
    JSON.stringify(standardSettings)
  ]);
  const round = newId();
  await client.query(
    `insert into match_rounds (organisation_id, id, programme_id, status, settings, summary, created_by, run_at, published_at)
      values ($1, $2, $3, 'published', $4, '{"shortfalls": [], "conflicts": []}', $5, now(), now())`,
    [tenant, round, programme, JSON.stringify(standardSettings), idOf('coordinator')]
  );
  for (const { key, side, capacity } of demoProfiles) {
    const row = [tenant, round, idOf(key), side, side === 'coach' ? capacity : null];
    await client.query(
      'insert into match_participants (organisation_id, round_id, person_id, role, capacity) values ($1, $2, $3, $4, $5)',
      row
    );
  }
  for (const result of workOutDemo(idOf)) await addResult(client, { ...place, round }, result);
  for (const act of ['create', 'run', 'publish'])
    await client.query('insert into match_decisions (organisation_id, id, round_id, person_id, act) values ($1, $2, $3, $4, $5)', [
      ...[tenant, newId(), round, idOf('coordinator'), act]
    ]);
}

/** What a run finds for the demo people. */
function workOutDemo(idOf: DemoPlace['idOf']): Result[] {
  const kept = demoProfiles.map((one) => ({
    ...one,
    id: idOf(one.key),
    profile: profileOf(one),
    background: backgroundOf(one),
    marks: []
  }));
  const nobody = listNamesakes([]);
  const people = {
    coachees: kept.filter(({ side }) => side === 'coachee').map((one) => toCoachee(one, nobody)),
    coaches: kept.filter(({ side }) => side === 'coach').map((one) => toCoach(one, nobody))
  };
  const rules = { settings: standardSettings, bans: [], pins: [] };
  return describeRun(
    people,
    workOut(people, rules, () => undefined),
    rules
  );
}

async function addResult(client: ClientBase, { tenant, programme, round }: DemoPlace & { round: string }, result: Result): Promise<void> {
  const { coacheeId, coachId, place, why, isAssigned, ground, horizon } = result;
  await client.query(
    `insert into match_results (organisation_id, round_id, coachee_id, coach_id, place, why, is_assigned, ground, horizon)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tenant, round, coacheeId, coachId, place, why, isAssigned, ground, horizon]
  );
  if (why === 'full') return;
  await client.query(
    `insert into match_suggestions (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tenant, round, programme, coacheeId, coachId, place, why]
  );
}

function profileOf({ side, capacity, told }: DemoProfile): MatchProfile {
  return parseMatchProfile({ ...(side === 'coach' && { capacity, evaluatorContact: 'none', roles: [] }), ...told });
}

function backgroundOf({ background = {} }: DemoProfile): MatchBackground {
  return parseMatchBackground(background);
}

async function addProfile(client: ClientBase, { tenant, programme, idOf }: DemoPlace, profile: DemoProfile): Promise<void> {
  const id = newId();
  const { key, side } = profile;
  await client.query(
    `insert into match_profiles (organisation_id, id, programme_id, person_id, role, answers, by_own_hand, handed_in_at)
      values ($1, $2, $3, $4, $5, $6, true, now())`,
    [tenant, id, programme, idOf(key), side, JSON.stringify(profileOf(profile))]
  );
  await client.query('insert into match_backgrounds (organisation_id, profile_id, answers) values ($1, $2, $3)', [
    tenant,
    id,
    JSON.stringify(backgroundOf(profile))
  ]);
}
