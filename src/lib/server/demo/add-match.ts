import type { ClientBase } from 'pg';
import { parseMatchBackground, parseMatchProfile } from '#lib/domain/matching/profile.ts';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import { newId } from '#lib/server/new-id.ts';
import { type DemoProfile, demoMatch } from './demo-match.ts';

/** The programme of a demo organisation, and the id of each person by key. */
export type DemoPlace = { tenant: string; programme: string; idOf: (key: string) => string };

/** What demo people told about themselves, and a published round in which coachees without a coach may choose. */
export async function addMatch(client: ClientBase, place: DemoPlace): Promise<void> {
  const { tenant, programme, idOf } = place;
  for (const profile of demoMatch.profiles) await addProfile(client, place, profile);
  await client.query('insert into match_settings (organisation_id, programme_id, settings, asks_wishes) values ($1, $2, $3, true)', [
    tenant,
    programme,
    JSON.stringify(standardSettings)
  ]);
  const round = newId();
  await client.query(
    `insert into match_rounds (organisation_id, id, programme_id, status, created_by, published_at) values ($1, $2, $3, 'published', $4, now())`,
    [tenant, round, programme, idOf('coordinator')]
  );
  for (const { key, side, capacity } of demoMatch.profiles) {
    if (side === 'coachee' && !demoMatch.suggestions.some(({ coachee }) => coachee === key)) continue;
    const row = [tenant, round, idOf(key), side, side === 'coach' ? capacity : null];
    await client.query(
      'insert into match_participants (organisation_id, round_id, person_id, role, capacity) values ($1, $2, $3, $4, $5)',
      row
    );
  }
  for (const { coachee, coaches } of demoMatch.suggestions) {
    for (const [at, coach] of coaches.entries()) {
      await client.query(
        `insert into match_suggestions (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why) values ($1, $2, $3, $4, $5, $6, $7)`,
        [tenant, round, programme, idOf(coachee), idOf(coach), at, at === coaches.length - 1 ? 'different' : 'fit']
      );
    }
  }
}

async function addProfile(client: ClientBase, { tenant, programme, idOf }: DemoPlace, profile: DemoProfile): Promise<void> {
  const id = newId();
  const { key, side, capacity, told, background = {} } = profile;
  const answers = parseMatchProfile({ ...told, ...(side === 'coach' && { capacity, evaluatorContact: 'none', roles: [], ...told }) });
  await client.query(
    `insert into match_profiles (organisation_id, id, programme_id, person_id, role, answers, handed_in_at) values ($1, $2, $3, $4, $5, $6, now())`,
    [tenant, id, programme, idOf(key), side, JSON.stringify(answers)]
  );
  await client.query('insert into match_backgrounds (organisation_id, profile_id, answers) values ($1, $2, $3)', [
    tenant,
    id,
    JSON.stringify(parseMatchBackground(background))
  ]);
}
