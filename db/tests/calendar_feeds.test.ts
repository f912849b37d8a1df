import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { ask, askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, type DeskTown, doAs, put } from '#test/pair-doors.ts';
import { hashOf, identities, type Identity, type Person } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('calendar_feeds', (opened) => {
  let town: DeskTown;
  const hash = (person: Person) => hashOf(Buffer.from(person.id));
  const row = (person: Person) => ({ organisation_id: person.organisation, person_id: person.id, token_hash: hash(person) });
  const open = (name: Identity) => doAs(town, name, inserting('calendar_feeds', row(town.people[name])));
  const talksAt = async (person: Person) => {
    const { rows } = await opened().doors.asSystem('test: feed', (db) =>
      sql<{ id: string | null }>`select id from app.feed_talks(${hash(person)})`.execute(db)
    );
    return rows.map(({ id }) => id);
  };
  beforeEach(async () => {
    town = await buildDeskTown(opened());
  });

  it('is opened, seen and closed by its person alone; its hash is read by nobody', async () => {
    expect(await whoCan(town, (me) => inserting('calendar_feeds', row(me)))).toEqual(identities.filter((name) => name !== 'nobody'));
    expect(await whoCan(town, () => inserting('calendar_feeds', row(town.people.coachee)))).toEqual(['coachee']);
    await open('coachee');
    expect(await whoCan(town, () => sql`select person_id from calendar_feeds`)).toEqual(['coachee']);
    expect((await ask(town, 'coachee', sql`select token_hash from calendar_feeds`)).isRefused).toBe(true);
    expect(await whoCan(town, () => sql`update calendar_feeds set token_hash = token_hash`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from calendar_feeds`)).toEqual(['coachee']);
  });

  it('tells whoever holds the address the talks of that person, as long as the pair lasts (C28)', async () => {
    const { id } = await put(town, 'conversations', 'coach');
    for (const name of ['coach', 'coachee', 'otherCoach'] as const) await open(name);
    expect([await talksAt(town.people.coach), await talksAt(town.people.coachee)]).toEqual([[id], [id]]);
    expect(await talksAt(town.people.otherCoach)).toEqual([null]);
    expect(await talksAt(town.people.administrator)).toEqual([]);
    await stopPair(town);
    expect(await talksAt(town.people.coachee)).toEqual([null]);
  });

  it('answers the system role only, which has no grant on the table', async () => {
    await open('coach');
    expect(await whoCan(town, () => sql`select 1 from app.feed_talks(${hash(town.people.coach)})`)).toEqual([]);
    expect(await whoCan(town, () => sql`select 1 from app.talk_times(${town.organisation}, ${town.pair})`)).toEqual([]);
    expect(await whoCan(town, () => sql`select 1 from app.digest_facts(${town.organisation}, ${town.people.coach.id})`)).toEqual([]);
    expect((await askSystem(town, sql`select 1 from calendar_feeds`)).isRefused).toBe(true);
  });
});
