import type { ClientBase } from 'pg';
import type { Answers } from '#lib/domain/mirror/parse-answers.ts';
import type { Instrument } from '#lib/domain/mirror/instrument.ts';
import { scoreLegs } from '#lib/domain/mirror/score-legs.ts';
import type { NeedAnswers } from '#lib/domain/needs/parse-needs.ts';
import { forEachLeg, supportTypes } from '#lib/domain/support/support-type.ts';
import { newDataKey, unwrap } from '#lib/server/crypto/data-key.ts';
import { seal } from '#lib/server/crypto/envelope.ts';
import { newId } from '#lib/server/new-id.ts';
import type { Running } from '#lib/server/running.ts';
import { addMatch } from './add-match.ts';
import { addTalks, type Pen } from './add-talks.ts';
import {
  type DemoDeclaration,
  demoOrganisations,
  type DemoOrganisation,
  type DemoPair,
  type DemoRound,
  type FourNumbers
} from './demo-people.ts';

type House = Pick<Running, 'database' | 'ring' | 'library'>;

/** Fills a database that holds nobody yet with invented people, pairs and finished rounds. */
export async function loadDemo(house: House): Promise<void> {
  await house.database.asOwner(async (client) => {
    const { rowCount } = await client.query('select from organisations limit 1');
    if (rowCount) return;
    await client.query('begin');
    for (const organisation of demoOrganisations) await addOrganisation(client, house, organisation);
    await client.query('commit');
  });
}

async function addOrganisation(client: ClientBase, house: House, organisation: DemoOrganisation): Promise<void> {
  const [tenant, programme] = [newId(), newId()];
  const ids = new Map(organisation.people.map((person) => [person.key, newId()]));
  const idOf = (key: string) => ids.get(key) ?? '';
  await client.query('insert into organisations (id, name, world, is_demo) values ($1, $2, $3, true)', [
    tenant,
    organisation.name,
    organisation.world
  ]);
  await client.query('insert into programmes (organisation_id, id, name, world) values ($1, $2, $3, $4)', [
    tenant,
    programme,
    organisation.programme,
    organisation.world
  ]);
  for (const person of organisation.people) {
    await client.query('insert into people (organisation_id, id, name, pronouns, language) values ($1, $2, $3, $4, $5)', [
      tenant,
      idOf(person.key),
      person.name,
      person.pronouns ?? null,
      person.language ?? 'nl'
    ]);
    await client.query('insert into accounts (organisation_id, person_id, email) values ($1, $2, $3)', [
      tenant,
      idOf(person.key),
      mailOf(person.name, organisation)
    ]);
    for (const role of person.roles) await addMembership(client, { tenant, person: idOf(person.key), programme, role });
  }
  await addMatch(client, { tenant, programme, idOf });
  for (const pair of organisation.pairs)
    await addPair(client, house, { pair, tenant, programme, coach: idOf(pair.coach), coachee: idOf(pair.coachee) });
}

function mailOf(name: string, { mailDomain }: DemoOrganisation): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z ]/g, '')
    .toLowerCase();
  return `${plain.trim().replaceAll(/ +/g, '.')}@${mailDomain}`;
}

type Membership = { tenant: string; person: string; programme: string; role: string };

/** A coordinator coordinates the demo programme and may also begin new ones. */
async function addMembership(client: ClientBase, { tenant, person, programme, role }: Membership): Promise<void> {
  const add = 'insert into memberships (organisation_id, id, person_id, programme_id, role) values ($1, $2, $3, $4, $5)';
  if (role !== 'administrator') await client.query(add, [tenant, newId(), person, programme, role]);
  if (role === 'administrator' || role === 'coordinator') await client.query(add, [tenant, newId(), person, null, role]);
}

function declaredOf({ declared }: DemoPair): DemoDeclaration {
  return declared ?? { evaluatorContact: 'none', roles: [] };
}

type PairIds = { pair: DemoPair; tenant: string; programme: string; coach: string; coachee: string };

async function addPair(client: ClientBase, house: House, ids: PairIds): Promise<void> {
  const relationship = newId();
  const started = ids.pair.status === 'proposed' ? null : daysAgo(130);
  await client.query(
    `insert into relationships (organisation_id, id, programme_id, coach_id, coachee_id, status, coach_accepted_at, coachee_accepted_at, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7, $7)`,
    [ids.tenant, relationship, ids.programme, ids.coach, ids.coachee, ids.pair.status, started]
  );
  if (ids.pair.status !== 'proposed') await addDeclaration(client, ids.tenant, { relationship, pair: ids.pair });
  if (ids.pair.rounds.length === 0) return;
  const pen = await makePen(client, house, { tenant: ids.tenant, relationship });
  for (const round of ids.pair.rounds) await addRound(client, house, { ...ids, relationship, round, pen });
  if (ids.pair.talks) await addTalks(client, { ...ids, relationship, pen, library: house.library, declared: declaredOf(ids.pair) });
}

/** What the coach said of other roles before both accepted (C12, C14). */
async function addDeclaration(
  client: ClientBase,
  tenant: string,
  { relationship, pair }: { relationship: string; pair: DemoPair }
): Promise<void> {
  const { evaluatorContact, roles } = declaredOf(pair);
  await client.query(
    `insert into coach_declarations (organisation_id, id, relationship_id, evaluator_contact, roles, declared_at) values ($1, $2, $3, $4, $5, $6)`,
    [tenant, newId(), relationship, evaluatorContact, roles, daysAgo(131)]
  );
}

/** What seals the texts of one pair; keeps its key. */
async function makePen(client: ClientBase, house: House, pair: { tenant: string; relationship: string }): Promise<Pen> {
  const owner = { organisation: pair.tenant, relationship: pair.relationship };
  const id = newId();
  const wrapped = newDataKey(house.ring, owner);
  await client.query('insert into data_keys (organisation_id, id, relationship_id, key_id, wrapped) values ($1, $2, $3, $4, $5)', [
    pair.tenant,
    id,
    pair.relationship,
    wrapped.keyId,
    wrapped.wrapped
  ]);
  const sealing = { id: Buffer.from(id.replaceAll('-', ''), 'hex'), key: unwrap(house.ring, owner, wrapped) };
  return (place, text) => seal(sealing, { ...owner, ...place }, text);
}

type RoundIds = PairIds & { relationship: string; round: DemoRound; pen: Pen };

async function addRound(client: ClientBase, { library }: House, ids: RoundIds): Promise<void> {
  const { round, tenant, relationship, pen } = ids;
  const mirror = newId();
  const shelf = library.mirrors[0];
  if (!shelf) return;
  await client.query(
    'insert into mirrors (organisation_id, id, relationship_id, instrument, opened_by, opened_at, due_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [tenant, mirror, relationship, shelf.instrument.id, ids.coach, daysAgo(round.daysAgo), daysAgo(round.daysAgo - 14)]
  );
  if (round.needed) await addNeeds(client, ids, needsOf(round));
  const responses = [
    { role: 'coach', person: ids.coach, numbers: round.offered },
    { role: 'coachee', person: ids.coachee, numbers: round.received }
  ];
  for (const { role, person, numbers } of responses) {
    if (!numbers) continue;
    const sealed = pen(
      { table: 'mirror_responses', row: `${mirror}:${role}`, column: 'answers' },
      JSON.stringify(answersAround(shelf.instrument, numbers))
    );
    await client.query(
      `insert into mirror_responses (organisation_id, mirror_id, relationship_id, person_id, role, answers, saved_at, handed_in_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [tenant, mirror, relationship, person, role, sealed, daysAgo(round.daysAgo - 2)]
    );
  }
  if (round.release && round.received)
    await addRelease(client, { ...ids, mirror }, scoreLegs(shelf.instrument, answersAround(shelf.instrument, round.received)));
}

async function addNeeds(client: ClientBase, { tenant, relationship, coachee, pen, round }: RoundIds, needs: NeedAnswers): Promise<void> {
  const id = newId();
  await client.query(
    'insert into needs (organisation_id, id, relationship_id, person_id, instrument, answers, asked_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      tenant,
      id,
      relationship,
      coachee,
      'needs-1',
      pen({ table: 'needs', row: id, column: 'answers' }, JSON.stringify(needs)),
      daysAgo(round.daysAgo - 1)
    ]
  );
}

async function addRelease(client: ClientBase, ids: RoundIds & { mirror: string }, received: ReturnType<typeof scoreLegs>): Promise<void> {
  const { round, pen, mirror, tenant, relationship } = ids;
  const needs = round.needed ? needsOf(round) : null;
  const released = { received, needs, needsAskedAt: needs && daysAgo(round.daysAgo - 1).toISOString() };
  const sealed =
    round.release === 'nothing' ? null : pen({ table: 'mirror_releases', row: mirror, column: 'scores' }, JSON.stringify(released));
  await client.query(
    'insert into mirror_releases (organisation_id, mirror_id, relationship_id, level, scores, released_at) values ($1, $2, $3, $4, $5, $6)',
    [tenant, mirror, relationship, round.release, sealed, daysAgo(round.daysAgo - 3)]
  );
}

function needsOf({ needed, wishes }: DemoRound): NeedAnswers {
  return forEachLeg((leg) => {
    const index = supportTypes.indexOf(leg);
    return { level: needed?.[index] ?? null, wish: wishes?.[index] ?? null };
  });
}

/** Answers whose mean per leg is as near to the four numbers as six whole answers can be. */
function answersAround(instrument: Pick<Instrument, 'items'>, numbers: FourNumbers): Answers {
  const entries = supportTypes.flatMap((leg, index) => {
    const items = instrument.items.filter((item) => item.leg === leg);
    const total = Math.round((numbers[index] ?? 3) * items.length);
    return items.map((item, place) => [item.id, Math.floor((total + place) / items.length)] as const);
  });
  return Object.fromEntries(entries) as Answers; // whole numbers from 1 to 5, because the four numbers are
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000);
}
