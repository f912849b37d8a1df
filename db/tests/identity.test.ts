import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { NoSessionError, type PersonDb } from '#lib/server/db.ts';
import { codeOf } from '#test/asking.ts';
import { onBothEngines, onEngine } from '#test/engines.ts';
import { buildTown, hashOf, type Person, type Town } from '#test/people.ts';

type Found = { me: string | null; rows: string };
const whoAmI = (db: PersonDb) => sql<Found>`select app.person_id() as me, (select count(*) from people) as rows`.execute(db);

/** The error code of one statement of the coach; null when it was not refused. */
async function refused(town: Town, statement: string): Promise<string | null> {
  const done = town.database.doors.asPerson(town.people.coach.token, (db) => sql.raw(statement).execute(db));
  return done.then(
    () => null,
    (error: unknown) => codeOf(error)
  );
}

/** Who the coach is after one whole statement of their own. */
async function after(town: Town, statement: string): Promise<Found | undefined> {
  return town.database.doors.asPerson(town.people.coach.token, async (db) => {
    await sql.raw(statement).execute(db);
    return (await whoAmI(db)).rows[0];
  });
}

onBothEngines('an identity', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it.each([
    `select set_config('app.session', 'x', true)`,
    `select pg_catalog.set_config('role', 'vierpoot_owner', true)`,
    `update pg_settings set setting = 'x' where name = 'app.session'`,
    `select app.live_session()`,
    `create temporary table t (a int)`,
    `create table t (a int)`,
    `create function f() returns int language sql as 'select 1'`,
    `alter table sessions disable row level security`,
    `create policy mine on sessions for select to public using (true)`,
    `copy sessions to program 'cat'`,
    `set local session_replication_role = replica`,
    `select token_hash from sessions`,
    `select password_hash from accounts`
  ])('is not forged by %s', async (statement) => {
    expect(await refused(town, statement)).toBe('42501');
  });

  it.each(['x', '', 'ff'.repeat(32)])('is nobody after a guess at the session: %s', async (guess) => {
    const found = after(town, `set local app.session = '${guess}'`);
    expect(await found.catch((error: unknown) => (error instanceof Error ? error.message : ''))).toSatisfy(isNobody);
  });

  it('is not another’s without their token: the hash in hand opens only the own session', async () => {
    const own = hashOf(town.people.coach.token).toString('hex');
    expect((await after(town, `set local app.session = '${own}'`))?.me).toBe(town.people.coach.id);
    const found = after(town, `set local app.session = '${town.people.coachee.token.toString('hex')}'`);
    expect(await found).toEqual({ me: null, rows: '0' });
  });

  it('becomes another’s only by their token', async () => {
    const { coach, coachee } = town.people;
    const found = await town.database.doors.asPerson(coach.token, async (db) => {
      await sql`select app.begin_request(${coachee.token})`.execute(db);
      return (await whoAmI(db)).rows[0]?.me;
    });
    expect(found).toBe(coachee.id);
    const failing = town.database.doors.asPerson(coach.token, (db) => sql`select app.begin_request(${hashOf(coachee.token)})`.execute(db));
    expect(await failing.catch(codeOf)).toBe('28000');
  });

  it('does not get past row-level security by turning it off', async () => {
    await expect(after(town, 'set local row_security = off')).rejects.toThrow(/row-level security policy/);
  });

  it('takes one statement at a time when there are values', async () => {
    const stacked = town.database.doors.asPerson(town.people.coach.token, (db) => sql`select ${1}::int; reset role`.execute(db));
    expect(await stacked.catch(codeOf)).toBe('42601');
  });

  it('tells what runs as its owner nothing of others: every such function answers for the one who asks', async () => {
    const { rows } = await town.database.asOwner((owner) =>
      owner.query<{ name: string }>(
        `select p.oid::regprocedure::text as name from pg_proc p where pronamespace = 'app'::regnamespace and prosecdef
           and has_function_privilege('vierpoot_app', p.oid, 'execute') order by 1`
      )
    );
    expect(rows.map((row) => row.name)).toEqual(callable);
  });
});

/** What the application may call. A new function comes here with a test that a stranger learns nothing from it. */
const callable = [
  'app.answer_proposal(uuid,boolean)',
  'app.apply_import(uuid,jsonb)',
  'app.are_of_programme(uuid,uuid,uuid)',
  'app.asks_of(uuid)',
  'app.begin_request(bytea)',
  'app.both_handed_in(uuid)',
  'app.both_looked_back(uuid)',
  'app.both_noted(uuid,bytea)',
  'app.change_hat(text)',
  'app.coached()',
  'app.coached_ever()',
  'app.coaches_suggested()',
  'app.coaching()',
  'app.coaching_ever()',
  'app.counterparts()',
  'app.create_programme(uuid,uuid,text,text)',
  'app.declared_roles(uuid)',
  'app.end_relationship(uuid)',
  'app.identify(bytea)',
  'app.imports_of(uuid)',
  'app.is_administrator()',
  'app.is_agreed(uuid)',
  'app.is_asked(uuid)',
  'app.is_open(uuid)',
  'app.keep_import(uuid,uuid,text,jsonb)',
  'app.keep_wishes(uuid,text,bytea[],bytea[])',
  'app.map_import(uuid,jsonb)',
  'app.may_create_programmes()',
  'app.may_pair(uuid,uuid,uuid)',
  'app.may_plan(uuid)',
  'app.may_see_note(uuid)',
  'app.may_see_note_line(uuid,uuid)',
  'app.may_stand(uuid,uuid,text,text)',
  'app.may_write_tools()',
  'app.members_coordinated(text)',
  'app.mirror_turns(uuid)',
  'app.newest_agreement(uuid)',
  'app.noted_count(uuid)',
  'app.open_mirror(uuid,uuid,text)',
  'app.organisation_id()',
  'app.own_profiles()',
  'app.own_wishes(uuid,text)',
  'app.pairs_as_party()',
  'app.pairs_at_work()',
  'app.pairs_evaluated()',
  'app.pairs_in_view()',
  'app.pairs_to_declare()',
  'app.people_coordinated()',
  'app.person_id()',
  'app.profiles_coordinated()',
  'app.profiles_in_view()',
  'app.programmes_as(text)',
  'app.programmes_coordinated()',
  'app.programmes_joined()',
  'app.record_look(uuid,text,uuid)',
  'app.record_note_looks(uuid[])',
  'app.released_level(uuid)',
  'app.rounds_coordinated()',
  'app.rounds_open()',
  'app.rounds_published()',
  'app.say_why_not(uuid,bytea)',
  'app.session_id()',
  'app.silent_pairs(uuid)',
  'app.suggest_by_wish(uuid,uuid[],uuid[])',
  'app.take_stock()',
  'app.undelivered_mails()',
  'app.undo_import(uuid)',
  'app.was_asked(uuid)',
  'app.were_suggested(uuid,uuid[])',
  'app.wishes_met(uuid,uuid)'
];

function isNobody(found: unknown): boolean {
  if (typeof found === 'string') return /invalid (hexadecimal|symbol)/.test(found);
  return typeof found === 'object' && found !== null && 'me' in found && found.me === null && 'rows' in found && found.rows === '0';
}

onBothEngines('a session', (opened) => {
  let town: Town;
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  const stale = (change: string, person: Person) =>
    town.database.asOwner((owner) => owner.query(`update sessions set ${change} where person_id = $1`, [person.id]));

  it.each(["expires_at = now() - interval '1 second'", "last_seen_at = now() - interval '61 minutes'", 'ended_at = now()'])(
    'is nobody with %s',
    async (change) => {
      expect((await town.database.doors.identify(town.people.coach.token))?.personId).toBe(town.people.coach.id);
      await stale(change, town.people.coach);
      await expect(town.database.doors.asPerson(town.people.coach.token, whoAmI)).rejects.toThrow(NoSessionError);
      expect(await town.database.doors.identify(town.people.coach.token)).toBeNull();
      expect((await town.database.doors.identify(town.people.coachee.token))?.personId).toBe(town.people.coachee.id);
    }
  );

  it('stays alive while it is used: a look after a minute is noted', async () => {
    await stale("last_seen_at = now() - interval '59 minutes'", town.people.coach);
    await town.database.doors.identify(town.people.coach.token);
    const { rows } = await town.database.doors.asPerson(town.people.coach.token, (db) =>
      sql<{ fresh: boolean }>`select bool_or(last_seen_at > now() - interval '1 minute') as fresh from sessions`.execute(db)
    );
    expect(rows).toEqual([{ fresh: true }]);
  });
});

onBothEngines('a pooled connection', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });
  const left = () =>
    town.database.doors.asSystem('test: look', (db) =>
      sql<{ session: string | null }>`select nullif(current_setting('app.session', true), '') as session`.execute(db)
    );

  it.each(['commits', 'throws'])('keeps nothing of a person whose request %s', async (end) => {
    for (let i = 0; i < 6; i += 1) {
      await town.database.doors
        .asPerson(town.people.coach.token, async (db) => {
          await whoAmI(db);
          if (end === 'throws') throw new RangeError('halfway');
        })
        .catch((error: unknown) => expect(String(error)).toContain('halfway'));
    }
    const after = await Promise.all(Array.from({ length: 6 }, left));
    expect(after.flatMap(({ rows }) => rows)).toEqual(Array.from({ length: 6 }, () => ({ session: null })));
  });
});

onEngine('server', 'the application role on a server', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it.each(['reset role', 'set role none', 'reset session authorization'])('stays itself after %s', async (statement) => {
    const role = await town.database.doors.asPerson(town.people.coach.token, async (db) => {
      await sql.raw(statement).execute(db);
      return (await sql<{ role: string }>`select current_user as role`.execute(db)).rows[0]?.role;
    });
    expect(role).toMatch(/^vierpoot_app_/);
    expect((await after(town, statement))?.rows).not.toBe('0');
  });

  it.each(['vierpoot_system', 'vierpoot_test_owner', 'postgres', 'pg_read_all_data'])('does not become %s', async (role) => {
    expect(await refused(town, `set role ${role}`)).toBe('42501');
    expect(await refused(town, `set local role ${role}`)).toBe('42501');
    expect(await refused(town, `set session authorization ${role}`)).toBe('42501');
  });
});
