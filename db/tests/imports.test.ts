import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { askSystem, codeOf, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Person, signIn, type Town } from '#test/people.ts';

const lineOf = (email: string, part: object = {}) => ({
  ...{ person: newId(), membership: newId(), profile: null, name: 'New', email, role: 'coachee', language: 'nl', hands_in: false },
  ...part
});

onBothEngines('imports', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  const as = <T>(name: Identity, work: (db: PersonDb) => Promise<T>) => town.database.doors.asPerson(town.people[name].token, work);
  const keeping = (id: string, programme: string) => sql`select 1 where app.keep_import(${id}, ${programme}, 'a;b', '{}')`;
  const applying = (id: string, lines: readonly object[]) => sql`select 1 from app.apply_import(${id}, ${JSON.stringify(lines)}::jsonb)`;
  const undoing = (id: string) => sql`select 1 where app.undo_import(${id})`;
  const ownerRows = async (statement: string, values: unknown[]) =>
    (await opened().asOwner((owner) => owner.query<Record<string, unknown>>(statement, values))).rows;

  async function kept(): Promise<string> {
    const id = newId();
    await as('coordinator', (db) => keeping(id, town.programme).execute(db));
    return id;
  }

  async function takenIn(lines: readonly object[]): Promise<string> {
    const id = await kept();
    await as('coordinator', (db) => applying(id, lines).execute(db));
    return id;
  }

  const rolesOf = async (email: string) =>
    (
      await ownerRows('select m.role from memberships m join accounts a on a.person_id = m.person_id where a.email = $1 order by 1', [
        email
      ])
    ).map(({ role }) => role);

  it('is reached through functions only: nobody reads, writes or removes the table, nor the system role', async () => {
    const row = (me: Person) => ({ organisation_id: me.organisation, id: newId(), programme_id: town.programme, sheet: '', columns: '{}' });
    const statements = [
      (me: Person) => inserting('imports', row(me)),
      () => sql`select 1 from imports`,
      () => sql`update imports set kept = 1`,
      () => sql`delete from imports`
    ];
    for (const statement of statements) expect(await whoCan(town, statement)).toEqual([]);
    for (const statement of statements) expect((await askSystem(town, statement(town.people.coach))).isRefused).toBe(true);
  });

  it('is kept, mapped, seen, taken in and taken back by the coordinators of the programme', async () => {
    expect(await whoCan(town, () => keeping(newId(), town.programme))).toEqual(['coordinator']);
    expect(await whoCan(town, () => keeping(newId(), town.otherProgramme))).toEqual(['otherCoordinator']);
    const id = await kept();
    expect(await whoCan(town, () => sql`select 1 where app.map_import(${id}, '{"at":{}}')`)).toEqual(['coordinator']);
    expect(await whoCan(town, () => sql`select 1 from app.imports_of(${town.programme}) where id = ${id}`)).toEqual(['coordinator']);
    expect(await whoCan(town, () => applying(id, [lineOf('who@example.org')]))).toEqual(['coordinator']);
    const made = await takenIn([lineOf('made@example.org')]);
    expect(await whoCan(town, () => undoing(made))).toEqual(['coordinator']);
  });

  it.each(['coordinator', 'administrator', 'adviser', 'evaluator', 'Coach', '', null])(
    'gives nobody a role of authority, whatever the lines say: %s',
    async (role) => {
      const id = await kept();
      const lines = [lineOf('fine@example.org'), lineOf('boss@example.org', { role })];
      expect(await as('coordinator', (db) => applying(id, lines).execute(db)).catch(codeOf)).toBe('42501');
      expect(await rolesOf('fine@example.org')).toEqual([]);
    }
  );

  it('leaves the role of who takes part alone, and knows somebody of the organisation by the address', async () => {
    await takenIn([
      lineOf('coordinator@example.org', { role: 'coach' }),
      lineOf('adviser@example.org', { role: 'coach', name: 'Other' }),
      lineOf('stranger@example.org', { role: 'coach' })
    ]);
    expect(await rolesOf('coordinator@example.org')).toEqual(['coordinator']);
    expect(await rolesOf('adviser@example.org')).toEqual(['adviser', 'coach']);
    const named = await ownerRows(
      'select p.name, p.organisation_id from people p join accounts a on a.person_id = p.id where a.email = $1',
      ['adviser@example.org']
    );
    expect(named).toEqual([{ name: 'adviser', organisation_id: town.organisation }]);
    const strangers = await ownerRows('select organisation_id from accounts where email = $1', ['stranger@example.org']);
    expect(strangers.map((row) => row['organisation_id']).sort()).toEqual([town.organisation, town.stranger.organisation].sort());
  });

  it('takes in all or none, once', async () => {
    const id = await kept();
    const lines = [lineOf('whole@example.org'), lineOf('half@example.org', { language: 'xx' })];
    await expect(as('coordinator', (db) => applying(id, lines).execute(db))).rejects.toThrow();
    expect(await rolesOf('whole@example.org')).toEqual([]);
    await as('coordinator', (db) => applying(id, [lineOf('whole@example.org')]).execute(db));
    await as('coordinator', (db) => applying(id, [lineOf('again@example.org')]).execute(db));
    expect([await rolesOf('whole@example.org'), await rolesOf('again@example.org')]).toEqual([['coachee'], []]);
    const [row] = await ownerRows('select sheet from imports where id = $1', [id]);
    expect(row).toEqual({ sheet: '' });
  });

  it('hands in a profile when the file says enough, as the person’s own', async () => {
    const profile = newId();
    const id = await takenIn([lineOf('told@example.org', { profile, answers: { tags: {} }, background: { position: 1 }, hands_in: true })]);
    const found = () => ownerRows('select handed_in_at is not null as is_in from match_profiles where id = $1', [profile]);
    expect(await found()).toEqual([{ is_in: true }]);
    await as('coordinator', (db) => undoing(id).execute(db));
    expect(await found()).toEqual([]);
  });

  it('takes back what nobody used since, and keeps who signed in, got a pair or changed the profile', async () => {
    const [signedIn, paired, told] = [
      lineOf('in@example.org'),
      lineOf('paired@example.org'),
      lineOf('said@example.org', { profile: newId(), answers: {} })
    ];
    const id = await takenIn([signedIn, paired, told, lineOf('idle@example.org'), lineOf('administrator@example.org')]);
    const person = { id: signedIn.person, organisation: town.organisation, token: Buffer.alloc(32, 7) };
    await town.database.doors.asSystem('test: sign in', (db) => signIn(db, person, person.token));
    const pair = { organisation_id: town.organisation, id: newId(), programme_id: town.programme, coach_id: town.people.coach.id };
    await as('coordinator', (db) =>
      inserting('relationships', { ...pair, coachee_id: paired.person, proposed_by: town.people.coordinator.id }).execute(db)
    );
    await ownerRows("update match_profiles set changed_at = now() + interval '1 minute' where id = $1", [told.profile]);
    await as('coordinator', (db) => undoing(id).execute(db));
    const roles = await Promise.all(['in', 'paired', 'said', 'idle', 'administrator'].map((name) => rolesOf(`${name}@example.org`)));
    expect(roles).toEqual([['coachee'], ['coachee'], ['coachee'], [], ['administrator']]);
    expect(await ownerRows('select 1 from accounts where email = $1', ['idle@example.org'])).toEqual([]);
    expect(await ownerRows('select kept from imports where id = $1', [id])).toEqual([{ kept: 3 }]);
    expect(await whoCan(town, () => undoing(id))).toEqual([]);
  });

  it('is not taken back after a day, and then forgets what it made; a file that waits goes', async () => {
    const [made, waiting] = [await takenIn([lineOf('late@example.org')]), await kept()];
    await ownerRows(
      "update imports set applied_at = applied_at - interval '25 hours', created_at = created_at - interval '25 hours' where id = any ($1)",
      [[made, waiting]]
    );
    expect(await whoCan(town, () => undoing(made))).toEqual([]);
    await town.database.doors.asSystem('test: sweep', (db) => sql`select app.forget_what_is_over()`.execute(db));
    expect(await ownerRows('select id, cardinality(made_people) as people from imports where id = any ($1)', [[made, waiting]])).toEqual([
      { id: made, people: 0 }
    ]);
    expect(await rolesOf('late@example.org')).toEqual(['coachee']);
  });
});
