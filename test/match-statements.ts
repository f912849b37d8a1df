import { type RawBuilder, sql } from 'kysely';
import type { ActOf } from './act.ts';
import { inserting } from './asking.ts';
import { rowOfSheet } from './match-world-rows.ts';
import type { SheetTable, Sheet } from './model-types.ts';

export function entering({ of, ...act }: ActOf<'enter'>): RawBuilder<unknown> {
  return inserting(of, { organisation_id: act.organisation, ...rowOfSheet(of, act) });
}

/** Which row a sheet is; nothing: the policies for reading are not asked, only those for changing. */
function where(of: SheetTable, id: string | null, key: Sheet): RawBuilder<unknown> {
  if (id === null) return sql``;
  const pair = sql`coachee_id = ${key.person} and coach_id = ${key.other}`;
  const inRound = sql`where round_id = ${key.round}`;
  const keyed = sql`where id = ${key.id}`;
  const keys: Readonly<Record<SheetTable, RawBuilder<unknown>>> = {
    match_profiles: keyed,
    match_backgrounds: sql`where profile_id = ${key.id}`,
    match_settings: sql`where programme_id = ${key.programme}`,
    match_bans: sql`where programme_id = ${key.programme} and ${pair} and barrier = ${key.word}`,
    match_rounds: keyed,
    match_participants: sql`${inRound} and person_id = ${key.person} and role = ${key.word}`,
    match_pins: sql`${inRound} and coachee_id = ${key.person}`,
    match_results: sql`${inRound} and ${pair}`,
    match_suggestions: sql`${inRound} and ${pair}`,
    match_choices: sql`${inRound} and coachee_id = ${key.person}`,
    match_decisions: keyed,
    match_rule_changes: keyed,
    own_tools: sql`where slug = ${`own-${key.id}`}`
  };
  return keys[of];
}

export function amending({ of, id, key, ...change }: ActOf<'amend'>): RawBuilder<unknown> {
  return sql`update ${sql.table(of)} set ${settings(of, change)} ${where(of, id, key)}`;
}

function settings(of: SheetTable, { to, other, person }: Pick<ActOf<'amend'>, 'to' | 'other' | 'person'>): RawBuilder<unknown> {
  const written = JSON.stringify({ state: to });
  const changes: Partial<Record<SheetTable, RawBuilder<unknown>>> = {
    match_profiles: sql`handed_in_at = ${to === 'in' ? sql`now()` : null}`,
    match_backgrounds: sql`answers = ${written}`,
    match_settings: sql`settings = ${written}, changed_by = ${person}`,
    match_rounds: sql`status = ${to}`,
    match_participants: sql`capacity = ${to === 'ready' ? 3 : 1}`,
    match_results: sql`place = ${to === 'ready' ? 2 : 1}`,
    match_choices: sql`coach_ids = ${`{${other ?? ''}}`}, instead = ${other === null ? 'talk' : null}`
  };
  return changes[of] ?? sql`organisation_id = organisation_id`;
}

export function striking({ of, id, key }: ActOf<'strike'>): RawBuilder<unknown> {
  return sql`delete from ${sql.table(of)} ${where(of, id, key)}`;
}
