-- The mirror: one round of the paired questionnaire, both responses, what the coachee released; and the coachee's needs.
-- What is answered here serves the two of the pair only: no coordinator, evaluator or administrator has a policy on it (C10, C37).

create table mirrors (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  instrument      text not null check (length(instrument) between 1 and 60),
  opened_by       uuid,
  opened_at       timestamptz not null default now(),
  due_at          timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, relationship_id, id),
  check (due_at > opened_at),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, opened_by) references people on delete set null (opened_by)
);
create index on mirrors (organisation_id, opened_by);
comment on table mirrors is 'A round of the paired questionnaire. Owned by both.';

create table mirror_responses (
  organisation_id uuid not null,
  mirror_id       uuid not null,
  relationship_id uuid not null,
  person_id       uuid not null,
  role            text not null check (role in ('coach', 'coachee')),
  answers         bytea not null,
  saved_at        timestamptz not null default now(),
  handed_in_at    timestamptz,
  primary key (organisation_id, mirror_id, role),
  unique (organisation_id, mirror_id, person_id),
  foreign key (organisation_id, relationship_id, mirror_id) references mirrors (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on mirror_responses (organisation_id, relationship_id, mirror_id);
create index on mirror_responses (organisation_id, person_id);
comment on table mirror_responses is 'What one of the two answered, sealed; a draft until handed in. Owned by the one who answered.';

create table mirror_releases (
  organisation_id uuid not null,
  mirror_id       uuid not null,
  relationship_id uuid not null,
  level           text not null check (level in ('nothing', 'scores', 'items')),
  scores          bytea,
  released_at     timestamptz not null default now(),
  primary key (organisation_id, mirror_id),
  check ((level = 'nothing') = (scores is null)),
  foreign key (organisation_id, relationship_id, mirror_id) references mirrors (organisation_id, relationship_id, id) on delete cascade
);
create index on mirror_releases (organisation_id, relationship_id, mirror_id);
comment on table mirror_releases is 'What the coachee lets the coach see of one round: nothing, leg scores, or scores and items. Owned by the coachee.';

create table needs (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  person_id       uuid not null,
  instrument      text not null check (length(instrument) between 1 and 60),
  answers         bytea not null,
  asked_at        timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on needs (organisation_id, relationship_id, asked_at);
create index on needs (organisation_id, person_id);
comment on table needs is 'What the coachee needs of each leg, dated (C4), sealed. Owned by the coachee; the coach sees only what a release carries.';

alter table mirrors enable row level security;
alter table mirrors force row level security;
alter table mirror_responses enable row level security;
alter table mirror_responses force row level security;
alter table mirror_releases enable row level security;
alter table mirror_releases force row level security;
alter table needs enable row level security;
alter table needs force row level security;
create policy owner_reads on mirrors to current_user using (true) with check (true);
create policy owner_reads on mirror_responses to current_user using (true) with check (true);
create policy owner_reads on mirror_releases to current_user using (true) with check (true);
create policy owner_reads on needs to current_user using (true) with check (true);

create policy tenant on mirrors as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on mirror_responses as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on mirror_releases as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on needs as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

-- The three questions below are asked by policies, so whoever is signed in may call them: they answer the pair only.

-- Both handed in: the one question on which the whole mirror turns (C7).
create function app.both_handed_in(mirror uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select count(*) = 2 from mirror_responses
    where organisation_id = app.organisation_id() and mirror_id = mirror and handed_in_at is not null
      and relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[]));
end $$;

-- Open: its date has not come and not both have handed in.
create function app.is_open(mirror uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from mirrors where organisation_id = app.organisation_id() and id = mirror and due_at > now()
      and relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[]))
    and not app.both_handed_in(mirror);
end $$;

-- What the coachee released; to the coach "nothing" is the same as not yet (C17).
create function app.released_level(mirror uuid) returns text
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select level from mirror_releases where organisation_id = app.organisation_id() and mirror_id = mirror
    and (relationship_id = any ((select app.coached_ever())::uuid[])
      or level <> 'nothing' and relationship_id = any ((select app.coaching())::uuid[])));
end $$;

-- Whose turn it is, for the two of the pair: who has handed in, nothing of what.
create function app.mirror_turns(relationship uuid)
  returns table (mirror_id uuid, coach_handed_in boolean, coachee_handed_in boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select m.id, coalesce(bool_or(r.role = 'coach' and r.handed_in_at is not null), false),
      coalesce(bool_or(r.role = 'coachee' and r.handed_in_at is not null), false)
    from mirrors m left join mirror_responses r on r.organisation_id = m.organisation_id and r.mirror_id = m.id
   where m.organisation_id = app.organisation_id() and m.relationship_id = relationship
     and m.relationship_id = any (app.coaching() || app.coached_ever())
   group by m.id;
end $$;

create policy select_party on mirrors for select to vierpoot_app
  using (relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[]));
grant select on mirrors to vierpoot_app;

create policy select_own on mirror_responses for select to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.coaching_ever() || app.coached_ever())::uuid[]));
create policy select_coach_after_both on mirror_responses for select to vierpoot_app -- rule C7
  using (role = 'coach' and relationship_id = any ((select app.coached_ever())::uuid[]) and app.both_handed_in(mirror_id));
create policy select_released_items on mirror_responses for select to vierpoot_app -- rules C7, C17
  using (role = 'coachee' and relationship_id = any ((select app.coaching())::uuid[])
    and app.both_handed_in(mirror_id) and app.released_level(mirror_id) = 'items');
create policy insert_own on mirror_responses for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and handed_in_at is null and app.is_open(mirror_id)
    and relationship_id = any (case role when 'coach' then (select app.coaching()) else (select app.coached()) end));
-- Handing in is final: only a draft of an open round can change, and only to now.
create policy update_own on mirror_responses for update to vierpoot_app
  using (person_id = (select app.person_id()) and handed_in_at is null and app.is_open(mirror_id)
    and relationship_id = any ((select app.coaching() || app.coached())::uuid[]))
  with check (person_id = (select app.person_id()) and (handed_in_at is null or handed_in_at = now()));
grant select, insert (organisation_id, mirror_id, relationship_id, person_id, role, answers),
  update (answers, saved_at, handed_in_at) on mirror_responses to vierpoot_app;

create policy select_own on mirror_releases for select to vierpoot_app
  using (relationship_id = any ((select app.coached_ever())::uuid[]));
create policy select_released on mirror_releases for select to vierpoot_app -- rule C17
  using (level <> 'nothing' and relationship_id = any ((select app.coaching())::uuid[]) and app.both_handed_in(mirror_id));
create policy insert_own on mirror_releases for insert to vierpoot_app
  with check (relationship_id = any ((select app.coached())::uuid[]) and app.both_handed_in(mirror_id));
create policy update_own on mirror_releases for update to vierpoot_app
  using (relationship_id = any ((select app.coached_ever())::uuid[]))
  with check (relationship_id = any ((select app.coached_ever())::uuid[]) and app.both_handed_in(mirror_id));
grant select, insert (organisation_id, mirror_id, relationship_id, level, scores), update (level, scores, released_at) on mirror_releases to vierpoot_app;

create policy select_own on needs for select to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.coached_ever())::uuid[]));
create policy insert_own on needs for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.coached())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, person_id, instrument, answers) on needs to vierpoot_app;

-- Opens a round; by either of the two, one at a time. Null when there is no such active pair or a round is open.
create function app.open_mirror(new_id uuid, relationship uuid, with_instrument text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare pair relationships; days integer;
begin
  select * into pair from relationships r where r.organisation_id = app.organisation_id() and r.id = relationship
    and r.id = any (app.coaching() || app.coached()) and r.status = 'active' -- asked again once the lock is held
    for update;
  if pair.id is null then return null; end if;
  if exists (select from mirrors m where m.organisation_id = pair.organisation_id and m.relationship_id = pair.id
    and app.is_open(m.id)) then return null; end if;
  select p.mirror_days into days from programmes p where p.organisation_id = pair.organisation_id and p.id = pair.programme_id;
  insert into mirrors (organisation_id, id, relationship_id, instrument, opened_by, due_at)
    values (pair.organisation_id, new_id, pair.id, with_instrument, app.person_id(), now() + make_interval(days => days));
  return new_id;
end $$;

grant execute on function app.both_handed_in(uuid), app.is_open(uuid), app.released_level(uuid), app.mirror_turns(uuid),
  app.open_mirror(uuid, uuid, text) to vierpoot_app;
