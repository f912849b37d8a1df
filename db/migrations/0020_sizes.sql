-- As in 0019: an array of thousands of people is not looked through once for every row.
alter policy select_coordinated on accounts
  using (person_id in (select unnest(app.people_coordinated())) or (select app.is_administrator()));

-- Tells the planner how large the tables of a round have become, when thousands of rows came at once: by the sizes of before, a page would
-- take minutes, until autovacuum comes by. For coordinators, whose work makes them grow; nothing can be learned from it.
create function app.take_stock() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if cardinality(app.programmes_coordinated()) = 0 then return; end if;
  analyze match_participants, match_results;
end $$;

grant execute on function app.take_stock() to vierpoot_app;

-- As in 0016; with many people the planner is told between the steps, because every next step looks the earlier ones up.
-- Takes people in, all or none. Whatever the file says, they become a coach or a coachee here and nothing else; who has any role in the
-- programme keeps it and gets no other. Somebody of the organisation is known by the address; nobody is told whether they were.
create or replace function app.apply_import(import uuid, lines jsonb) returns table (taken_in uuid)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare held imports := app.hold_import(import); coming jsonb; people_made uuid[]; memberships_made uuid[];
  profiles_made uuid[]; are_many boolean := jsonb_array_length(lines) >= 300;
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
  if are_many then analyze people; end if;
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
  if are_many then analyze accounts, memberships, match_profiles; end if;
  insert into match_backgrounds (organisation_id, profile_id, answers)
    select held.organisation_id, c.profile, coalesce(c.background, '{}')
      from jsonb_to_recordset(coming) as c (profile uuid, background jsonb)
      join match_profiles p on p.organisation_id = held.organisation_id and p.id = c.profile;
  if are_many then analyze match_backgrounds; end if;
  select coalesce(array_agg(c.person) filter (where c.known is null), '{}'), coalesce(array_agg(c.membership), '{}'),
      coalesce(array_agg(c.profile) filter (where c.profile is not null), '{}')
    into people_made, memberships_made, profiles_made
    from jsonb_to_recordset(coming) as c (person uuid, known uuid, membership uuid, profile uuid);
  update imports set sheet = '', applied_at = now(), made_people = people_made, made_memberships = memberships_made, made_profiles = profiles_made
    where organisation_id = held.organisation_id and id = held.id;
  return query select coalesce(c.known, c.person) from jsonb_to_recordset(coming) as c (person uuid, known uuid);
end $$;
