-- Who exists: organisations, programmes, people, what they are there, and the sessions that say who is asking.
-- Roles (vierpoot_app, vierpoot_system) are made by the migrator before the first file: they belong to the cluster.

create schema app;
revoke all on schema app from public;
grant usage on schema app to vierpoot_app, vierpoot_system;
revoke create on schema public from public;
grant usage on schema public to vierpoot_app, vierpoot_system;
alter default privileges revoke execute on functions from public;

-- Tables -------------------------------------------------------------------------------------------------------------

create table organisations (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 200),
  world      text not null check (world in ('education', 'work')),
  is_demo    boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table organisations is 'A tenant: a university college, a company. Owned by its administrators.';

create table people (
  organisation_id uuid not null references organisations on delete cascade,
  id              uuid not null,
  name            text not null check (length(name) between 1 and 200),
  pronouns        text check (length(pronouns) between 1 and 60), -- in somebody's own words, or none (C44)
  language        text not null check (language in ('nl', 'en')),
  time_zone       text not null default 'Europe/Brussels' check (length(time_zone) between 1 and 60),
  created_at      timestamptz not null default now(),
  primary key (organisation_id, id)
);
comment on table people is 'A person in one organisation. Somebody in two organisations is two people here.';

create table accounts (
  organisation_id uuid not null,
  person_id       uuid not null,
  email           text not null check (email = lower(email) and length(email) between 3 and 320),
  password_hash   text,
  created_at      timestamptz not null default now(),
  primary key (organisation_id, person_id),
  unique (organisation_id, email),
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on accounts (email);
comment on table accounts is 'How a person signs in. The password hash (Argon2id) is read by the system role only.';

create table programmes (
  organisation_id    uuid not null references organisations on delete cascade,
  id                 uuid not null,
  name               text not null check (length(name) between 1 and 200),
  world              text not null check (world in ('education', 'work')),
  mirror_days        integer not null default 14 check (mirror_days between 3 and 90),
  need_interval_days integer not null default 70 check (need_interval_days between 14 and 365),
  created_at         timestamptz not null default now(),
  primary key (organisation_id, id)
);
comment on table programmes is 'A group of pairs with the same rules and rhythm. Owned by its coordinators.';

create table memberships (
  organisation_id uuid not null,
  id              uuid not null,
  person_id       uuid not null,
  programme_id    uuid,
  role            text not null check (role in ('coach', 'coachee', 'coordinator', 'adviser', 'evaluator', 'administrator')),
  created_at      timestamptz not null default now(),
  primary key (organisation_id, id),
  unique nulls not distinct (organisation_id, person_id, programme_id, role),
  check (programme_id is not null or role in ('coordinator', 'adviser', 'administrator')),
  check (programme_id is null or role <> 'administrator'),
  foreign key (organisation_id, person_id) references people on delete cascade,
  foreign key (organisation_id, programme_id) references programmes on delete cascade
);
create index on memberships (organisation_id, programme_id);
create index on memberships (person_id);
comment on table memberships is 'What a person is in a programme; without a programme: in the whole organisation.';

create table sessions (
  organisation_id  uuid not null,
  id               uuid not null,
  person_id        uuid not null,
  token_hash       bytea not null unique check (length(token_hash) = 32),
  hat              text not null default 'coach' check (hat in ('coach', 'evaluator', 'manager')),
  device           text not null default '' check (length(device) <= 200),
  created_at       timestamptz not null default now(),
  authenticated_at timestamptz not null default now(),
  last_seen_at     timestamptz not null default now(),
  idle_minutes     integer not null check (idle_minutes between 1 and 1440),
  expires_at       timestamptz not null,
  ended_at         timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on sessions (organisation_id, person_id);
comment on table sessions is 'A signed-in browser. Holds only the SHA-256 of its token; the token itself lives in the cookie.';

-- Who is asking ------------------------------------------------------------------------------------------------------

-- Row-level security is forced, so the functions below need a policy for the role that owns them.
alter table sessions enable row level security;
alter table sessions force row level security;
create policy owner_reads on sessions to current_user using (true) with check (true);

-- The live session of this transaction. A forged hash finds nothing: token_hash is readable by nobody but this owner.
create function app.live_session() returns sessions
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions;
begin
  select * into live from sessions
   where token_hash = decode(nullif(current_setting('app.session', true), ''), 'hex')
     and ended_at is null and expires_at > now()
     and last_seen_at + make_interval(mins => idle_minutes) > now();
  return live;
end $$;

create function app.person_id() returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return (app.live_session()).person_id; end $$;

create function app.organisation_id() returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return (app.live_session()).organisation_id; end $$;

create function app.session_id() returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return (app.live_session()).id; end $$;

-- Opens a request: from here to the end of the transaction the policies see this person, or nobody.
create function app.begin_request(token bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('app.session', encode(sha256(token), 'hex'), true);
  if app.person_id() is null then
    raise exception 'no live session' using errcode = '28000';
  end if;
end $$;

-- Locks and grants ---------------------------------------------------------------------------------------------------

alter table organisations enable row level security;
alter table organisations force row level security;
alter table people enable row level security;
alter table people force row level security;
alter table accounts enable row level security;
alter table accounts force row level security;
alter table programmes enable row level security;
alter table programmes force row level security;
alter table memberships enable row level security;
alter table memberships force row level security;

create policy owner_reads on organisations to current_user using (true) with check (true);
create policy owner_reads on people to current_user using (true) with check (true);
create policy owner_reads on programmes to current_user using (true) with check (true);
create policy owner_reads on memberships to current_user using (true) with check (true);
create policy owner_reads on accounts to current_user using (true) with check (true);

create policy tenant on organisations as restrictive to vierpoot_app using (id = (select app.organisation_id()));
create policy tenant on people as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on accounts as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on programmes as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on memberships as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on sessions as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

-- Signing in happens before anybody is known: the system role does it, and has no grant on anything people write.
create policy system_acts on organisations to vierpoot_system using (true) with check (true);
create policy system_acts on people to vierpoot_system using (true) with check (true);
create policy system_acts on accounts to vierpoot_system using (true) with check (true);
create policy system_acts on programmes to vierpoot_system using (true) with check (true);
create policy system_acts on memberships to vierpoot_system using (true) with check (true);
create policy system_acts on sessions to vierpoot_system using (true) with check (true);

create function app.programmes_coordinated() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select programme_id from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role = 'coordinator' and programme_id is not null); end $$;

create function app.programmes_joined() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select programme_id from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and programme_id is not null); end $$;

create function app.people_coordinated() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select distinct person_id from memberships
  where organisation_id = app.organisation_id() and programme_id = any ((select app.programmes_coordinated())::uuid[])); end $$;

create function app.is_administrator() returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return exists (select from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role = 'administrator' and programme_id is null); end $$;

create function app.may_create_programmes() returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return exists (select from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role in ('administrator', 'coordinator')
    and programme_id is null); end $$;

create policy select_own on organisations for select to vierpoot_app using (id = (select app.organisation_id()));
grant select on organisations to vierpoot_app, vierpoot_system;
grant insert (id, name, world, is_demo) on organisations to vierpoot_system;

create policy select_own on people for select to vierpoot_app using (id = (select app.person_id()));
create policy select_coordinated on people for select to vierpoot_app
  using (id = any ((select app.people_coordinated())::uuid[]) or (select app.is_administrator()));
create policy update_own on people for update to vierpoot_app
  using (id = (select app.person_id())) with check (id = (select app.person_id()));
grant select, update (name, pronouns, language, time_zone) on people to vierpoot_app;
grant select, insert (organisation_id, id, name, pronouns, language, time_zone) on people to vierpoot_system;

create policy select_own on accounts for select to vierpoot_app using (person_id = (select app.person_id()));
create policy select_coordinated on accounts for select to vierpoot_app
  using (person_id = any ((select app.people_coordinated())::uuid[]) or (select app.is_administrator()));
grant select (organisation_id, person_id, email, created_at) on accounts to vierpoot_app;
grant select, insert (organisation_id, person_id, email, password_hash), update (password_hash) on accounts to vierpoot_system;

create policy select_joined on programmes for select to vierpoot_app
  using (id = any ((select app.programmes_joined())::uuid[]) or (select app.is_administrator()));
create policy update_coordinated on programmes for update to vierpoot_app
  using (id = any ((select app.programmes_coordinated())::uuid[]))
  with check (id = any ((select app.programmes_coordinated())::uuid[]));
grant select, update (name, world, mirror_days, need_interval_days) on programmes to vierpoot_app;
grant select, insert (organisation_id, id, name, world) on programmes to vierpoot_system;

create policy select_own on memberships for select to vierpoot_app using (person_id = (select app.person_id()));
create policy select_coordinated on memberships for select to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]) or (select app.is_administrator()));
-- Nobody becomes an administrator through this door, and a coordinator only in a programme coordinated by the giver.
create policy insert_coordinated on memberships for insert to vierpoot_app
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]) and role <> 'administrator'
    and person_id = any ((select app.people_coordinated())::uuid[]));
create policy delete_coordinated on memberships for delete to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]) and person_id <> (select app.person_id()));
grant select, insert (organisation_id, id, person_id, programme_id, role), delete on memberships to vierpoot_app;
grant select, insert (organisation_id, id, person_id, programme_id, role) on memberships to vierpoot_system;

create policy select_own on sessions for select to vierpoot_app using (person_id = (select app.person_id()));
create policy update_own on sessions for update to vierpoot_app
  using (person_id = (select app.person_id()) and ended_at is null) with check (person_id = (select app.person_id()));
grant select (organisation_id, id, person_id, hat, device, created_at, authenticated_at, last_seen_at, expires_at, ended_at),
  update (ended_at) on sessions to vierpoot_app;
grant select (organisation_id, id, person_id, expires_at, ended_at),
  insert (organisation_id, id, person_id, token_hash, device, idle_minutes, expires_at),
  update (ended_at, authenticated_at), delete on sessions to vierpoot_system;

-- A new programme and its first coordinator, in one act.
create function app.create_programme(new_id uuid, membership_id uuid, new_name text, new_world text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not app.may_create_programmes() then raise exception 'may not create programmes' using errcode = '42501'; end if;
  insert into programmes (organisation_id, id, name, world) values (app.organisation_id(), new_id, new_name, new_world);
  insert into memberships (organisation_id, id, person_id, programme_id, role)
    values (app.organisation_id(), membership_id, app.person_id(), new_id, 'coordinator');
end $$;

-- Who holds this token, in one look per request; also notes that the session is in use (at most once a minute).
create function app.identify(token bytea)
  returns table (session_id uuid, person_id uuid, organisation_id uuid, organisation_name text, is_demo boolean,
    name text, language text, time_zone text, hat text, authenticated_at timestamptz, roles text[])
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions;
begin
  select * into live from sessions s
   where s.token_hash = sha256(token) and s.ended_at is null and s.expires_at > now()
     and s.last_seen_at + make_interval(mins => s.idle_minutes) > now();
  if live.id is null then return; end if;
  if live.last_seen_at < now() - interval '1 minute' then
    update sessions s set last_seen_at = now() where s.organisation_id = live.organisation_id and s.id = live.id;
  end if;
  return query select live.id, p.id, p.organisation_id, o.name, o.is_demo, p.name, p.language, p.time_zone, live.hat,
      live.authenticated_at,
      array(select distinct m.role from memberships m where m.organisation_id = p.organisation_id and m.person_id = p.id)
    from people p join organisations o on o.id = p.organisation_id
   where p.organisation_id = live.organisation_id and p.id = live.person_id;
end $$;

grant execute on function app.person_id(), app.organisation_id(), app.session_id(), app.begin_request(bytea),
  app.programmes_coordinated(), app.programmes_joined(), app.people_coordinated(), app.is_administrator(),
  app.may_create_programmes(), app.create_programme(uuid, uuid, text, text), app.identify(bytea) to vierpoot_app;
