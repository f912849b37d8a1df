-- With whom a coachee was before the round was worked out again, so that two runs of it can be laid side by side; and what is over is told to
-- whoever was asked.

alter table match_participants add column earlier_coach_id uuid;
alter table match_participants add foreign key (organisation_id, earlier_coach_id) references people on delete set null (earlier_coach_id);
create index on match_participants (organisation_id, earlier_coach_id) where earlier_coach_id is not null;
grant update (earlier_coach_id) on match_participants to vierpoot_app;
comment on column match_participants.earlier_coach_id is 'Of a coachee: the coach in the run before the last; null: nobody, or no such run.';

-- Whether the acting person was asked for in this pair and it is over: a link in a mail may be older than that. Says nothing of how it ended.
create function app.was_asked(relationship uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from match_asks a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and a.coach_id = app.person_id() and a.outcome is not null);
end $$;
grant execute on function app.was_asked(uuid) to vierpoot_app;

-- As before; and a coach who says no takes an own yes back.
create or replace function app.answer_proposal(relationship uuid, accepts boolean) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare pair relationships; me uuid := app.person_id(); is_news boolean; asked match_asks; other match_asks;
begin
  select * into pair from relationships r
   where r.organisation_id = app.organisation_id() and me in (r.coach_id, r.coachee_id) and r.id = relationship;
  if pair.id is null then return null; end if;
  perform app.hold_in_match(pair.programme_id, 'coachee', pair.coachee_id);
  perform app.hold_in_match(pair.programme_id, 'coach', pair.coach_id);
  select * into asked from match_asks a where a.organisation_id = pair.organisation_id and a.relationship_id = pair.id
    and a.outcome is null for update;
  select * into pair from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id
    and r.status = 'proposed' for update;
  if pair.id is null then return null; end if;
  if accepts and not exists (select from coach_declarations d
    where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id) then return 'undeclared'; end if;
  if accepts and asked.relationship_id is not null and not app.has_place(asked.organisation_id, asked.round_id, asked.coach_id) then
    perform app.end_ask(asked.organisation_id, asked.relationship_id, 'full');
    return 'full';
  end if;
  is_news := (select jsonb_build_object('contact', d.evaluator_contact, 'roles', d.roles) from coach_declarations d
      where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id order by declared_at desc, id desc limit 1)
    is distinct from coalesce((select jsonb_build_object('contact', d.evaluator_contact, 'roles', d.roles) from coach_declarations d
      where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id and d.declared_at <= pair.coachee_accepted_at
      order by declared_at desc, id desc limit 1), asked.shown);
  update relationships r set
    coach_accepted_at = case when me <> r.coach_id then r.coach_accepted_at when accepts then coalesce(r.coach_accepted_at, now()) end,
    coachee_accepted_at = case when accepts and me = r.coachee_id then now() when accepts and is_news then null else r.coachee_accepted_at end,
    status = case when accepts then r.status else 'declined' end
   where r.organisation_id = pair.organisation_id and r.id = pair.id;
  update relationships r set status = 'active', started_at = now()
   where r.organisation_id = pair.organisation_id and r.id = pair.id and r.status = 'proposed'
     and r.coach_accepted_at is not null and r.coachee_accepted_at is not null;
  select * into pair from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id;
  update match_asks a set outcome = case pair.status when 'active' then 'accepted' when 'declined' then 'declined' end
   where a.organisation_id = pair.organisation_id and a.relationship_id = pair.id and a.outcome is null;
  if pair.status = 'active' then
    for other in select a.* from match_asks a
      join match_rounds m on m.organisation_id = a.organisation_id and m.id = a.round_id and m.programme_id = pair.programme_id
     where a.organisation_id = pair.organisation_id and a.outcome is null and (a.coachee_id = pair.coachee_id
       or a.coach_id = pair.coach_id and not app.has_place(a.organisation_id, a.round_id, a.coach_id)) order by a.relationship_id loop
      perform app.end_ask(other.organisation_id, other.relationship_id,
        case when other.coachee_id = pair.coachee_id then 'withdrawn' else 'full' end);
    end loop;
  end if;
  return pair.status;
end $$;

alter table match_asks add column let_go_told_at timestamptz;
update match_asks set let_go_told_at = now() where outcome is not null;
comment on column match_asks.let_go_told_at is 'When a coach who had said yes was told that the coachee went on without.';

-- The coaches who said yes to a coachee who then went on without them, and were not told so yet; from now on they were. Of the coachee, or of the
-- coachee of a pair; only the one of the two that is not null counts.
create function app.tell_let_go(organisation uuid, coachee uuid, relationship uuid)
  returns table (person_id uuid)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query update match_asks a set let_go_told_at = now() from relationships r
   where r.organisation_id = a.organisation_id and r.id = a.relationship_id and r.coach_accepted_at is not null
     and a.organisation_id = organisation and a.outcome in ('declined', 'withdrawn') and a.let_go_told_at is null
     and a.coachee_id = coalesce(coachee, (select one.coachee_id from relationships one where one.organisation_id = organisation and one.id = relationship))
    returning a.coach_id;
end $$;
grant execute on function app.tell_let_go(uuid, uuid, uuid) to vierpoot_system;

-- As before, each programme by itself: whoever leaves two at once, in another role each, is gone from the rounds of each in that role alone.
create or replace function app.leave_rounds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from gone g join match_rounds r on r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') where g.role in ('coach', 'coachee')) then return null; end if;
  delete from match_pins p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coach' and p.coach_id = g.person_id;
  delete from match_pins p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coachee' and p.coachee_id = g.person_id;
  delete from match_results p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coach' and p.coach_id = g.person_id;
  delete from match_results p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coachee' and p.coachee_id = g.person_id;
  with away as (delete from match_participants t using gone g, match_rounds r where r.organisation_id = g.organisation_id
    and r.programme_id = g.programme_id and r.status in ('draft', 'running', 'ready') and t.organisation_id = r.organisation_id
    and t.round_id = r.id and t.person_id = g.person_id and t.role = g.role returning t.organisation_id, t.round_id)
  update match_rounds r set status = 'draft', progress = null from away
   where r.organisation_id = away.organisation_id and r.id = away.round_id and r.status in ('running', 'ready');
  return null;
end $$;
