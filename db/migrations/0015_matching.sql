-- The match: what people say of themselves for it, the rules of a programme, rounds, and what coachees choose (C14, C23-C27).

create table match_profiles (
  organisation_id uuid not null,
  id              uuid not null,
  programme_id    uuid not null,
  person_id       uuid not null,
  role            text not null check (role in ('coach', 'coachee')),
  answers         jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 20000),
  handed_in_at    timestamptz,
  changed_at      timestamptz not null default now(),
  primary key (organisation_id, id),
  unique (organisation_id, programme_id, person_id, role),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on match_profiles (organisation_id, person_id);
comment on table match_profiles is 'What a person says of themselves for the match: tags, way of working; of a coach also the presentation, places, other roles. A draft until handed in. Owned by the person.';

create table match_backgrounds (
  organisation_id uuid not null,
  profile_id      uuid not null,
  answers         jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 8000),
  primary key (organisation_id, profile_id),
  foreign key (organisation_id, profile_id) references match_profiles on delete cascade
);
comment on table match_backgrounds is 'What a profile says for the rules only: how at home somebody feels, ties, reporting lines, evaluators (C24-C26). Never shown to the other. Owned by the person.';

create table match_settings (
  organisation_id uuid not null,
  programme_id    uuid not null,
  settings        jsonb not null check (jsonb_typeof(settings) = 'object' and length(settings::text) <= 8000),
  changed_by      uuid,
  changed_at      timestamptz not null default now(),
  primary key (organisation_id, programme_id),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, changed_by) references people on delete set null (changed_by)
);
create index on match_settings (organisation_id, changed_by);
comment on table match_settings is 'How a programme matches: weights that people wrote and everybody in it may read. Owned by its coordinators.';

create table match_bans (
  organisation_id uuid not null,
  programme_id    uuid not null,
  coachee_id      uuid not null,
  coach_id        uuid not null,
  barrier         text not null check (barrier in ('coachee-veto', 'coach-veto', 'excluded')),
  created_at      timestamptz not null default now(),
  primary key (organisation_id, programme_id, coachee_id, coach_id, barrier),
  check (coach_id <> coachee_id),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, coachee_id) references people on delete cascade,
  foreign key (organisation_id, coach_id) references people on delete cascade
);
create index on match_bans (organisation_id, coachee_id);
create index on match_bans (organisation_id, coach_id);
comment on table match_bans is 'Two people who are not to be a pair: said by one of them, or excluded by a coordinator. Without a reason. A veto is owned by who said it.';

create table match_rounds (
  organisation_id uuid not null,
  id              uuid not null,
  programme_id    uuid not null,
  status          text not null default 'draft' check (status in ('draft', 'running', 'ready', 'published', 'closed')),
  settings        jsonb check (length(settings::text) <= 8000),
  progress        jsonb check (length(progress::text) <= 1000),
  summary         jsonb check (length(summary::text) <= 8000),
  created_by      uuid,
  created_at      timestamptz not null default now(),
  run_at          timestamptz,
  beat_at         timestamptz,
  published_at    timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, created_by) references people on delete set null (created_by)
);
create index on match_rounds (organisation_id, programme_id);
create index on match_rounds (organisation_id, created_by);
comment on table match_rounds is 'One time that a programme matches: who takes part, the rules then, how far the run is, whether it is published. Owned by its coordinators.';

create table match_participants (
  organisation_id uuid not null,
  round_id        uuid not null,
  person_id       uuid not null,
  role            text not null check (role in ('coach', 'coachee')),
  capacity        integer check (capacity between 0 and 50),
  primary key (organisation_id, round_id, person_id, role),
  check ((role = 'coach') = (capacity is not null)),
  foreign key (organisation_id, round_id) references match_rounds on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on match_participants (organisation_id, person_id);
comment on table match_participants is 'Who takes part in a round, and with how many places. Owned by the coordinators of the programme.';

create table match_pins (
  organisation_id uuid not null,
  round_id        uuid not null,
  coachee_id      uuid not null,
  coach_id        uuid not null,
  created_at      timestamptz not null default now(),
  primary key (organisation_id, round_id, coachee_id),
  foreign key (organisation_id, round_id) references match_rounds on delete cascade,
  foreign key (organisation_id, coachee_id) references people on delete cascade,
  foreign key (organisation_id, coach_id) references people on delete cascade
);
create index on match_pins (organisation_id, coachee_id);
create index on match_pins (organisation_id, coach_id);
comment on table match_pins is 'A pair the coordinator wants in a round. Owned by the coordinators of the programme.';

create table match_results (
  organisation_id uuid not null,
  round_id        uuid not null,
  coachee_id      uuid not null,
  coach_id        uuid not null,
  place           integer not null check (place between 0 and 9),
  why             text not null check (why in ('fit', 'different', 'pinned', 'swapped')),
  is_assigned     boolean not null,
  ground          integer check (ground between 0 and 100),
  horizon         integer check (horizon between 0 and 100),
  primary key (organisation_id, round_id, coachee_id, coach_id),
  foreign key (organisation_id, round_id) references match_rounds on delete cascade,
  foreign key (organisation_id, coachee_id) references people on delete cascade,
  foreign key (organisation_id, coach_id) references people on delete cascade
);
create index on match_results (organisation_id, coachee_id);
create index on match_results (organisation_id, coach_id);
comment on table match_results is 'What a run gave: per coachee the short list and who was assigned, with both numbers (C23). Personal wishes are left out of the numbers. Seen by coordinators only.';

create table match_suggestions (
  organisation_id uuid not null,
  round_id        uuid not null,
  programme_id    uuid not null,
  coachee_id      uuid not null,
  coach_id        uuid not null,
  place           integer not null check (place between 0 and 9),
  why             text not null check (why in ('fit', 'different', 'pinned', 'swapped')),
  created_at      timestamptz not null default now(),
  primary key (organisation_id, round_id, coachee_id, coach_id),
  foreign key (organisation_id, round_id) references match_rounds on delete cascade,
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, coachee_id) references people on delete cascade,
  foreign key (organisation_id, coach_id) references people on delete cascade
);
create index on match_suggestions (organisation_id, programme_id);
create index on match_suggestions (organisation_id, coachee_id);
create index on match_suggestions (organisation_id, coach_id);
comment on table match_suggestions is 'A coach suggested to a coachee in a published round; no numbers (C23, C27). Readable by that coachee and the coordinators.';

create table match_choices (
  organisation_id uuid not null,
  round_id        uuid not null,
  coachee_id      uuid not null,
  coach_ids       uuid[] not null check (cardinality(coach_ids) <= 4 and array_position(coach_ids, null) is null),
  instead         text check (instead in ('others', 'talk')),
  chosen_at       timestamptz not null default now(),
  primary key (organisation_id, round_id, coachee_id),
  check ((cardinality(coach_ids) = 0) = (instead is not null)),
  foreign key (organisation_id, round_id) references match_rounds on delete cascade,
  foreign key (organisation_id, coachee_id) references people on delete cascade
);
create index on match_choices (organisation_id, coachee_id);
comment on table match_choices is 'Which suggested coaches a coachee wants, most wanted first; or none of them, and what instead (C27). Owned by the coachee.';

create table match_decisions (
  organisation_id uuid not null,
  id              uuid not null,
  round_id        uuid not null,
  person_id       uuid,
  act             text not null check (act in ('create', 'take-part', 'capacity', 'settings', 'pin', 'unpin', 'exclude', 'include', 'swap', 'run',
                    'cancel', 'publish', 'close')),
  coachee_id      uuid,
  coach_id        uuid,
  detail          jsonb check (length(detail::text) <= 4000),
  at              timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, round_id) references match_rounds on delete cascade,
  foreign key (organisation_id, person_id) references people on delete set null (person_id),
  foreign key (organisation_id, coachee_id) references people on delete cascade,
  foreign key (organisation_id, coach_id) references people on delete cascade
);
create index on match_decisions (organisation_id, round_id, at);
create index on match_decisions (organisation_id, person_id);
create index on match_decisions (organisation_id, coachee_id);
create index on match_decisions (organisation_id, coach_id);
comment on table match_decisions is 'Who decided what in a round. Only added to. Readable by the coordinators of the programme.';

-- Who may ------------------------------------------------------------------------------------------------------------

-- Programmes in which the acting person is a coach or a coachee.
create function app.programmes_as(as_role text) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select programme_id from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role = as_role and programme_id is not null); end $$;

create function app.rounds_coordinated() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select id from match_rounds
  where organisation_id = app.organisation_id() and programme_id = any (app.programmes_coordinated())); end $$;

-- Rounds whose suggestions are out, of programmes the acting person is in.
create function app.rounds_published() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select id from match_rounds
  where organisation_id = app.organisation_id() and status in ('published', 'closed') and programme_id = any (app.programmes_joined())); end $$;

-- Rounds in which the acting person may choose: published and not closed.
create function app.rounds_open() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select r.id from match_rounds r
  where r.organisation_id = app.organisation_id() and r.status = 'published' and r.programme_id = any (app.programmes_joined())
    and exists (select from match_suggestions s
      where s.organisation_id = r.organisation_id and s.round_id = r.id and s.coachee_id = app.person_id())); end $$;

create function app.coaches_suggested() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select coach_id from match_suggestions
  where organisation_id = app.organisation_id() and coachee_id = app.person_id() and round_id = any (app.rounds_published())); end $$;

create function app.own_profiles() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select id from match_profiles where organisation_id = app.organisation_id() and person_id = app.person_id()); end $$;

create function app.profiles_coordinated() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select id from match_profiles
  where organisation_id = app.organisation_id() and handed_in_at is not null and programme_id = any (app.programmes_coordinated())); end $$;

-- Handed-in profiles of coaches suggested to the acting person, and of the other in a pair of the same programme, also a proposed one;
-- to a coach under that hat only (C12).
create function app.profiles_in_view() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  return array(
    select p.id from match_suggestions s
      join match_profiles p on p.organisation_id = s.organisation_id and p.programme_id = s.programme_id and p.person_id = s.coach_id
        and p.role = 'coach' and p.handed_in_at is not null
     where s.organisation_id = live.organisation_id and s.coachee_id = live.person_id and s.round_id = any (app.rounds_published())
    union
    select p.id from relationships r
      join match_profiles p on p.organisation_id = r.organisation_id and p.programme_id = r.programme_id and p.handed_in_at is not null
        and (r.coachee_id = live.person_id and p.person_id = r.coach_id and p.role = 'coach'
          or r.coach_id = live.person_id and live.hat = 'coach' and p.person_id = r.coachee_id and p.role = 'coachee')
     where r.organisation_id = live.organisation_id and r.status in ('proposed', 'active'));
end $$;

-- All of a choice must have been suggested in that round.
create function app.were_suggested(round uuid, coaches uuid[]) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return coaches <@ array(select coach_id from match_suggestions
    where organisation_id = app.organisation_id() and round_id = round and coachee_id = app.person_id())
    and cardinality(coaches) = (select count(distinct one) from unnest(coaches) one);
end $$;

-- Who has this role in a programme that the acting person coordinates.
create function app.members_coordinated(as_role text) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return array(select distinct person_id from memberships
  where organisation_id = app.organisation_id() and role = as_role and programme_id = any (app.programmes_coordinated())); end $$;

-- Both of a pair take part in the programme, each in their own role.
create function app.are_of_programme(programme uuid, coachee uuid, coach uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select app.person_id() in (coachee, coach) or programme = any (app.programmes_coordinated()))
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coach and role = 'coach')
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coachee and role = 'coachee');
end $$;

do $$
declare locked text;
begin
  foreach locked in array array['match_profiles', 'match_backgrounds', 'match_settings', 'match_bans', 'match_rounds', 'match_participants',
    'match_pins', 'match_results', 'match_suggestions', 'match_choices', 'match_decisions'] loop
    execute format('alter table %I enable row level security', locked);
    execute format('alter table %I force row level security', locked);
    execute format('create policy owner_reads on %I to current_user using (true) with check (true)', locked);
    execute format('create policy tenant on %I as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()))', locked);
  end loop;
end $$;

create policy select_suggested on people for select to vierpoot_app using (id = any ((select app.coaches_suggested())::uuid[]));

create policy select_own on match_profiles for select to vierpoot_app using (person_id = (select app.person_id()));
create policy select_in_view on match_profiles for select to vierpoot_app using (id = any ((select app.profiles_in_view())::uuid[]));
create policy select_coordinated on match_profiles for select to vierpoot_app
  using (handed_in_at is not null and programme_id = any ((select app.programmes_coordinated())::uuid[]));
create policy insert_own on match_profiles for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and programme_id = any (case role
    when 'coach' then (select app.programmes_as('coach')) else (select app.programmes_as('coachee')) end::uuid[]));
create policy update_own on match_profiles for update to vierpoot_app
  using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
create policy delete_own on match_profiles for delete to vierpoot_app using (person_id = (select app.person_id()));
grant select, insert (organisation_id, id, programme_id, person_id, role, answers, handed_in_at),
  update (answers, handed_in_at, changed_at), delete on match_profiles to vierpoot_app;

create policy select_own on match_backgrounds for select to vierpoot_app using (profile_id = any ((select app.own_profiles())::uuid[]));
create policy select_coordinated on match_backgrounds for select to vierpoot_app
  using (profile_id = any ((select app.profiles_coordinated())::uuid[]));
create policy insert_own on match_backgrounds for insert to vierpoot_app with check (profile_id = any ((select app.own_profiles())::uuid[]));
create policy update_own on match_backgrounds for update to vierpoot_app
  using (profile_id = any ((select app.own_profiles())::uuid[])) with check (profile_id = any ((select app.own_profiles())::uuid[]));
grant select, insert (organisation_id, profile_id, answers), update (answers) on match_backgrounds to vierpoot_app;

create policy select_joined on match_settings for select to vierpoot_app using (programme_id = any ((select app.programmes_joined())::uuid[]));
create policy insert_coordinated on match_settings for insert to vierpoot_app
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]) and changed_by = (select app.person_id()));
create policy update_coordinated on match_settings for update to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]))
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]) and changed_by = (select app.person_id()));
grant select, insert (organisation_id, programme_id, settings, changed_by), update (settings, changed_by, changed_at) on match_settings to vierpoot_app;

create policy select_own on match_bans for select to vierpoot_app
  using (barrier = 'coachee-veto' and coachee_id = (select app.person_id()) or barrier = 'coach-veto' and coach_id = (select app.person_id()));
create policy select_coordinated on match_bans for select to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]));
create policy insert_own on match_bans for insert to vierpoot_app
  with check ((barrier = 'coachee-veto' and coachee_id = (select app.person_id()) or barrier = 'coach-veto' and coach_id = (select app.person_id()))
    and app.are_of_programme(programme_id, coachee_id, coach_id));
create policy insert_coordinated on match_bans for insert to vierpoot_app
  with check (barrier = 'excluded' and programme_id = any ((select app.programmes_coordinated())::uuid[])
    and app.are_of_programme(programme_id, coachee_id, coach_id));
create policy delete_own on match_bans for delete to vierpoot_app
  using (barrier = 'coachee-veto' and coachee_id = (select app.person_id()) or barrier = 'coach-veto' and coach_id = (select app.person_id()));
create policy delete_coordinated on match_bans for delete to vierpoot_app
  using (barrier = 'excluded' and programme_id = any ((select app.programmes_coordinated())::uuid[]));
grant select, insert (organisation_id, programme_id, coachee_id, coach_id, barrier), delete on match_bans to vierpoot_app;

create policy select_coordinated on match_rounds for select to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]));
create policy insert_coordinated on match_rounds for insert to vierpoot_app
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]) and status = 'draft' and created_by = (select app.person_id()));
create policy update_coordinated on match_rounds for update to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]))
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]));
grant select, insert (organisation_id, id, programme_id, created_by), update (status, settings, progress, summary, run_at, beat_at, published_at)
  on match_rounds to vierpoot_app;

create policy all_coordinated on match_participants for all to vierpoot_app using (round_id = any ((select app.rounds_coordinated())::uuid[]))
  with check (round_id = any ((select app.rounds_coordinated())::uuid[]));
grant select, insert (organisation_id, round_id, person_id, role, capacity), update (capacity), delete on match_participants to vierpoot_app;

create policy all_coordinated on match_pins for all to vierpoot_app using (round_id = any ((select app.rounds_coordinated())::uuid[]))
  with check (round_id = any ((select app.rounds_coordinated())::uuid[]));
grant select, insert (organisation_id, round_id, coachee_id, coach_id), delete on match_pins to vierpoot_app;

create policy all_coordinated on match_results for all to vierpoot_app using (round_id = any ((select app.rounds_coordinated())::uuid[]))
  with check (round_id = any ((select app.rounds_coordinated())::uuid[]));
grant select, insert (organisation_id, round_id, coachee_id, coach_id, place, why, is_assigned, ground, horizon),
  update (place, why, is_assigned), delete on match_results to vierpoot_app;

create policy select_own on match_suggestions for select to vierpoot_app
  using (coachee_id = (select app.person_id()) and round_id = any ((select app.rounds_published())::uuid[]));
create policy select_coordinated on match_suggestions for select to vierpoot_app using (round_id = any ((select app.rounds_coordinated())::uuid[]));
create policy insert_coordinated on match_suggestions for insert to vierpoot_app
  with check (round_id = any ((select app.rounds_coordinated())::uuid[]) and programme_id = any ((select app.programmes_coordinated())::uuid[])
    and coachee_id = any ((select app.members_coordinated('coachee'))::uuid[]) and coach_id = any ((select app.members_coordinated('coach'))::uuid[]));
grant select, insert (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why) on match_suggestions to vierpoot_app;

create policy select_own on match_choices for select to vierpoot_app using (coachee_id = (select app.person_id()));
create policy select_coordinated on match_choices for select to vierpoot_app using (round_id = any ((select app.rounds_coordinated())::uuid[]));
create policy insert_own on match_choices for insert to vierpoot_app
  with check (coachee_id = (select app.person_id()) and round_id = any ((select app.rounds_open())::uuid[]) and app.were_suggested(round_id, coach_ids));
create policy update_own on match_choices for update to vierpoot_app
  using (coachee_id = (select app.person_id()) and round_id = any ((select app.rounds_open())::uuid[]))
  with check (coachee_id = (select app.person_id()) and app.were_suggested(round_id, coach_ids));
grant select, insert (organisation_id, round_id, coachee_id, coach_ids, instead), update (coach_ids, instead, chosen_at) on match_choices to vierpoot_app;

create policy select_coordinated on match_decisions for select to vierpoot_app using (round_id = any ((select app.rounds_coordinated())::uuid[]));
create policy insert_coordinated on match_decisions for insert to vierpoot_app
  with check (round_id = any ((select app.rounds_coordinated())::uuid[]) and person_id = (select app.person_id()));
grant select, insert (organisation_id, id, round_id, person_id, act, coachee_id, coach_id, detail) on match_decisions to vierpoot_app;

grant execute on function app.programmes_as(text), app.rounds_coordinated(), app.rounds_published(), app.rounds_open(), app.coaches_suggested(),
  app.own_profiles(), app.profiles_coordinated(), app.profiles_in_view(), app.were_suggested(uuid, uuid[]), app.are_of_programme(uuid, uuid, uuid),
  app.members_coordinated(text) to vierpoot_app;
