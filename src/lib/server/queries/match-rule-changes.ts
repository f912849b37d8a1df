import { sql } from 'kysely';
import type { RuleChange } from '#lib/domain/matching/rule-changes.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';

/** Writes down who changed which rules of a programme. */
export async function addRuleChanges(
  db: PersonDb,
  { organisationId, programmeId, personId }: { organisationId: string; programmeId: string; personId: string },
  changes: readonly RuleChange[]
): Promise<void> {
  const row = { organisation_id: organisationId, id: newId(), programme_id: programmeId, person_id: personId };
  await db
    .insertInto('match_rule_changes')
    .values({ ...row, changes: JSON.stringify(changes) })
    .execute();
}

/** Rules that somebody changed at once. `by` null: somebody who is gone. */
export type ChangedRules = { id: string; at: Date; by: string | null; changes: RuleChange[] };

/** A page of who changed which rules, the newest first, and how many times somebody did. */
export async function listChangedRules(
  db: PersonDb,
  programmeId: string,
  { offset, most }: { offset: number; most: number }
): Promise<{ changed: ChangedRules[]; count: number }> {
  const rows = await db
    .selectFrom('match_rule_changes')
    .select(['id', 'at'])
    .select(sql<string | null>`(select name from people where people.id = match_rule_changes.person_id)`.as('by'))
    .select(sql<RuleChange[]>`changes`.as('changes')) // written by addRuleChanges only
    .select(sql<number>`count(*) over ()::integer`.as('count'))
    .where('programme_id', '=', programmeId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(most)
    .execute();
  return { changed: rows.map(({ id, at, by, changes }) => ({ id, at, by, changes })), count: rows[0]?.count ?? 0 };
}
