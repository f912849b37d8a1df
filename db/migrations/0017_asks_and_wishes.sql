-- Asking coaches in the order of a choice (C27), and personal traits as wishes (article 9; C26). Nobody has a door to these tables:
-- every question goes through a function that says who may ask it.

alter table match_settings add column asks_wishes boolean not null default false;
grant insert (asks_wishes), update (asks_wishes) on match_settings to vierpoot_app;

create table match_asks (
  organisation_id uuid not null,
  relationship_id uuid not null,
  round_id        uuid not null,
  coachee_id      uuid not null,
  coach_id        uuid not null,
  asked_at        timestamptz not null default now(),
  reminded_at     timestamptz,
  outcome         text check (outcome in ('accepted', 'declined', 'silent', 'full', 'withdrawn')),
  reason          bytea,
  primary key (organisation_id, relationship_id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, round_id) references match_rounds on delete cascade,
  foreign key (organisation_id, coachee_id) references people on delete cascade,
  foreign key (organisation_id, coach_id) references people on delete cascade
);
create index on match_asks (organisation_id, round_id, coachee_id);
create index on match_asks (organisation_id, coachee_id);
create index on match_asks (organisation_id, coach_id);
comment on table match_asks is 'A coach who was asked because a coachee chose so, and what came of it; a reason is sealed and for the coordinator alone.';

create table match_wishes (
  organisation_id uuid not null,
  profile_id      uuid not null,
  mark            bytea not null check (length(mark) = 32),
  place           integer not null check (place between 0 and 4),
  body            bytea not null,
  created_at      timestamptz not null default now(),
  primary key (organisation_id, profile_id, mark),
  foreign key (organisation_id, profile_id) references match_profiles on delete cascade
);
comment on table match_wishes is 'A personal trait volunteered for the match, sealed, with a keyed mark to compare by (C26). Owned by the person; gone 30 days after the match.';

do $$
declare locked text;
begin
  foreach locked in array array['match_asks', 'match_wishes'] loop
    execute format('create policy tenant on %I as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()))', locked);
    execute format('alter table %I enable row level security', locked);
    execute format('alter table %I force row level security', locked);
    execute format('create policy owner_reads on %I to current_user using (true) with check (true)', locked);
  end loop;
end $$;

-- Asking ---------------------------------------------------------------------------------------------------------------

-- A coach has a place left in a round: never more coachees than was said.
create function app.has_place(organisation uuid, round uuid, coach uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce((select p.capacity from match_participants p
      where p.organisation_id = organisation and p.round_id = round and p.person_id = coach and p.role = 'coach'), 0)
    > (select count(*) from match_asks a join relationships r on r.organisation_id = a.organisation_id and r.id = a.relationship_id
      where a.organisation_id = organisation and a.round_id = round and a.coach_id = coach and r.status = 'active');
end $$;

-- Ends an ask that was not answered; the proposal is over and says nothing to anybody.
create function app.end_ask(organisation uuid, relationship uuid, as_outcome text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update match_asks a set outcome = as_outcome where a.organisation_id = organisation and a.relationship_id = relationship and a.outcome is null;
  update relationships r set status = 'declined' where r.organisation_id = organisation and r.id = relationship and r.status = 'proposed';
end $$;

-- Asks the coach a coachee wants most of those who were not asked in vain; a coach who was asked and is no longer wanted first is let go.
-- Nothing happens when the right one is being asked or has said yes. Gives whom to tell what: 'asked', or 'nobody-left'.
create function app.ask_next(organisation uuid, round uuid, coachee uuid) returns table (told_id uuid, news text, about_id uuid)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare programme uuid; wish match_choices; standing match_asks; wanted uuid; pair uuid; said match_profiles;
begin
  perform pg_advisory_xact_lock(hashtextextended('match_choices' || round::text || coachee::text, 0));
  select r.programme_id into programme from match_rounds r
   where r.organisation_id = organisation and r.id = round and r.status in ('published', 'closed');
  select * into wish from match_choices c where c.organisation_id = organisation and c.round_id = round and c.coachee_id = coachee;
  if programme is null or wish.round_id is null or exists (select from match_asks a
    join relationships r on r.organisation_id = a.organisation_id and r.id = a.relationship_id and r.status = 'active'
    where a.organisation_id = organisation and a.round_id = round and a.coachee_id = coachee) then return; end if;
  select * into standing from match_asks a where a.organisation_id = organisation and a.round_id = round and a.coachee_id = coachee
    and a.outcome is null;
  for wanted in select w from unnest(wish.coach_ids) with ordinality as list (w, place) order by place loop
    if standing.coach_id = wanted then return; end if;
    continue when exists (select from match_asks a where a.organisation_id = organisation and a.round_id = round
        and a.coachee_id = coachee and a.coach_id = wanted and a.outcome in ('declined', 'silent', 'full'))
      or not app.has_place(organisation, round, wanted)
      or exists (select from relationships r where r.organisation_id = organisation and r.programme_id = programme
        and r.coach_id = wanted and r.coachee_id = coachee and r.status in ('proposed', 'active'));
    perform app.end_ask(organisation, standing.relationship_id, 'withdrawn');
    pair := gen_random_uuid();
    select * into said from match_profiles p where p.organisation_id = organisation and p.programme_id = programme
      and p.person_id = wanted and p.role = 'coach' and p.answers ->> 'evaluatorContact' is not null;
    insert into relationships (organisation_id, id, programme_id, coach_id, coachee_id, coachee_accepted_at)
      values (organisation, pair, programme, wanted, coachee,
        case when said.changed_at <= wish.chosen_at then now() end); -- rule C14: yes to what stood on the card
    if said.id is not null then
      insert into coach_declarations (organisation_id, id, relationship_id, evaluator_contact, roles)
        values (organisation, gen_random_uuid(), pair, said.answers ->> 'evaluatorContact',
          array(select jsonb_array_elements_text(said.answers -> 'roles')));
    end if;
    insert into match_asks (organisation_id, relationship_id, round_id, coachee_id, coach_id)
      values (organisation, pair, round, coachee, wanted);
    return query select wanted, 'asked', pair;
    return;
  end loop;
  perform app.end_ask(organisation, standing.relationship_id, 'withdrawn');
  return query
    select coachee, 'nobody-left', programme where wish.instead is null
    union all select m.person_id, 'wants-talk', programme from memberships m
     where m.organisation_id = organisation and m.programme_id = programme and m.role = 'coordinator';
end $$;

-- After an answer: the coachees whose next choice is to be asked.
create function app.asks_to_follow(organisation uuid, relationship uuid) returns table (round_id uuid, coachee_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select distinct a.round_id, a.coachee_id from match_asks this
    join match_asks a on a.organisation_id = this.organisation_id and a.round_id = this.round_id
      and (a.relationship_id = this.relationship_id or a.coach_id = this.coach_id and a.outcome = 'full')
   where this.organisation_id = organisation and this.relationship_id = relationship and a.outcome in ('declined', 'silent', 'full');
end $$;

-- Ten days without an answer: a reminder, once. Four days more: the next is asked.
create function app.follow_silence(moment timestamptz) returns table (organisation_id uuid, coach_id uuid, relationship_id uuid, news text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare one match_asks;
begin
  for one in select a.* from match_asks a join relationships r on r.organisation_id = a.organisation_id and r.id = a.relationship_id
     where a.outcome is null and r.coach_accepted_at is null and a.asked_at <= moment - interval '10 days'
       and (a.reminded_at is null or a.reminded_at <= moment - interval '4 days') for update of a skip locked loop
    if one.reminded_at is null then
      update match_asks a set reminded_at = moment where a.organisation_id = one.organisation_id and a.relationship_id = one.relationship_id;
    else
      perform app.end_ask(one.organisation_id, one.relationship_id, 'silent');
    end if;
    return query select one.organisation_id, one.coach_id, one.relationship_id,
      case when one.reminded_at is null then 'remind' else 'silent' end;
  end loop;
end $$;

-- As before; and of a coach who was asked through the match no more places are taken than there are, also by two at once: 'full'.
create or replace function app.answer_proposal(relationship uuid, accepts boolean) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare pair relationships; me uuid := app.person_id(); is_news boolean; asked match_asks; other uuid;
begin
  select * into asked from match_asks a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and me in (a.coach_id, a.coachee_id) and a.outcome is null;
  if asked.relationship_id is not null then
    perform pg_advisory_xact_lock(hashtextextended('match_asks' || asked.round_id::text || asked.coach_id::text, 0));
  end if;
  select * into pair from relationships r where r.organisation_id = app.organisation_id() and r.id = relationship
    and me in (r.coach_id, r.coachee_id) and r.status = 'proposed' for update;
  if pair.id is null then return null; end if;
  if accepts and not exists (select from coach_declarations d
    where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id) then return 'undeclared'; end if;
  if accepts and asked.relationship_id is not null and not app.has_place(asked.organisation_id, asked.round_id, asked.coach_id) then
    return 'full';
  end if;
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
  if asked.relationship_id is not null then
    update match_asks a set outcome = case r.status when 'active' then 'accepted' when 'declined' then 'declined' end from relationships r
     where a.organisation_id = pair.organisation_id and a.relationship_id = pair.id
       and r.organisation_id = a.organisation_id and r.id = a.relationship_id;
    if not app.has_place(asked.organisation_id, asked.round_id, asked.coach_id) then
      for other in select a.relationship_id from match_asks a where a.organisation_id = asked.organisation_id
        and a.round_id = asked.round_id and a.coach_id = asked.coach_id and a.outcome is null order by 1 loop
        perform app.end_ask(asked.organisation_id, other, 'full');
      end loop;
    end if;
  end if;
  return (select r.status from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id);
end $$;

-- Whether a pair of the acting person was asked for through the match and waits for an answer.
create function app.is_asked(relationship uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from match_asks a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and app.person_id() in (a.coach_id, a.coachee_id) and a.outcome is null);
end $$;

-- Why the acting coach says no: for the coordinator alone.
create function app.say_why_not(relationship uuid, sealed bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update match_asks a set reason = sealed where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and a.coach_id = app.person_id() and a.outcome is null;
  return found;
end $$;

-- How the asking goes in a round, for its coordinators.
create function app.asks_of(round uuid)
  returns table (relationship_id uuid, coachee_id uuid, coach_id uuid, asked_at timestamptz, outcome text, reason bytea)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select a.relationship_id, a.coachee_id, a.coach_id, a.asked_at, a.outcome, a.reason from match_asks a
   where a.organisation_id = app.organisation_id() and a.round_id = round and round = any (app.rounds_coordinated()) order by a.asked_at;
end $$;

-- Wishes ---------------------------------------------------------------------------------------------------------------

-- What the acting person volunteered in a programme, most wanted first.
create function app.own_wishes(programme uuid, as_role text) returns table (mark bytea, body bytea)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select w.mark, w.body from match_wishes w
    join match_profiles p on p.organisation_id = w.organisation_id and p.id = w.profile_id
   where w.organisation_id = app.organisation_id() and p.person_id = app.person_id() and p.programme_id = programme and p.role = as_role
   order by w.place, w.mark;
end $$;

-- Keeps what the acting person volunteers now; what is not in it is gone at once. New ones only where the programme asks for them.
-- What stays keeps its date: what was added after a suggestion tells nothing about who was suggested.
create function app.keep_wishes(programme uuid, as_role text, marks bytea[], bodies bytea[]) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare own match_profiles; is_asked boolean;
begin
  select * into own from match_profiles p where p.organisation_id = app.organisation_id() and p.person_id = app.person_id()
    and p.programme_id = programme and p.role = as_role for update;
  if own.id is null or cardinality(marks) is distinct from cardinality(bodies) or cardinality(marks) > 5 then return false; end if;
  is_asked := exists (select from match_settings s
    where s.organisation_id = own.organisation_id and s.programme_id = programme and s.asks_wishes);
  if not is_asked and cardinality(marks) > 0 then return false; end if;
  delete from match_wishes w where w.organisation_id = own.organisation_id and w.profile_id = own.id and not w.mark = any (marks);
  insert into match_wishes (organisation_id, profile_id, mark, place, body)
    select own.organisation_id, own.id, list.mark, list.place - 1, list.body from unnest(marks, bodies) with ordinality as list (mark, body, place)
    on conflict (organisation_id, profile_id, mark) do update set place = excluded.place, body = excluded.body;
  return true;
end $$;

-- The own marks that the other volunteered too, most wanted first: only when the two are suggested or paired, and both said so before (C26).
create function app.wishes_met(programme uuid, other uuid) returns bytea[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session(); since timestamptz; as_role text;
begin
  select max(met.at), min(met.side) into since, as_role from (
    select s.created_at as at, 'coachee' as side from match_suggestions s
     where s.organisation_id = live.organisation_id and s.programme_id = programme and s.round_id = any (app.rounds_published())
       and s.coachee_id = live.person_id and s.coach_id = other
    union all
    select coalesce((select s.created_at from match_asks a join match_suggestions s on s.organisation_id = a.organisation_id
          and s.round_id = a.round_id and s.coachee_id = a.coachee_id and s.coach_id = a.coach_id
        where a.organisation_id = r.organisation_id and a.relationship_id = r.id), r.created_at),
      case when r.coachee_id = live.person_id then 'coachee' else 'coach' end
     from relationships r where r.organisation_id = live.organisation_id and r.programme_id = programme and r.status in ('proposed', 'active')
       and (r.coachee_id = live.person_id and r.coach_id = other or live.hat = 'coach' and r.coach_id = live.person_id and r.coachee_id = other)
  ) met;
  return array(select mine.mark from match_wishes mine
    join match_profiles me on me.organisation_id = mine.organisation_id and me.id = mine.profile_id and me.programme_id = programme
      and me.person_id = live.person_id and me.role = as_role
    join match_profiles they on they.organisation_id = me.organisation_id and they.programme_id = programme and they.person_id = other
      and they.role = case as_role when 'coach' then 'coachee' else 'coach' end
    join match_wishes theirs on theirs.organisation_id = they.organisation_id and theirs.profile_id = they.id and theirs.mark = mine.mark
   where mine.organisation_id = live.organisation_id and mine.created_at <= since and theirs.created_at <= since
   order by case as_role when 'coachee' then mine.place else theirs.place end);
end $$;

-- The marks of everybody in a programme, for a run: opaque, most wanted first.
create function app.wish_marks(organisation uuid, programme uuid) returns table (person_id uuid, role text, mark bytea)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select p.person_id, p.role, w.mark from match_wishes w
    join match_profiles p on p.organisation_id = w.organisation_id and p.id = w.profile_id
   where w.organisation_id = organisation and p.programme_id = programme and p.handed_in_at is not null
     and exists (select from match_settings s where s.organisation_id = organisation and s.programme_id = programme and s.asks_wishes)
   order by p.person_id, w.place;
end $$;

-- Thirty days after a match begins, what was volunteered before it is gone (article 9); and after a year in any case.
create function app.sweep_wishes() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from match_wishes w using match_profiles p
   where p.organisation_id = w.organisation_id and p.id = w.profile_id
     and (w.created_at < now() - interval '12 months' or exists (select from relationships r
       where r.organisation_id = p.organisation_id and r.programme_id = p.programme_id and p.person_id in (r.coach_id, r.coachee_id)
         and r.started_at >= w.created_at and r.started_at < now() - interval '30 days'));
end $$;

grant execute on function app.is_asked(uuid), app.say_why_not(uuid, bytea), app.asks_of(uuid), app.own_wishes(uuid, text),
  app.keep_wishes(uuid, text, bytea[], bytea[]), app.wishes_met(uuid, uuid) to vierpoot_app;
grant execute on function app.ask_next(uuid, uuid, uuid), app.asks_to_follow(uuid, uuid), app.follow_silence(timestamptz),
  app.wish_marks(uuid, uuid), app.sweep_wishes() to vierpoot_system;
