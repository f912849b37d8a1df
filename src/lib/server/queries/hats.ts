import { sql } from 'kysely';
import type { Declaration, Hat, OtherRole } from '#lib/domain/hat/hat.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import type { PairPlace } from './relationships.ts';

/** What the coach declared, and when. */
export type DatedDeclaration = Declaration & { declaredAt: Date };

/** Everything the coach declared in a pair, old to new; the last one counts. Both read it, also before accepting (C14). */
export async function listDeclarations(db: PersonDb, relationshipId: string): Promise<DatedDeclaration[]> {
  const rows = await db
    .selectFrom('coach_declarations')
    .select(['evaluator_contact', 'roles', 'declared_at'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('declared_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    evaluatorContact: row.evaluator_contact,
    roles: row.roles as OtherRole[], // the table holds no other
    declaredAt: row.declared_at
  }));
}

/** Whether the coach of a pair has said what else he or she is; both may know. */
export async function isDeclared(db: PersonDb, relationshipId: string): Promise<boolean> {
  return (await listDeclarations(db, relationshipId)).length > 0;
}

/** Adds what the acting coach declares; what was declared before stays readable. */
export async function addDeclaration(db: PersonDb, place: PairPlace, { evaluatorContact, roles }: Declaration): Promise<void> {
  await db
    .insertInto('coach_declarations')
    .values({
      organisation_id: place.organisationId,
      id: newId(),
      relationship_id: place.relationshipId,
      evaluator_contact: evaluatorContact,
      roles: [...roles]
    })
    .execute();
}

/** The coach put on another hat towards this coachee: in a session, or for one talk. `startsAt` null: it has no date. */
export type HatChange = { hat: Hat; at: Date; talk: { id: string; startsAt: Date | null } | null };

/** Each change of hat in a pair, the newest first; at most 200. Both read it (C12). */
export async function listHatChanges(db: PersonDb, relationshipId: string): Promise<HatChange[]> {
  const rows = await db
    .selectFrom('hat_changes')
    .leftJoin('conversations', 'conversations.id', 'hat_changes.conversation_id')
    .select(['hat_changes.hat', 'hat_changes.at', 'hat_changes.conversation_id', 'conversations.starts_at'])
    .where('hat_changes.relationship_id', '=', relationshipId)
    .orderBy('hat_changes.at', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ hat, at, conversation_id: id, starts_at: startsAt }) => ({ hat, at, talk: id === null ? null : { id, startsAt } }));
}

/** Puts on a hat for this session; each pair it concerns gets a line. False when it was not declared to anybody (C12). */
export async function changeHat(db: PersonDb, hat: Hat): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`select app.change_hat(${hat}) as changed`.execute(db);
  return rows[0]?.changed ?? false;
}

/** The roles last declared in a pair; none when nothing was said or the pair is not the asker's. */
export async function findDeclaredRoles(db: PersonDb, relationshipId: string): Promise<OtherRole[]> {
  const { rows } = await sql<{ roles: OtherRole[] }>`select app.declared_roles(${relationshipId}) as roles`.execute(db);
  return rows[0]?.roles ?? [];
}

/** Whether the acting person looks at this pair as evaluator or manager: declared beforehand, and with that hat put on since (C12). */
export async function isEvaluated(db: PersonDb, relationshipId: string): Promise<boolean> {
  const { rows } = await sql<{ evaluated: boolean }>`select ${relationshipId}::uuid = any (app.pairs_evaluated()) as evaluated`.execute(db);
  return rows[0]?.evaluated ?? false;
}
