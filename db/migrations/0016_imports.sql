-- People who come in from a file: the file waits here until a coordinator says yes, and what it made can be taken back for a day.

create table imports (
  organisation_id  uuid not null,
  id               uuid not null,
  programme_id     uuid not null,
  created_by       uuid,
  sheet            text not null check (length(sheet) <= 4000000),
  columns          jsonb not null check (jsonb_typeof(columns) = 'object' and length(columns::text) <= 4000),
  made_people      uuid[] not null default '{}',
  made_memberships uuid[] not null default '{}',
  made_profiles    uuid[] not null default '{}',
  kept             integer not null default 0,
  created_at       timestamptz not null default now(),
  applied_at       timestamptz,
  undone_at        timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, created_by) references people on delete set null (created_by)
);
create index on imports (organisation_id, programme_id);
create index on imports (organisation_id, created_by);
comment on table imports is 'A file of people for a programme: as text until it is taken in or a day old, afterwards only what it made. Reached through functions.';

alter table imports enable row level security;
alter table imports force row level security;
create policy owner_reads on imports to current_user using (true) with check (true);
create policy tenant on imports as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

-- An import of a programme the acting person coordinates, held until the end of the transaction; null for everybody else.
create function app.hold_import(import uuid) returns imports
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare held imports;
begin
  select * into held from imports where organisation_id = app.organisation_id() and id = import
    and programme_id = any (app.programmes_coordinated()) for update;
  return held;
end $$;

-- Keeps a file; false when the programme is not coordinated by who asks.
create function app.keep_import(new_id uuid, programme uuid, new_sheet text, new_columns jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not (programme = any (app.programmes_coordinated())) then return false; end if;
  insert into imports (organisation_id, id, programme_id, created_by, sheet, columns)
    values (app.organisation_id(), new_id, programme, app.person_id(), new_sheet, new_columns)
    on conflict do nothing;
  return true;
end $$;

create function app.map_import(import uuid, new_columns jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare held imports := app.hold_import(import);
begin
  if held.id is null or held.applied_at is not null then return false; end if;
  update imports set columns = new_columns where organisation_id = held.organisation_id and id = held.id;
  return true;
end $$;

-- What the coordinators of a programme know of its imports; the text itself only while it waits.
create function app.imports_of(programme uuid) returns table (id uuid, sheet text, columns jsonb, people integer, members integer, kept integer,
    created_at timestamptz, applied_at timestamptz, undone_at timestamptz, may_undo boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select i.id, i.sheet, i.columns, cardinality(i.made_people), cardinality(i.made_memberships), i.kept, i.created_at, i.applied_at,
      i.undone_at, i.applied_at > now() - interval '24 hours' and i.undone_at is null
    from imports i where i.organisation_id = app.organisation_id() and i.programme_id = programme
      and programme = any (app.programmes_coordinated()) order by i.created_at desc, i.id;
end $$;

-- Takes people in, all or none. Whatever the file says, they become a coach or a coachee here and nothing else; who has any role in the
-- programme keeps it and gets no other. Somebody of the organisation is known by the address; nobody is told whether they were.
create function app.apply_import(import uuid, lines jsonb) returns table (taken_in uuid)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare held imports := app.hold_import(import); coming jsonb; people_made uuid[]; memberships_made uuid[];
  profiles_made uuid[];
begin
  if held.id is null then raise exception 'no such import' using errcode = '42501'; end if;
  if held.applied_at is not null then return; end if;
  if jsonb_array_length(lines) > 5000 then raise exception 'an import takes 5000 lines at most' using errcode = '22023'; end if;
  if exists (select from jsonb_array_elements(lines) l where coalesce(l ->> 'role', '') not in ('coach', 'coachee')) then
    raise exception 'an import gives no role of authority' using errcode = '42501';
  end if;
  select coalesce(jsonb_agg(to_jsonb(l)), '[]') into coming from (
    select distinct on (l.email) l.*, a.person_id as known
      from jsonb_to_recordset(lines) as l (person uuid, membership uuid, profile uuid, name text, email text, role text, language text,
        answers jsonb, background jsonb, hands_in boolean)
      left join accounts a on a.organisation_id = held.organisation_id and a.email = l.email
     where not exists (select from memberships m
       where m.organisation_id = held.organisation_id and m.programme_id = held.programme_id and m.person_id = a.person_id)
     order by l.email, l.person) l;
  insert into people (organisation_id, id, name, language)
    select held.organisation_id, c.person, c.name, c.language
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, name text, language text) where c.known is null;
  insert into accounts (organisation_id, person_id, email)
    select held.organisation_id, c.person, c.email
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, email text) where c.known is null;
  insert into memberships (organisation_id, id, person_id, programme_id, role)
    select held.organisation_id, c.membership, coalesce(c.known, c.person), held.programme_id, c.role
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, membership uuid, role text);
  insert into match_profiles (organisation_id, id, programme_id, person_id, role, answers, handed_in_at)
    select held.organisation_id, c.profile, held.programme_id, coalesce(c.known, c.person), c.role, c.answers, case when c.hands_in then now() end
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, profile uuid, role text, answers jsonb, hands_in boolean)
     where c.profile is not null on conflict do nothing;
  insert into match_backgrounds (organisation_id, profile_id, answers)
    select held.organisation_id, c.profile, coalesce(c.background, '{}')
      from jsonb_to_recordset(coming) as c (profile uuid, background jsonb)
      join match_profiles p on p.organisation_id = held.organisation_id and p.id = c.profile;
  select coalesce(array_agg(c.person) filter (where c.known is null), '{}'), coalesce(array_agg(c.membership), '{}'),
      coalesce(array_agg(c.profile) filter (where c.profile is not null), '{}')
    into people_made, memberships_made, profiles_made
    from jsonb_to_recordset(coming) as c (person uuid, known uuid, membership uuid, profile uuid);
  update imports set sheet = '', applied_at = now(), made_people = people_made, made_memberships = memberships_made, made_profiles = profiles_made
    where organisation_id = held.organisation_id and id = held.id;
  return query select coalesce(c.known, c.person) from jsonb_to_recordset(coming) as c (person uuid, known uuid);
end $$;

-- Takes back within a day what an import made and nobody used since: no sign-in of somebody new, no pair, no suggestion, no profile of one's
-- own hand. False when it is not there, not to be taken back, or too late.
create function app.undo_import(import uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare held imports := app.hold_import(import); gone uuid[]; gone_people uuid[];
begin
  if held.applied_at is null or held.undone_at is not null or held.applied_at <= now() - interval '24 hours' then return false; end if;
  select coalesce(array_agg(m.person_id), '{}') into gone from memberships m
   where m.organisation_id = held.organisation_id and m.id = any (held.made_memberships)
     and not (m.person_id = any (held.made_people)
       and exists (select from sessions s where s.organisation_id = m.organisation_id and s.person_id = m.person_id))
     and not exists (select from relationships r where r.organisation_id = m.organisation_id and r.programme_id = m.programme_id
       and m.person_id in (r.coach_id, r.coachee_id))
     and not exists (select from match_suggestions s where s.organisation_id = m.organisation_id and s.programme_id = m.programme_id
       and m.person_id in (s.coach_id, s.coachee_id))
     and not exists (select from match_profiles p where p.organisation_id = m.organisation_id and p.programme_id = m.programme_id
       and p.person_id = m.person_id and (not p.id = any (held.made_profiles) or p.changed_at > held.applied_at));
  delete from match_participants t using match_rounds r where t.organisation_id = held.organisation_id and t.person_id = any (gone)
    and r.organisation_id = t.organisation_id and r.id = t.round_id and r.programme_id = held.programme_id;
  delete from match_profiles where organisation_id = held.organisation_id and id = any (held.made_profiles) and person_id = any (gone);
  delete from memberships where organisation_id = held.organisation_id and id = any (held.made_memberships) and person_id = any (gone);
  select coalesce(array_agg(p.id), '{}') into gone_people from people p
   where p.organisation_id = held.organisation_id and p.id = any (gone) and p.id = any (held.made_people)
     and not exists (select from memberships m where m.organisation_id = p.organisation_id and m.person_id = p.id);
  delete from people where organisation_id = held.organisation_id and id = any (gone_people);
  update imports set undone_at = now(), kept = cardinality(held.made_memberships) - cardinality(gone),
      made_people = '{}', made_memberships = '{}', made_profiles = '{}'
    where organisation_id = held.organisation_id and id = held.id;
  return true;
end $$;

-- A file that waits longer than a day goes, and with it what an import made: it can no longer be taken back.
create or replace function app.forget_what_is_over() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from system_acts where at < now() - interval '30 days';
  delete from invitations where coalesce(accepted_at, revoked_at, expires_at) < now() - interval '12 months';
  delete from imports where applied_at is null and created_at < now() - interval '24 hours';
  update imports set made_people = '{}', made_memberships = '{}', made_profiles = '{}'
    where applied_at < now() - interval '24 hours' and undone_at is null and cardinality(made_memberships) > 0;
end $$;

grant execute on function app.keep_import(uuid, uuid, text, jsonb), app.map_import(uuid, jsonb), app.imports_of(uuid),
  app.apply_import(uuid, jsonb), app.undo_import(uuid) to vierpoot_app;
