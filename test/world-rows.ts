import type { ClientBase } from 'pg';
import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';
import { sheetTables, pairTables, type Table, type Turn, type World } from './model-types.ts';
import { sheetPlace } from './match-world-rows.ts';
import { paperPlace } from './pair-world-rows.ts';
import { hashOf } from './people.ts';

type Row = Readonly<Record<string, string | number | boolean | Buffer | null>>;
type Place<T extends Table> = {
  table: string;
  /** One word that says what a row is and holds: in the model and, as SQL, in the table. */
  wordOf: (row: World[T][number]) => string;
  word: string;
  rowOf: (row: World[T][number]) => Row;
};

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day).toISOString();
const sealed = Buffer.from('sealed');
const when = (isTrue: boolean) => (isTrue ? ago(1) : null);

/** Where each kind of thing of the model stands in the database. In the order in which rows can be written. */
const places: { readonly [T in Table]: Place<T> } = {
  organisations: {
    table: 'organisations',
    wordOf: () => '',
    word: `''`,
    rowOf: () => ({ name: 'Town', world: 'education' })
  },
  people: {
    table: 'people',
    wordOf: (p) => `${p.id} ${p.name}`,
    word: `id || ' ' || name`,
    rowOf: (p) => ({ id: p.id, name: p.name, language: 'nl' })
  },
  accounts: {
    table: 'accounts',
    wordOf: (a) => a.person,
    word: 'person_id::text',
    rowOf: (a) => ({ person_id: a.person, email: `${a.person}@example.org`, password_hash: 'hash' })
  },
  programmes: {
    table: 'programmes',
    wordOf: (p) => `${p.id} ${p.days}`,
    word: `id || ' ' || mirror_days`,
    rowOf: (p) => ({ id: p.id, name: 'Programme', world: 'work', mirror_days: p.days })
  },
  memberships: {
    table: 'memberships',
    wordOf: (m) => m.id,
    word: 'id::text',
    rowOf: (m) => ({ id: m.id, person_id: m.person, programme_id: m.programme, role: m.role })
  },
  sessions: {
    table: 'sessions',
    wordOf: (s) => `${s.id} ${s.isEnded} ${s.hat}`,
    word: `id || ' ' || (ended_at is not null) || ' ' || hat`,
    rowOf: (s) => ({ id: s.id, person_id: s.person, token_hash: hashOf(s.token), hat: s.hat, idle_minutes: 60, expires_at: ago(-1) })
  },
  passkeys: {
    table: 'passkeys',
    wordOf: (p) => p.id,
    word: 'id::text',
    rowOf: (p) => ({ id: p.id, person_id: p.person, credential_id: p.id, public_key: sealed, name: 'key' })
  },
  mailChoices: {
    table: 'mail_choices',
    wordOf: (c) => c.person,
    word: 'person_id::text',
    rowOf: (c) => ({ person_id: c.person, kind: 'digest' })
  },
  feeds: {
    table: 'calendar_feeds',
    wordOf: (f) => f.person,
    word: 'person_id::text',
    rowOf: (f) => ({ person_id: f.person, token_hash: hashOf(Buffer.from(`${f.organisation} ${f.person}`)) })
  },
  invitations: {
    table: 'invitations',
    wordOf: (i) => `${i.id} ${i.isRevoked}`,
    word: `id || ' ' || (revoked_at is not null)`,
    rowOf: (i) => ({
      ...{ id: i.id, programme_id: i.programme, email: 'a@example.org', name: 'A', role: 'coordinator' },
      ...{ token_hash: hashOf(Buffer.from(i.id)), accepted_at: when(i.isAccepted), revoked_at: when(i.isRevoked) }
    })
  },
  pairs: {
    table: 'relationships',
    wordOf: (p) => `${p.id} ${p.status} ${p.accepted.coach} ${p.accepted.coachee}`,
    word: `id || ' ' || status || ' ' || (coach_accepted_at is not null) || ' ' || (coachee_accepted_at is not null)`,
    rowOf: (p) => ({
      ...{ id: p.id, programme_id: p.programme, coach_id: p.coach, coachee_id: p.coachee, status: p.status },
      ...{ coach_accepted_at: when(p.accepted.coach), coachee_accepted_at: when(p.accepted.coachee) }
    })
  },
  keys: {
    table: 'data_keys',
    wordOf: (k) => k.id,
    word: 'id::text',
    rowOf: (k) => ({ id: k.id, relationship_id: k.pair, purpose: k.purpose, key_id: 'test', wrapped: sealed })
  },
  looks: {
    table: 'access_records',
    wordOf: (l) => `${l.number} ${l.subject} ${l.viewer}`,
    word: `number || ' ' || subject_id || ' ' || viewer_id`,
    rowOf: (l) => ({
      ...{ number: l.number, subject_id: l.subject, viewer_id: l.viewer, hat: 'coach', kind: l.kind },
      ...{ object_id: l.object, hash: hashOf(sealed) }
    })
  },
  mirrors: {
    table: 'mirrors',
    wordOf: (m) => m.id,
    word: 'id::text',
    rowOf: (m) => ({ id: m.id, relationship_id: m.pair, instrument: 'four-legs-1', opened_at: ago(20), due_at: ago(m.isLapsed ? 1 : -1) })
  },
  responses: {
    table: 'mirror_responses',
    wordOf: (r) => `${r.mirror} ${r.role} ${r.answers} ${r.isHandedIn}`,
    word: `mirror_id || ' ' || role || ' ' || encode(answers, 'escape') || ' ' || (handed_in_at is not null)`,
    rowOf: (r) => ({
      ...{ mirror_id: r.mirror, relationship_id: r.pair, person_id: r.person, role: r.role },
      ...{ answers: Buffer.from(r.answers), handed_in_at: when(r.isHandedIn) }
    })
  },
  releases: {
    table: 'mirror_releases',
    wordOf: (r) => `${r.mirror} ${r.level}`,
    word: `mirror_id || ' ' || level`,
    rowOf: (r) => ({ mirror_id: r.mirror, relationship_id: r.pair, level: r.level, scores: r.level === 'nothing' ? null : sealed })
  },
  needs: {
    table: 'needs',
    wordOf: (n) => n.id,
    word: 'id::text',
    rowOf: (n) => ({ id: n.id, relationship_id: n.pair, person_id: n.person, instrument: 'needs-1', answers: sealed })
  },
  ...paperPlaces(),
  ...sheetPlaces()
};

/** The tables of pairs, whose rows all are papers. */
function paperPlaces() {
  const entries = pairTables.map((table) => [table, paperPlace(table)] as const);
  return Object.fromEntries(entries) as Record<(typeof pairTables)[number], ReturnType<typeof paperPlace>>; // every table once
}

/** The tables of the match, whose rows all are sheets. */
function sheetPlaces() {
  const entries = sheetTables.map((table) => [table, sheetPlace(table)] as const);
  return Object.fromEntries(entries) as Record<(typeof sheetTables)[number], ReturnType<typeof sheetPlace>>; // every table once
}
const tables = Object.keys(places) as Table[]; // the keys of a record of tables
const organisationOf = (table: Table) => (table === 'organisations' ? 'id' : 'organisation_id');

/** The place of a table whose rows are its own: which table it is, is not known to the compiler. */
function placeOf(table: Table): Place<never> & { wordOf: (row: Thing) => string; rowOf: (row: Thing) => Row } {
  return places[table] as ReturnType<typeof placeOf>; // each table is given its own rows
}

type Thing = World[Table][number];

/** Writes a world in one go, as the owner of the tables. Passkeys start empty: only their person may write them. */
export async function writeWorld(owner: ClientBase, world: World): Promise<void> {
  const statements = tables.flatMap((table) => insertInto(table, world));
  await owner.query(statements.join(';\n')); // one message is one transaction
}

function insertInto(table: Table, world: World): string[] {
  const place = placeOf(table);
  const rows = world[table].map((thing) => ({ [organisationOf(table)]: thing.organisation, ...place.rowOf(thing) }));
  const [first] = rows;
  if (!first) return [];
  const values = rows.map((row) => `(${Object.values(row).map(literal).join(', ')})`);
  return [`insert into ${place.table} (${Object.keys(first).join(', ')}) values ${values.join(', ')}`];
}

function literal(value: Row[string]): string {
  if (value === null) return 'null';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Every row of every table as `table organisation word`, sorted. */
export function wordsOf(world: World): string[] {
  return tables.flatMap((table) => wordsOfTable(table, world)).sort();
}

function wordsOfTable(table: Table, world: World): string[] {
  const place = placeOf(table);
  return world[table].map((thing) => `${place.table} ${thing.organisation} ${place.wordOf(thing)}`);
}

/** The words of whose turn it is. */
export function wordsOfTurns(turns: readonly Turn[]): string[] {
  return turns.map((turn) => `turn ${turn.organisation} ${turn.mirror} ${turn.coach} ${turn.coachee}`);
}

const turns = `select 'turn ' || m.organisation_id || ' ' || t.mirror_id || ' ' || t.coach_handed_in || ' ' || t.coachee_handed_in as word
  from mirrors m, app.mirror_turns(m.relationship_id) t where t.mirror_id = m.id`;
const everything = tables
  .map(
    (table) =>
      `select '${places[table].table} ' || ${organisationOf(table)} || ' ' || ${places[table].word} as word from ${places[table].table}`
  )
  .join(' union all ');

type Word = { word: string };

/** The same words, and whose turn it is, as the database gives them to a person. */
export async function wordsSeen(db: PersonDb): Promise<string[]> {
  const { rows } = await sql<Word>`${sql.raw(`${everything} union all ${turns}`)}`.execute(db);
  return rows.map((row) => row.word).sort();
}

/** The same words for the owner, who sees all but passkeys, of these organisations. */
export async function wordsKept(owner: ClientBase, world: World): Promise<string[]> {
  const organisations = world.organisations.map((row) => row.organisation);
  const { rows } = await owner.query<Word>(`select word from (${everything}) w where split_part(word, ' ', 2) = any ($1)`, [organisations]);
  return rows.map((row) => row.word).sort();
}
