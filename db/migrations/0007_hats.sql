-- Hats: what else a coach is to a coachee, said beforehand and openly, and what the coachee lets through to an evaluation.

create table coach_declarations (
  organisation_id   uuid not null,
  id                uuid not null,
  relationship_id   uuid not null,
  evaluator_contact text not null check (evaluator_contact in ('none', 'sometimes', 'close', 'self')),
  roles             text[] not null default '{}' check (roles <@ array['evaluator', 'manager', 'teacher'] and array_position(roles, null) is null),
  declared_at       timestamptz not null default now(),
  primary key (organisation_id, id),
  check ((evaluator_contact = 'self') = ('evaluator' = any (roles))),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade
);
create index on coach_declarations (organisation_id, relationship_id, declared_at);
comment on table coach_declarations is 'What else the coach is to the coachee, and how close to whoever evaluates (C12, C14). Only added to; the latest counts. Owned by the coach.';

create table hat_changes (
  organisation_id uuid not null,
  relationship_id uuid not null,
  at              timestamptz not null default now(),
  person_id       uuid not null,
  hat             text not null check (hat in ('coach', 'evaluator', 'manager')),
  primary key (organisation_id, relationship_id, at),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on hat_changes (organisation_id, person_id);
comment on table hat_changes is 'Each time a coach put on another hat towards a coachee (C12). Written by the database; readable by both.';

create table evaluation_releases (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  person_id       uuid not null,
  body            bytea not null,
  released_at     timestamptz not null default now(),
  withdrawn_at    timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on evaluation_releases (organisation_id, relationship_id, released_at);
create index on evaluation_releases (organisation_id, person_id);
comment on table evaluation_releases is 'One item the coachee let through to the evaluation (C10), sealed under a key of its own. Owned by the coachee.';

-- A second key per pair: whoever evaluates opens what was released with it, and nothing else.
alter table data_keys add column purpose text not null default 'coaching' check (purpose in ('coaching', 'evaluation'));
alter table data_keys drop constraint data_keys_organisation_id_relationship_id_key;
alter table data_keys add unique (organisation_id, relationship_id, purpose);
grant insert (purpose) on data_keys to vierpoot_app;

alter table coach_declarations enable row level security;
alter table coach_declarations force row level security;
alter table hat_changes enable row level security;
alter table hat_changes force row level security;
alter table evaluation_releases enable row level security;
alter table evaluation_releases force row level security;
create policy owner_reads on coach_declarations to current_user using (true) with check (true);
create policy owner_reads on hat_changes to current_user using (true) with check (true);
create policy owner_reads on evaluation_releases to current_user using (true) with check (true);
create policy tenant on coach_declarations as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on hat_changes as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on evaluation_releases as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

-- Pairs somebody is part of, whatever hat is on: for what is said before a pair starts. Nothing of the coaching hangs on it.
create function app.pairs_as_party() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and live.person_id in (coach_id, coachee_id) and status <> 'declined');
end $$;

create function app.pairs_to_declare() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and coach_id = live.person_id and status in ('proposed', 'active'));
end $$;

-- Pairs whose coaching may be read: the coach's under the hat of coach (C10, C12), the coachee's also after the end.
create function app.pairs_in_view() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(select id from relationships where organisation_id = live.organisation_id
    and (coachee_id = live.person_id and status in ('active', 'ended')
      or coach_id = live.person_id and status = 'active' and live.hat = 'coach'));
end $$;

-- Pairs in which somebody may write: both equally (C9), as long as the pair lasts.
create function app.pairs_at_work() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(select id from relationships where organisation_id = live.organisation_id and status = 'active'
    and (coachee_id = live.person_id or coach_id = live.person_id and live.hat = 'coach'));
end $$;

-- The roles last declared in a pair; none when nothing was said.
create function app.declared_roles(relationship uuid) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce((select roles from coach_declarations where organisation_id = app.organisation_id() and relationship_id = relationship
    and relationship_id = any (app.pairs_as_party()) order by declared_at desc, id desc limit 1), '{}');
end $$;

-- Pairs the acting person looks at as evaluator or manager: declared beforehand, and with that hat on (C12).
create function app.pairs_evaluated() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  if live.hat is null or live.hat = 'coach' then return '{}'; end if;
  return array(select id from relationships where organisation_id = live.organisation_id and coach_id = live.person_id
    and status = 'active' and live.hat = any (app.declared_roles(id)));
end $$;

create policy select_party on coach_declarations for select to vierpoot_app -- rule C14: also before accepting
  using (relationship_id = any ((select app.pairs_as_party())::uuid[]));
create policy insert_coach on coach_declarations for insert to vierpoot_app
  with check (relationship_id = any ((select app.pairs_to_declare())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, evaluator_contact, roles) on coach_declarations to vierpoot_app;

create policy select_party on hat_changes for select to vierpoot_app
  using (relationship_id = any ((select app.pairs_as_party())::uuid[]));
grant select on hat_changes to vierpoot_app;

create policy select_own on evaluation_releases for select to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.coached_ever())::uuid[]));
create policy select_evaluated on evaluation_releases for select to vierpoot_app -- rule C10
  using (withdrawn_at is null and relationship_id = any ((select app.pairs_evaluated())::uuid[]));
create policy insert_own on evaluation_releases for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.coached())::uuid[]));
-- Taking back is once and from now on: to let it through again is a new item with a new date.
create policy update_own on evaluation_releases for update to vierpoot_app
  using (withdrawn_at is null and person_id = (select app.person_id()) and relationship_id = any ((select app.coached_ever())::uuid[]))
  with check (withdrawn_at = now() and person_id = (select app.person_id()));
grant select, insert (organisation_id, id, relationship_id, person_id, body), update (withdrawn_at) on evaluation_releases to vierpoot_app;

drop policy select_party on data_keys;
drop policy insert_party on data_keys;
create policy select_party on data_keys for select to vierpoot_app
  using (purpose = 'coaching' and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on data_keys for insert to vierpoot_app
  with check (purpose = 'coaching' and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy select_evaluation on data_keys for select to vierpoot_app
  using (purpose = 'evaluation' and relationship_id = any ((select app.pairs_evaluated() || app.coached_ever())::uuid[]));
create policy insert_evaluation on data_keys for insert to vierpoot_app
  with check (purpose = 'evaluation' and relationship_id = any ((select app.coached())::uuid[]));

-- Puts on a hat for this session. Another hat than coach must have been declared (C12); each pair it concerns gets a line.
create function app.change_hat(new_hat text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  if live.id is null or new_hat is null or new_hat not in ('coach', 'evaluator', 'manager') then return false; end if;
  if live.hat = new_hat then return true; end if;
  if new_hat <> 'coach' and not exists (select from relationships where organisation_id = live.organisation_id
    and coach_id = live.person_id and status = 'active' and new_hat = any (app.declared_roles(id))) then return false; end if;
  insert into hat_changes (organisation_id, relationship_id, at, person_id, hat)
    select live.organisation_id, r.id, clock_timestamp(), live.person_id, new_hat from relationships r
     where r.organisation_id = live.organisation_id and r.coach_id = live.person_id and r.status = 'active'
       and app.declared_roles(r.id) && array[live.hat, new_hat]
    on conflict do nothing;
  update sessions set hat = new_hat where organisation_id = live.organisation_id and id = live.id;
  return true;
end $$;

-- As before, and the coach has said what else he or she is before anybody accepts (C12, C14): otherwise 'undeclared'.
-- A coachee accepts what was declared by then: when the coach declares something else and accepts, the coachee is asked again.
create or replace function app.answer_proposal(relationship uuid, accepts boolean) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare pair relationships; me uuid := app.person_id(); is_news boolean;
begin
  select * into pair from relationships r where r.organisation_id = app.organisation_id() and r.id = relationship
    and me in (r.coach_id, r.coachee_id) and r.status = 'proposed' for update;
  if pair.id is null then return null; end if;
  if accepts and not exists (select from coach_declarations d
    where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id) then return 'undeclared'; end if;
  is_news := (select (d.evaluator_contact, d.roles) from coach_declarations d
      where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id order by declared_at desc, id desc limit 1)
    is distinct from (select (d.evaluator_contact, d.roles) from coach_declarations d
      where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id and d.declared_at <= pair.coachee_accepted_at
      order by declared_at desc, id desc limit 1);
  update relationships r set
    coach_accepted_at = case when accepts and me = r.coach_id then coalesce(r.coach_accepted_at, now()) else r.coach_accepted_at end,
    coachee_accepted_at = case when accepts and me = r.coachee_id then now() when accepts and is_news then null else r.coachee_accepted_at end,
    status = case when accepts then r.status else 'declined' end
   where r.organisation_id = pair.organisation_id and r.id = pair.id;
  update relationships r set status = 'active', started_at = now()
   where r.organisation_id = pair.organisation_id and r.id = pair.id and r.status = 'proposed'
     and r.coach_accepted_at is not null and r.coachee_accepted_at is not null;
  return (select r.status from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id);
end $$;

grant execute on function app.pairs_as_party(), app.pairs_to_declare(), app.pairs_in_view(), app.pairs_at_work(), app.declared_roles(uuid),
  app.pairs_evaluated(), app.change_hat(text) to vierpoot_app;
