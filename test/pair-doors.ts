import { type RawBuilder, sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '#lib/server/database/open.ts';
import { askSystem, inserting, whoCan, whoSees } from './asking.ts';
import { type Desks, layDesks, pairRows, type PairTable, type Place, placeOf, type Row } from './pair-rows.ts';
import { buildTown, identities, type Identity, type Town } from './people.ts';
import { stopPair } from './rounds.ts';

/** Who may do what to a table of a pair. Without a word: both add, in their own name; both read; nobody changes or removes. */
export type Doors = {
  adds?: readonly Identity[];
  /** The column that says who did it; null: none. */
  name: string | null;
  /** Who reads what the first of `adds` added, and who does once the pair stopped. */
  reads?: readonly Identity[];
  readsLater?: readonly Identity[];
  /** What is set in a change, and who may change what lies there. */
  set?: string;
  changes?: readonly Identity[];
  removes?: readonly Identity[];
  /** A pair has one of these: the other cannot add a second beside it. */
  isShared?: boolean;
};

/** A town in which each pair has a desk. */
export type DeskTown = Town & { desks: Desks };

export async function buildDeskTown(database: Database): Promise<DeskTown> {
  const town = await buildTown(database);
  return { ...town, desks: await layDesks(town) };
}

/** A row as somebody would add it to a pair; the one in the middle when none is named. */
export function rowOf(town: DeskTown, table: PairTable, name: Identity, change: Row & { pair?: string } = {}): Row {
  const { pair = town.pair, ...columns } = change;
  const make: (place: Place) => Row = pairRows[table];
  return { ...make(placeOf(town, town.desks, { name, pair })), ...columns };
}

/** Adds a row as somebody; throws when refused. Gives the row. */
export async function put(town: DeskTown, table: PairTable, name: Identity, change: Row = {}): Promise<Row> {
  const row = rowOf(town, table, name, change);
  await doAs(town, name, inserting(table, row));
  return row;
}

/** One statement as somebody, which stays. */
export async function doAs(town: Town, name: Identity, statement: RawBuilder<unknown>): Promise<void> {
  await town.database.doors.asPerson(town.people[name].token, (db) => statement.execute(db));
}

/** Everybody who can add the row that is made for them. */
async function whoAdds(town: DeskTown, rowFor: (name: Identity) => Row, table: PairTable): Promise<Identity[]> {
  const names = new Map(identities.map((name) => [town.people[name], name]));
  return whoCan(town, (me) => inserting(table, rowFor(names.get(me) ?? 'nobody')));
}

/** Tables in which every pair has a row from the start, and who else then changes their own. */
const laid: readonly PairTable[] = ['conversations', 'goals'];
const others: readonly Identity[] = ['otherCoach', 'otherCoachee', 'stranger', 'strangerCoachee'];
const neighbours = { coach: 'otherCoach', coachee: 'otherCoachee' } as const;

/** Says of a table of a pair that it keeps to its doors. */
export function keepsItsDoors(table: PairTable, opened: () => Database, doors: Doors): void {
  const { adds = ['coach', 'coachee'], reads = ['coach', 'coachee'], changes = [], removes = [] } = doors;
  const [first = 'coach'] = adds;
  let town: DeskTown;
  beforeAll(async () => {
    town = await buildDeskTown(opened());
  });

  it(`is added by ${adds.join(' and ')}, in an active pair of their own (C9, C10, C12)`, async () => {
    expect(await whoAdds(town, (name) => rowOf(town, table, name), table)).toEqual(adds);
    expect(await whoAdds(town, (name) => rowOf(town, table, name, { pair: town.exPair }), table)).toEqual([]);
    const theirs = await whoAdds(town, (name) => rowOf(town, table, name, { pair: town.otherPair }), table);
    expect(theirs).toEqual(adds.filter((name) => name in neighbours).map((name) => neighbours[name === 'coach' ? 'coach' : 'coachee']));
  });

  const { name: nameColumn } = doors;
  if (nameColumn !== null) {
    it('is never added in the name of another', async () => {
      for (const named of ['coach', 'coachee', 'coordinator'] as const) {
        const row = { ...rowOf(town, table, named), [nameColumn]: town.people[named].id };
        expect([named, await whoCan(town, () => inserting(table, row))]).toEqual([named, adds.filter((name) => name === named)]);
      }
    });
  }

  it(`is read by ${reads.join(' and ') || 'nobody'}, and after the end by the coachee at most (C10, C28)`, async () => {
    const fresh = await buildDeskTown(opened());
    await put(fresh, table, first);
    expect(await whoSees(fresh, table, { relationship_id: fresh.pair })).toEqual(expect.arrayContaining([...reads]));
    const row = first === 'coach' ? fresh.people.coach : fresh.people.coachee;
    const own = doors.name === null ? { relationship_id: fresh.pair } : { relationship_id: fresh.pair, [doors.name]: row.id };
    expect(await whoSees(fresh, table, own)).toEqual(reads);
    await stopPair(fresh);
    expect(await whoSees(fresh, table, own)).toEqual(doors.readsLater ?? reads.filter((name) => name === 'coachee'));
  });

  it(`is changed by ${changes.join(' and ') || 'nobody'} and removed by ${removes.join(' and ') || 'nobody'}`, async () => {
    const fresh = await buildDeskTown(opened());
    for (const name of adds.slice(0, doors.isShared ? 1 : 2)) await put(fresh, table, name);
    const set = sql.raw(doors.set ?? 'organisation_id = organisation_id');
    expect(await whoCan(fresh, () => sql`update ${sql.table(table)} set ${set}`)).toEqual(
      changes.length > 0 && laid.includes(table) ? [...changes, ...others] : changes
    );
    expect(await whoCan(fresh, () => sql`update ${sql.table(table)} set relationship_id = ${fresh.otherPair}`)).toEqual([]);
    expect(await whoCan(fresh, () => sql`delete from ${sql.table(table)}`)).toEqual(removes);
    await stopPair(fresh);
    const later = await whoCan(fresh, () => sql`update ${sql.table(table)} set ${set}`);
    expect(later.filter((name) => name !== 'coachee' && !others.includes(name))).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from ${sql.table(table)}`)).isRefused).toBe(true);
  });
}
