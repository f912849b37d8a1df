import type { ClientBase } from 'pg';
import type { Library } from '#lib/content/library.ts';
import type { Answers } from '#lib/domain/mirror/parse-answers.ts';
import type { NeedAnswers } from '#lib/domain/needs/parse-needs.ts';
import { unwrap } from '#lib/server/crypto/data-key.ts';
import { type SealingKey, unseal } from '#lib/server/crypto/envelope.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { GoalText } from '#lib/server/use-cases/keep-goals.ts';
import { readAnswers, readNeedNumber, releaseLevels, traces } from './kill-acts.ts';

/** What stands in the database, in the words of the writer; and whatever stands there in part. */
export type State = { found: ReadonlyMap<string, number>; halves: readonly string[] };

export type Opener = { client: ClientBase; ring: KeyRing; library: Library };

type Finds = { found: Map<string, number>; halves: string[]; opener: Opener; keys: ReadonlyMap<string, SealingKey> };

/** Reads everything as the superuser and opens everything that is sealed. */
export async function readState(opener: Opener): Promise<State> {
  const finds: Finds = { found: new Map(), halves: [], opener, keys: await readKeys(opener) };
  await readResponses(finds);
  await readRounds(finds);
  await readNeeds(finds);
  await readGoals(finds);
  await readReleases(finds);
  await readSessions(finds);
  return finds;
}

type KeyRow = { organisation_id: string; relationship_id: string; id: string; key_id: string; wrapped: Buffer };

async function readKeys({ client, ring }: Opener): Promise<Map<string, SealingKey>> {
  const { rows } = await client.query<KeyRow>('select organisation_id, relationship_id, id, key_id, wrapped from data_keys');
  return new Map(
    rows.map((row) => {
      const owner = { organisation: row.organisation_id, relationship: row.relationship_id };
      const key = unwrap(ring, owner, { keyId: row.key_id, wrapped: row.wrapped });
      return [row.relationship_id, { id: Buffer.from(row.id.replaceAll('-', ''), 'hex'), key }];
    })
  );
}

type Sealed = { organisation_id: string; relationship_id: string; sealed: Buffer };

/** Opens a text at its place; null, and a half, when it does not open. */
function open({ keys, halves }: Finds, row: Sealed, place: { table: string; row: string; column: string }): string | null {
  const key = keys.get(row.relationship_id);
  try {
    if (!key) throw new Error('no key');
    return unseal(key, { organisation: row.organisation_id, relationship: row.relationship_id, ...place }, row.sealed);
  } catch {
    halves.push(`${place.table} ${place.row} does not open`);
    return null;
  }
}

type ResponseRow = Sealed & { mirror_id: string; role: string; instrument: string; is_handed_in: boolean };

/** Handing in is one act: the final answers stand there exactly when they are handed in. */
async function readResponses(finds: Finds): Promise<void> {
  const { rows } = await finds.opener.client.query<ResponseRow>(
    `select r.organisation_id, r.relationship_id, r.mirror_id, r.role, r.answers as sealed, m.instrument, r.handed_in_at is not null as is_handed_in
       from mirror_responses r join mirrors m on m.organisation_id = r.organisation_id and m.id = r.mirror_id`
  );
  for (const row of rows) {
    const text = open(finds, row, { table: 'mirror_responses', row: `${row.mirror_id}:${row.role}`, column: 'answers' });
    const { instrument } = finds.opener.library.mirror(row.instrument);
    const read = text === null ? null : readAnswers(instrument, JSON.parse(text) as Answers); // sealed by saveAnswers
    if (read?.isFinal !== row.is_handed_in) finds.halves.push(`response ${row.mirror_id} ${row.role}: final and handed in differ`);
    finds.found.set(traces.draft(row.mirror_id, row.role), read?.number ?? 0);
    if (row.is_handed_in) finds.found.set(traces.handedIn(row.mirror_id, row.role), read?.number ?? 0);
  }
}

type RoundRow = { id: string; opened: number; ready: number; handed_in: number };

/** A round is opened together with one mail, and the second who hands in queues two. */
async function readRounds({ opener, found, halves }: Finds): Promise<void> {
  const { rows } = await opener.client.query<RoundRow>(
    `select m.id,
        (select count(*)::int from mirror_responses r where r.mirror_id = m.id and r.handed_in_at is not null) as handed_in,
        coalesce(j.opened, 0) as opened, coalesce(j.ready, 0) as ready
       from mirrors m full join (select right(data->>'path', 36)::uuid as mirror_id,
           count(*) filter (where kind = 'mirror-opened')::int as opened, count(*) filter (where kind = 'mirror-ready')::int as ready
         from jobs where kind in ('mirror-opened', 'mirror-ready') group by 1) j on j.mirror_id = m.id`
  );
  for (const { id, opened, ready, handed_in } of rows) {
    if (opened !== 1) halves.push(`round ${id}: opened with ${opened} mails`);
    if (ready !== (handed_in === 2 ? 2 : 0)) halves.push(`round ${id}: ${handed_in} handed in, ${ready} mails`);
    found.set(traces.round(id), 1);
  }
}

/** Needs are only added: those of a pair say 1, 2, 3 and so on, without a hole. */
async function readNeeds(finds: Finds): Promise<void> {
  const { rows } = await finds.opener.client.query<Sealed & { id: string }>(
    'select organisation_id, relationship_id, id, answers as sealed from needs order by relationship_id, asked_at, id'
  );
  for (const row of rows) {
    const text = open(finds, row, { table: 'needs', row: row.id, column: 'answers' });
    const name = traces.needs(row.relationship_id);
    const expected = (finds.found.get(name) ?? 0) + 1;
    const number = text === null ? -1 : readNeedNumber(JSON.parse(text) as NeedAnswers); // sealed by sayNeeds
    if (number !== expected) finds.halves.push(`${name}: ${number} stands where ${expected} should`);
    finds.found.set(name, expected);
  }
}

/** A goal says how often it was changed, and so often it was reviewed. */
async function readGoals(finds: Finds): Promise<void> {
  const { rows } = await finds.opener.client.query<Sealed & { id: string; reviews: number }>(
    `select g.organisation_id, g.relationship_id, g.id, g.body as sealed,
        (select count(*)::int from goal_reviews r where r.organisation_id = g.organisation_id and r.goal_id = g.id) as reviews from goals g`
  );
  for (const row of rows) {
    const text = open(finds, row, { table: 'goals', row: row.id, column: 'body' });
    const number = text === null ? -1 : Number((JSON.parse(text) as GoalText).text); // sealed by reviewGoal
    if (number !== row.reviews) finds.halves.push(`${traces.goal(row.relationship_id)}: says ${number}, reviewed ${row.reviews} times`);
    finds.found.set(traces.goal(row.relationship_id), number);
  }
}

async function readReleases(finds: Finds): Promise<void> {
  const { rows } = await finds.opener.client.query<Sealed & { mirror_id: string; level: string }>(
    'select organisation_id, relationship_id, mirror_id, level, scores as sealed from mirror_releases'
  );
  for (const row of rows) {
    open(finds, row, { table: 'mirror_releases', row: row.mirror_id, column: 'scores' });
    finds.found.set(traces.release(row.mirror_id), releaseLevels.findIndex((level) => level === row.level) + 1);
  }
}

/** The system door writes why it opened in the same transaction: as many reasons as sessions. */
async function readSessions({ opener, found, halves }: Finds): Promise<void> {
  const { rows } = await opener.client.query<{ hash: string }>(
    "select encode(token_hash, 'hex') as hash from sessions where device = 'bench'"
  );
  const acts = await opener.client.query("select from system_acts where reason = 'bench: sign in'");
  if (acts.rowCount !== rows.length) halves.push(`${rows.length} sessions for ${acts.rowCount ?? 0} acts of the system`);
  for (const { hash } of rows) found.set(traces.session(hash), 1);
}
