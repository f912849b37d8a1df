-- One coach and one coachee; the keys that seal what they write; the record of who looked.

create table relationships (
  organisation_id     uuid not null,
  id                  uuid not null,
  programme_id        uuid not null,
  coach_id            uuid not null,
  coachee_id          uuid not null,
  status              text not null default 'proposed' check (status in ('proposed', 'declined', 'active', 'ended')),
  coach_accepted_at   timestamptz,
  coachee_accepted_at timestamptz,
  started_at          timestamptz,
  ended_at            timestamptz,
  ended_by            uuid,
  proposed_by         uuid,
  created_at          timestamptz not null default now(),
  primary key (organisation_id, id),
  check (coach_id <> coachee_id),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, coach_id) references people on delete cascade,
  foreign key (organisation_id, coachee_id) references people on delete cascade,
  foreign key (organisation_id, ended_by) references people on delete set null (ended_by),
  foreign key (organisation_id, proposed_by) references people on delete set null (proposed_by)
);
create index on relationships (organisation_id, programme_id);
create index on relationships (organisation_id, coach_id);
create index on relationships (organisation_id, coachee_id);
create index on relationships (organisation_id, ended_by);
create index on relationships (organisation_id, proposed_by);
create unique index one_living_pair on relationships (organisation_id, programme_id, coach_id, coachee_id)
  where status in ('proposed', 'active');
comment on table relationships is 'A coaching relationship: one coach, one coachee, in one programme. Owned by both equally (C9).';

create table data_keys (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  key_id          text not null check (length(key_id) between 1 and 40),
  wrapped         bytea not null,
  created_at      timestamptz not null default now(),
  primary key (organisation_id, id),
  unique (organisation_id, relationship_id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade
);
comment on table data_keys is 'The key of one relationship, wrapped under the key file. Destroyed to erase.';

create table access_records (
  organisation_id uuid not null,
  number          bigint not null,
  subject_id      uuid not null,
  viewer_id       uuid not null,
  hat             text not null check (hat in ('coach', 'evaluator', 'manager')),
  kind            text not null check (kind in ('mirror-scores', 'mirror-answers')),
  object_id       uuid not null,
  at              timestamptz not null default now(),
  hash            bytea not null check (length(hash) = 32),
  primary key (organisation_id, number),
  foreign key (organisation_id, subject_id) references people on delete cascade,
  foreign key (organisation_id, viewer_id) references people on delete cascade
);
create index on access_records (organisation_id, subject_id, at);
create index on access_records (organisation_id, viewer_id);
comment on table access_records is 'Each look at somebody''s released content by another. Readable by the person it is about; lines are chained.';

-- Which relationships are mine, by side. A coach under another hat than coach has none (C12).
create function app.coaching() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  if live.hat is distinct from 'coach' then return '{}'; end if;
  return array(select id from relationships
    where organisation_id = live.organisation_id and coach_id = live.person_id and status = 'active');
end $$;

create function app.coaching_ever() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  if live.hat is distinct from 'coach' then return '{}'; end if;
  return array(select id from relationships
    where organisation_id = live.organisation_id and coach_id = live.person_id and status in ('active', 'ended'));
end $$;

create function app.coached() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and coachee_id = live.person_id and status = 'active');
end $$;

create function app.coached_ever() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and coachee_id = live.person_id and status in ('active', 'ended'));
end $$;

-- People somebody has a pair with, also a proposed one: the name must be known before accepting.
create function app.counterparts() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(select case when coach_id = live.person_id then coachee_id else coach_id end from relationships
    where organisation_id = live.organisation_id and live.person_id in (coach_id, coachee_id) and status <> 'declined');
end $$;

-- A coordinator links only people who are in the programme, each in their own role.
create function app.may_pair(programme uuid, coach uuid, coachee uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return programme = any (app.programmes_coordinated())
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coach and role = 'coach')
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coachee and role = 'coachee');
end $$;

alter table relationships enable row level security;
alter table relationships force row level security;
alter table data_keys enable row level security;
alter table data_keys force row level security;
alter table access_records enable row level security;
alter table access_records force row level security;
create policy owner_reads on relationships to current_user using (true) with check (true);
create policy owner_reads on data_keys to current_user using (true) with check (true);
create policy owner_reads on access_records to current_user using (true) with check (true);

create policy tenant on relationships as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on data_keys as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on access_records as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

create policy select_counterpart on people for select to vierpoot_app using (id = any ((select app.counterparts())::uuid[]));

create policy select_party on relationships for select to vierpoot_app
  using ((select app.person_id()) in (coach_id, coachee_id) and status <> 'declined');
create policy select_coordinated on relationships for select to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]));
create policy insert_coordinated on relationships for insert to vierpoot_app
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[])
    and status = 'proposed' and proposed_by = (select app.person_id()) and app.may_pair(programme_id, coach_id, coachee_id));
grant select, insert (organisation_id, id, programme_id, coach_id, coachee_id, proposed_by) on relationships to vierpoot_app;

create policy select_party on data_keys for select to vierpoot_app
  using (relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[]));
create policy insert_party on data_keys for insert to vierpoot_app
  with check (relationship_id = any ((select app.coaching() || app.coached())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, key_id, wrapped) on data_keys to vierpoot_app;

create policy select_subject on access_records for select to vierpoot_app using (subject_id = (select app.person_id()));
grant select on access_records to vierpoot_app;

-- Accepts or declines a proposed pair. The pair starts when both accepted; a decline says nothing to the other.
create function app.answer_proposal(relationship uuid, accepts boolean) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare pair relationships; me uuid := app.person_id();
begin
  select * into pair from relationships r where r.organisation_id = app.organisation_id() and r.id = relationship
    and me in (r.coach_id, r.coachee_id) and r.status = 'proposed' for update;
  if pair.id is null then return null; end if;
  update relationships r set
    coach_accepted_at = case when accepts and me = r.coach_id then coalesce(r.coach_accepted_at, now()) else r.coach_accepted_at end,
    coachee_accepted_at = case when accepts and me = r.coachee_id then coalesce(r.coachee_accepted_at, now()) else r.coachee_accepted_at end,
    status = case when accepts then r.status else 'declined' end
   where r.organisation_id = pair.organisation_id and r.id = pair.id;
  update relationships r set status = 'active', started_at = now()
   where r.organisation_id = pair.organisation_id and r.id = pair.id and r.status = 'proposed'
     and r.coach_accepted_at is not null and r.coachee_accepted_at is not null;
  return (select r.status from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id);
end $$;

-- Stops a pair at once, by either of the two, without a reason (C28).
create function app.end_relationship(relationship uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update relationships r set status = 'ended', ended_at = now(), ended_by = app.person_id()
   where r.organisation_id = app.organisation_id() and r.id = relationship and r.status = 'active'
     and app.person_id() in (r.coach_id, r.coachee_id);
  return found;
end $$;

-- Notes a look at somebody's released content by the acting coach; at most one line an hour for the same object.
create function app.record_look(relationship uuid, look_kind text, looked_at uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session(); subject uuid; last access_records; next_number bigint;
begin
  select coachee_id into subject from relationships where organisation_id = live.organisation_id and id = relationship
    and id = any (app.coaching());
  if subject is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('access_records' || live.organisation_id::text, 0));
  if exists (select from access_records where organisation_id = live.organisation_id and subject_id = subject
    and viewer_id = live.person_id and kind = look_kind and object_id = looked_at and at > now() - interval '1 hour') then return; end if;
  select * into last from access_records where organisation_id = live.organisation_id order by number desc limit 1;
  next_number := coalesce(last.number, 0) + 1;
  insert into access_records (organisation_id, number, subject_id, viewer_id, hat, kind, object_id, hash)
  values (live.organisation_id, next_number, subject, live.person_id, live.hat, look_kind, looked_at,
    sha256(coalesce(last.hash, '') || convert_to(concat_ws('|', live.organisation_id, next_number, subject, live.person_id,
      live.hat, look_kind, looked_at, extract(epoch from now())), 'UTF8')));
end $$;

grant execute on function app.may_pair(uuid, uuid, uuid), app.coaching(), app.coaching_ever(), app.coached(), app.coached_ever(), app.counterparts(),
  app.answer_proposal(uuid, boolean), app.end_relationship(uuid), app.record_look(uuid, text, uuid) to vierpoot_app;
