import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Library } from '#lib/content/library.ts';
import type { Answer, Answers } from '#lib/domain/mirror/parse-answers.ts';
import { scoreLegs } from '#lib/domain/mirror/score-legs.ts';
import { newDataKey, unwrap } from '#lib/server/crypto/data-key.ts';
import { seal, type SealingKey } from '#lib/server/crypto/envelope.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import { newId } from '#lib/server/new-id.ts';
import { hashOf } from '#test/people.ts';
import { needsFor } from './kill-acts.ts';
import { chanceFrom } from './numbers.ts';
import { addRows } from './world-rows.ts';

/** `rounds` per relationship, each answered by both and released with its items, and one open round; `hasDrafts`: with a draft of the coachee. */
export type Size = { relationships: number; rounds: number; hasDrafts: boolean };

/** Somebody of the world with a browser that is signed in. */
export type Citizen = { id: string; token: Buffer };

/** One pair of the world; its coach has nine others. */
export type WorldPair = { relationship: string; openMirror: string; coach: Citizen; coachee: Citizen };
export type World = { organisation: string; programme: string; pairs: readonly WorldPair[] };

type Tools = { client: ClientBase; ring: KeyRing; library: Library };

const pairsPerCoach = 10;
const day = 86_400_000;
const scale: readonly Answer[] = [1, 2, 3, 4, 5];

/** Writes a world as the owner of the tables, with everything sealed as the application seals it. */
export async function plantWorld(tools: Tools, size: Size): Promise<World> {
  const world = { organisation: newId(), programme: newId(), pairs: makePairs(size) };
  const { client } = tools;
  await client.query('insert into organisations (id, name, world) values ($1, $2, $3)', [world.organisation, 'World', 'work']);
  const programme = [world.organisation, world.programme, 'Programme', 'work'];
  await client.query('insert into programmes (organisation_id, id, name, world) values ($1, $2, $3, $4)', programme);
  await plantPeople(client, world);
  await plantPairs(client, world);
  for (let from = 0; from < world.pairs.length; from += 50) {
    await plantRounds(tools, { ...world, pairs: world.pairs.slice(from, from + 50) }, size);
  }
  return world;
}

function makePairs({ relationships }: Size): WorldPair[] {
  const citizen = () => ({ id: newId(), token: randomBytes(32) });
  const coaches = Array.from({ length: Math.ceil(relationships / pairsPerCoach) }, citizen);
  return Array.from({ length: relationships }, (_, place) => {
    const coach = coaches[Math.floor(place / pairsPerCoach)] ?? citizen();
    return { relationship: newId(), openMirror: newId(), coach, coachee: citizen() };
  });
}

async function plantPeople(client: ClientBase, { organisation, programme, pairs }: World): Promise<void> {
  const coaches = [...new Set(pairs.map(({ coach }) => coach))].map((citizen) => ({ ...citizen, role: 'coach' }));
  const people = [...coaches, ...pairs.map(({ coachee }) => ({ ...coachee, role: 'coachee' }))];
  const named = people.map(({ id, role }, place) => ({ organisation_id: organisation, id, name: `${role} ${place}`, language: 'nl' }));
  await addRows(client, 'people', named);
  const joined = people.map(({ id, role }) => ({
    organisation_id: organisation,
    id: newId(),
    person_id: id,
    programme_id: programme,
    role
  }));
  await addRows(client, 'memberships', joined);
  const expires_at = daysFromNow(1);
  const browsers = people.map(({ id, token }) => ({
    organisation_id: organisation,
    id: newId(),
    person_id: id,
    token_hash: hashOf(token),
    idle_minutes: 600,
    expires_at
  }));
  await addRows(client, 'sessions', browsers);
}

async function plantPairs(client: ClientBase, { organisation, programme, pairs }: World): Promise<void> {
  const started_at = daysFromNow(-1_000);
  const rows = pairs.map(({ relationship, coach, coachee }) => ({
    organisation_id: organisation,
    id: relationship,
    programme_id: programme,
    coach_id: coach.id,
    coachee_id: coachee.id,
    status: 'active',
    coach_accepted_at: started_at,
    coachee_accepted_at: started_at,
    started_at
  }));
  await addRows(client, 'relationships', rows);
}

type Round = { pair: WorldPair; mirror: string; at: Date };
type Response = Round & { role: 'coach' | 'coachee'; answers: Answers; isDraft: boolean };

/** Rounds, responses, releases and needs of some pairs. */
async function plantRounds(tools: Tools, world: World, { rounds, hasDrafts }: Size): Promise<void> {
  const instrument = (tools.library.mirrors[0] ?? tools.library.mirror('')).instrument;
  const places = Array.from({ length: rounds }, (_, place) => place);
  const past = world.pairs.flatMap((pair) =>
    places.map((place) => ({ pair, mirror: newId(), at: daysFromNow(-15 * (rounds - place + 1)) }))
  );
  const open = world.pairs.map((pair) => ({ pair, mirror: pair.openMirror, at: daysFromNow(-1) }));
  await plantMirrors(tools.client, { world, instrument: instrument.id }, [...past, ...open]);
  const chance = chanceFrom(1);
  const answers = (): Answers => Object.fromEntries(instrument.items.map(({ id }) => [id, scale[Math.floor(chance() * 5)] ?? null]));
  const respond = (role: 'coach' | 'coachee', isDraft: boolean) => (round: Round) => ({ ...round, role, isDraft, answers: answers() });
  const received = past.map(respond('coachee', false));
  const drafts = (hasDrafts ? open : []).map(respond('coachee', true));
  const pens = await plantKeys(tools, world);
  await plantResponses(tools.client, { world, pens }, [...past.map(respond('coach', false)), ...received, ...drafts]);
  await plantReleases(tools, { world, pens }, received);
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * day);
}

async function plantMirrors(
  client: ClientBase,
  { world, instrument }: { world: World; instrument: string },
  rounds: readonly Round[]
): Promise<void> {
  const rows = rounds.map(({ pair, mirror, at }) => ({
    organisation_id: world.organisation,
    id: mirror,
    relationship_id: pair.relationship,
    instrument,
    opened_by: pair.coach.id,
    opened_at: at,
    due_at: new Date(at.getTime() + 14 * day)
  }));
  await addRows(client, 'mirrors', rows);
}

/** Seals a text of one pair. */
type Pen = (place: { table: string; row: string; column: string }, value: unknown) => Buffer;
type Sealed = { world: World; pens: ReadonlyMap<WorldPair, Pen> };

async function plantKeys({ client, ring }: Tools, { organisation, pairs }: World): Promise<Map<WorldPair, Pen>> {
  const keys = pairs.map((pair) => {
    const owner = { organisation, relationship: pair.relationship };
    const id = newId();
    const wrapped = newDataKey(ring, owner);
    const sealing: SealingKey = { id: Buffer.from(id.replaceAll('-', ''), 'hex'), key: unwrap(ring, owner, wrapped) };
    const pen: Pen = (place, value) => seal(sealing, { ...owner, ...place }, JSON.stringify(value));
    const row = { organisation_id: organisation, id, relationship_id: pair.relationship, key_id: wrapped.keyId, wrapped: wrapped.wrapped };
    return { pair, pen, row };
  });
  await addRows(
    client,
    'data_keys',
    keys.map(({ row }) => row)
  );
  return new Map(keys.map(({ pair, pen }) => [pair, pen]));
}

async function plantResponses(client: ClientBase, { world, pens }: Sealed, responses: readonly Response[]): Promise<void> {
  const rows = responses.map(({ pair, mirror, role, answers, at, isDraft }) => ({
    organisation_id: world.organisation,
    mirror_id: mirror,
    relationship_id: pair.relationship,
    person_id: pair[role].id,
    role,
    answers: pens.get(pair)?.({ table: 'mirror_responses', row: `${mirror}:${role}`, column: 'answers' }, answers),
    saved_at: at,
    handed_in_at: isDraft ? null : at
  }));
  await addRows(client, 'mirror_responses', rows);
}

/** With each release the needs of that moment, as the coachee said them. */
async function plantReleases({ client, library }: Tools, { world, pens }: Sealed, received: readonly Response[]): Promise<void> {
  const [needs, releases]: [object[], object[]] = [[], []];
  for (const [place, { pair, mirror, answers, at }] of received.entries()) {
    const id = newId();
    const said = needsFor(place);
    const scores = { received: scoreLegs((library.mirrors[0] ?? library.mirror('')).instrument, answers), needs: said, needsAskedAt: at };
    const where = { organisation_id: world.organisation, relationship_id: pair.relationship };
    needs.push({
      ...where,
      id,
      person_id: pair.coachee.id,
      instrument: library.currentNeeds.instrument.id,
      answers: pens.get(pair)?.({ table: 'needs', row: id, column: 'answers' }, said),
      asked_at: at
    });
    const sealed = pens.get(pair)?.({ table: 'mirror_releases', row: mirror, column: 'scores' }, scores);
    releases.push({ ...where, mirror_id: mirror, level: 'items', scores: sealed, released_at: at });
  }
  await addRows(client, 'needs', needs);
  await addRows(client, 'mirror_releases', releases);
}
