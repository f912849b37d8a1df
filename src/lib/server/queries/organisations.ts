import type { World } from '#lib/domain/toolkit/tool.ts';
import type { SystemDb } from '#lib/server/db.ts';

/** Makes a tenant. */
export async function addOrganisation(db: SystemDb, organisation: { id: string; name: string; world: World }): Promise<void> {
  await db
    .insertInto('organisations')
    .values({ ...organisation, is_demo: false })
    .execute();
}

/** An organisation of this installation, to queue work under that belongs to nobody; null on an empty installation. */
export async function findAnyOrganisation(db: SystemDb): Promise<string | null> {
  const row = await db.selectFrom('organisations').select('id').orderBy('id').limit(1).executeTakeFirst();
  return row?.id ?? null;
}
