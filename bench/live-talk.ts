import { plainTextOf } from '#lib/domain/conversation/live-blocks.ts';
import { newId } from '#lib/server/new-id.ts';
import { openVault, type Vault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';
import { readLiveNotes } from '#lib/server/use-cases/read-live-notes.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';
import { buildTown, type Person } from '#test/people.ts';

/** A talk of a pair, and the two with a signed-in browser. */
export type Talk = { relationship: string; conversation: string; coach: Person; coachee: Person };

/** Makes a town in an empty database with one talk to take notes of. */
export async function plantTalk(environment: Readonly<Record<string, string>>): Promise<Talk> {
  return inVault(environment, async ({ database }) => {
    const { organisation, pair, people } = await buildTown(database);
    const conversation = newId();
    await database.asOwner((owner) =>
      owner.query(
        `insert into conversations (organisation_id, id, relationship_id, state, starts_at, time_zone, created_by)
         values ($1, $2, $3, 'planned', now(), 'Europe/Brussels', $4)`,
        [organisation, conversation, pair, people.coach.id]
      )
    );
    return { relationship: pair, conversation, coach: people.coach, coachee: people.coachee };
  });
}

/** What is stored of the notes. */
export async function storedText(environment: Readonly<Record<string, string>>, talk: Talk): Promise<string> {
  return inVault(environment, ({ database, ring }) =>
    database.doors.asPerson(talk.coach.token, async (db) => {
      const seal = await sealForPair(db, ring, { organisationId: talk.coach.organisation, relationshipId: talk.relationship });
      return plainTextOf((await readLiveNotes(db, { pair: { id: talk.relationship }, seal }, talk.conversation))?.blocks ?? []);
    })
  );
}

async function inVault<T>(environment: Readonly<Record<string, string>>, work: (vault: Vault) => Promise<T>): Promise<T> {
  const root = process.cwd();
  const vault = await openVault(readSettings({ ...environment, NODE_ENV: 'test', LOG_LEVEL: 'silent' }, root), root);
  try {
    return await work(vault);
  } finally {
    await vault.database.close();
  }
}
