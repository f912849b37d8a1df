-- A place that was taken is taken for every round of a programme, and so is a coachee; both also by hand. Nobody declares for somebody
-- else (C14). Wishes leave the run and lie on cards of their own (article 9; C26). What a round knew goes in time.

alter table match_participants add column counted_at timestamptz not null default now();
grant update (counted_at) on match_participants to vierpoot_app;
update match_participants p set counted_at = m.created_at from match_rounds m where m.organisation_id = p.organisation_id and m.id = p.round_id;
comment on column match_participants.counted_at is 'When the places were counted: pairs made since take one each.';

alter table match_choices add column told_at timestamptz;
comment on column match_choices.told_at is 'When it was told that nobody of this choice is left, or that a talk is wanted instead.';
update match_choices c set told_at = now() where c.chosen_at < now() - interval '1 hour' and not exists (select from match_asks a
  where a.organisation_id = c.organisation_id and a.round_id = c.round_id and a.coachee_id = c.coachee_id
    and (a.outcome is null or a.outcome = 'accepted'));

alter table match_profiles add column declared_at timestamptz not null default now();
alter table match_profiles add column by_own_hand boolean not null default false;
comment on column match_profiles.declared_at is 'Of a coach: when the card last said something else of other roles, or of contact with the evaluator (C14).';
comment on column match_profiles.by_own_hand is 'Whether the person said it; false: it stood in a file, and declares nothing for anybody.';
update match_profiles p set declared_at = changed_at, by_own_hand = not exists (select from imports i
  where i.organisation_id = p.organisation_id and p.id = any (i.made_profiles) and p.changed_at <= i.applied_at);
grant insert (by_own_hand), update (declared_at, by_own_hand) on match_profiles to vierpoot_app;

alter table match_asks add column nudged_at timestamptz, add column shown jsonb check (length(shown::text) <= 1000);
comment on column match_asks.nudged_at is 'When the coachee was reminded to read what a coach, who said yes, said anew.';
comment on column match_asks.shown is 'What stood on the card of contact with the evaluator and other roles when the coach was asked; null: nothing (C14).';

-- Asking ---------------------------------------------------------------------------------------------------------------

-- Until the end of the transaction nobody else takes this person, on this side of a programme.
create function app.hold_in_match(programme uuid, side text, person uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
  as $$ select pg_advisory_xact_lock(hashtextextended('match ' || side || programme::text || person::text, 0)) $$;
revoke execute on function app.hold_in_match(uuid, text, uuid) from public;

-- As before, and places taken through another round or by hand since they were counted are taken too.
create or replace function app.has_place(organisation uuid, round uuid, coach uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce((select p.capacity > (select count(*) from relationships r
      where r.organisation_id = organisation and r.programme_id = m.programme_id and r.coach_id = coach
        and r.status = 'active' and r.created_at > p.counted_at)
    from match_participants p join match_rounds m on m.organisation_id = p.organisation_id and m.id = p.round_id
   where p.organisation_id = organisation and p.round_id = round and p.person_id = coach and p.role = 'coach'), false);
end $$;

-- Whether a coach may be asked for a coachee: not asked in this round before, with a place, of the programme still, and not kept apart.
create function app.may_ask(organisation uuid, round uuid, coachee uuid, coach uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare programme uuid := (select m.programme_id from match_rounds m where m.organisation_id = organisation and m.id = round);
begin
  return app.has_place(organisation, round, coach)
    and not exists (select from match_asks a where a.organisation_id = organisation and a.round_id = round
      and a.coachee_id = coachee and a.coach_id = coach and a.outcome in ('accepted', 'declined', 'silent', 'full'))
    and not exists (select from relationships r where r.organisation_id = organisation and r.programme_id = programme
      and r.coach_id = coach and r.coachee_id = coachee and r.status in ('proposed', 'active'))
    and not exists (select from match_bans b where b.organisation_id = organisation and b.programme_id = programme
      and b.coachee_id = coachee and b.coach_id = coach)
    and exists (select from memberships s where s.organisation_id = organisation and s.programme_id = programme
      and s.person_id = coach and s.role = 'coach');
end $$;
revoke execute on function app.may_ask(uuid, uuid, uuid, uuid) from public;

-- As before; a coachee with a coach in the programme is asked for no more, and what is left over is told once.
create or replace function app.ask_next(organisation uuid, round uuid, coachee uuid) returns table (told_id uuid, news text, about_id uuid)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare programme uuid; wish match_choices; standing match_asks; wanted uuid; pair uuid; said match_profiles;
begin
  select r.programme_id into programme from match_rounds r
   where r.organisation_id = organisation and r.id = round and r.status in ('published', 'closed');
  if programme is null then return; end if;
  perform app.hold_in_match(programme, 'coachee', coachee);
  select * into wish from match_choices c where c.organisation_id = organisation and c.round_id = round and c.coachee_id = coachee;
  if wish.round_id is null or exists (select from relationships r where r.organisation_id = organisation and r.programme_id = programme
    and r.coachee_id = coachee and r.status = 'active') then return; end if;
  select * into standing from match_asks a where a.organisation_id = organisation and a.round_id = round and a.coachee_id = coachee
    and a.outcome is null;
  for wanted in select w from unnest(wish.coach_ids) with ordinality as list (w, place) order by place loop
    if standing.coach_id = wanted then return; end if;
    continue when not app.may_ask(organisation, round, coachee, wanted);
    perform app.end_ask(organisation, standing.relationship_id, 'withdrawn');
    pair := gen_random_uuid();
    select * into said from match_profiles p where p.organisation_id = organisation and p.programme_id = programme
      and p.person_id = wanted and p.role = 'coach' and p.answers ->> 'evaluatorContact' is not null;
    insert into relationships (organisation_id, id, programme_id, coach_id, coachee_id, coachee_accepted_at)
      values (organisation, pair, programme, wanted, coachee,
        case when said.declared_at <= wish.chosen_at then now() end); -- rule C14: yes to what stood on the card
    if said.by_own_hand then -- rule C14: a file declares nothing
      insert into coach_declarations (organisation_id, id, relationship_id, evaluator_contact, roles)
        values (organisation, gen_random_uuid(), pair, said.answers ->> 'evaluatorContact',
          array(select jsonb_array_elements_text(said.answers -> 'roles')));
    end if;
    insert into match_asks (organisation_id, relationship_id, round_id, coachee_id, coach_id, shown)
      values (organisation, pair, round, coachee, wanted, case when said.id is not null then
        jsonb_build_object('contact', said.answers -> 'evaluatorContact', 'roles', said.answers -> 'roles') end);
    update match_choices c set told_at = null where c.organisation_id = organisation and c.round_id = round and c.coachee_id = coachee;
    return query select wanted, 'asked', pair;
    return;
  end loop;
  perform app.end_ask(organisation, standing.relationship_id, 'withdrawn');
  update match_choices c set told_at = now() where c.organisation_id = organisation and c.round_id = round and c.coachee_id = coachee
    and (c.told_at is null or c.told_at < c.chosen_at);
  if not found then return; end if;
  return query
    select coachee, 'nobody-left', programme where wish.instead is null
    union all select m.person_id, 'wants-talk', programme from memberships m
     where m.organisation_id = organisation and m.programme_id = programme and m.role = 'coordinator';
end $$;

-- As before, for whoever waits for a place of this coach in any round of the programme; somebody who began in a round is done with it.
create or replace function app.asks_to_follow(organisation uuid, relationship uuid) returns table (round_id uuid, coachee_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select distinct a.round_id, a.coachee_id from relationships this
    join match_asks a on a.organisation_id = this.organisation_id
      and (a.relationship_id = this.id or a.coach_id = this.coach_id and a.outcome = 'full')
    join match_rounds m on m.organisation_id = a.organisation_id and m.id = a.round_id and m.programme_id = this.programme_id
   where this.organisation_id = organisation and this.id = relationship and a.outcome in ('declined', 'silent', 'full')
     and not exists (select from match_asks b where b.organisation_id = a.organisation_id and b.round_id = a.round_id
       and b.coachee_id = a.coachee_id and b.outcome = 'accepted' and b.asked_at >= (select c.chosen_at from match_choices c
         where c.organisation_id = a.organisation_id and c.round_id = a.round_id and c.coachee_id = a.coachee_id));
end $$;

-- As before; and a coachee who has to read something of a coach who said yes is reminded after ten days too, once.
drop function app.follow_silence(timestamptz);
create function app.follow_silence(moment timestamptz)
  returns table (organisation_id uuid, person_id uuid, relationship_id uuid, news text)
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
  return query update match_asks a set nudged_at = moment from relationships r
     where r.organisation_id = a.organisation_id and r.id = a.relationship_id and a.outcome is null and a.nudged_at is null
       and r.coach_accepted_at <= moment - interval '10 days' and r.coachee_accepted_at is null
    returning a.organisation_id, a.coachee_id, a.relationship_id, 'nudge'::text;
end $$;
grant execute on function app.follow_silence(timestamptz) to vierpoot_system;

-- As before; and once a pair begins, the coachee is asked for nowhere else in the programme, and who asked a coach that is now full goes on.
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
    coach_accepted_at = case when accepts and me = r.coach_id then coalesce(r.coach_accepted_at, now()) else r.coach_accepted_at end,
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

-- Leaving --------------------------------------------------------------------------------------------------------------

-- Who is no longer in a programme, in a role, is in no round of it that is not out; what was worked out with them is to be worked out again.
create function app.leave_rounds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare left_rounds uuid[];
begin
  select coalesce(array_agg(distinct r.id), '{}') into left_rounds from gone g join match_rounds r on r.organisation_id = g.organisation_id
    and r.programme_id = g.programme_id and r.status in ('draft', 'running', 'ready') where g.role in ('coach', 'coachee');
  if cardinality(left_rounds) = 0 then return null; end if;
  delete from match_pins p using gone g where p.organisation_id = g.organisation_id and p.round_id = any (left_rounds)
    and g.person_id = case g.role when 'coach' then p.coach_id when 'coachee' then p.coachee_id end;
  delete from match_results p using gone g where p.organisation_id = g.organisation_id and p.round_id = any (left_rounds)
    and g.person_id = case g.role when 'coach' then p.coach_id when 'coachee' then p.coachee_id end;
  with away as (delete from match_participants t using gone g where t.organisation_id = g.organisation_id and t.round_id = any (left_rounds)
    and t.person_id = g.person_id and t.role = g.role returning t.organisation_id, t.round_id)
  update match_rounds r set status = 'draft', progress = null from away
   where r.organisation_id = away.organisation_id and r.id = away.round_id and r.status in ('running', 'ready');
  return null;
end $$;
create trigger leave_rounds after delete on memberships referencing old table as gone for each statement execute function app.leave_rounds();

-- Cards of wishes ------------------------------------------------------------------------------------------------------

alter table match_suggestions drop constraint match_suggestions_why_check;
alter table match_suggestions add check (why in ('fit', 'different', 'pinned', 'swapped', 'wish'));
alter table match_choices drop constraint match_choices_coach_ids_check;
alter table match_choices add check (cardinality(coach_ids) <= 5 and array_position(coach_ids, null) is null);
alter policy select_coordinated on match_suggestions using (round_id = any ((select app.rounds_coordinated())::uuid[]) and why <> 'wish');
alter policy insert_coordinated on match_suggestions
  with check (round_id = any ((select app.rounds_coordinated())::uuid[]) and programme_id = any ((select app.programmes_coordinated())::uuid[])
    and coachee_id = any ((select app.members_coordinated('coachee'))::uuid[]) and coach_id = any ((select app.members_coordinated('coach'))::uuid[])
    and why <> 'wish');
comment on table match_suggestions is 'A coach suggested to a coachee in a published round; no numbers (C23, C27). Readable by that coachee; by the coordinators too, but for those who share a personal wish (C26).';

-- The coach volunteered what the coachee wishes for first.
create function app.share_first_wish(organisation uuid, programme uuid, coachee uuid, coach uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from match_profiles wishing
    join match_wishes wish on wish.organisation_id = wishing.organisation_id and wish.profile_id = wishing.id and wish.place = 0
    join match_profiles sharing on sharing.organisation_id = wishing.organisation_id and sharing.programme_id = wishing.programme_id
      and sharing.person_id = coach and sharing.role = 'coach' and sharing.handed_in_at is not null
    join match_wishes same on same.organisation_id = sharing.organisation_id and same.profile_id = sharing.id and same.mark = wish.mark
   where wishing.organisation_id = organisation and wishing.programme_id = programme and wishing.person_id = coachee and wishing.role = 'coachee') $$;

-- Lays one card more before coachees whose first wish no coach on their list shares: of a coach of the round who volunteered the same. Which
-- of these can be a pair is worked out outside; that they share the wish is asked here. Only coachee and coach hear of it, and nobody who also coordinates
-- the programme (C26).
create function app.suggest_by_wish(round uuid, coachees uuid[], coaches uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare this match_rounds;
begin
  select * into this from match_rounds r where r.organisation_id = app.organisation_id() and r.id = round and r.status = 'published'
    and r.id = any (app.rounds_coordinated());
  if this.id is null or not exists (select from match_settings s where s.organisation_id = this.organisation_id
    and s.programme_id = this.programme_id and s.asks_wishes) then return; end if;
  insert into match_suggestions (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why)
    select distinct on (two.coachee) this.organisation_id, this.id, this.programme_id, two.coachee, two.coach, 9, 'wish'
      from unnest(coachees, coaches) as two (coachee, coach)
      join match_participants taking on taking.organisation_id = this.organisation_id and taking.round_id = this.id
        and taking.person_id = two.coach and taking.role = 'coach'
     where exists (select from match_suggestions s where s.organisation_id = this.organisation_id and s.round_id = this.id
       and s.coachee_id = two.coachee having count(*) between 1 and 4)
       and app.share_first_wish(this.organisation_id, this.programme_id, two.coachee, two.coach)
       and not exists (select from memberships m where m.organisation_id = this.organisation_id and m.programme_id = this.programme_id
         and m.person_id in (two.coachee, two.coach) and m.role = 'coordinator') order by two.coachee, two.coach
    on conflict do nothing;
end $$;
grant execute on function app.suggest_by_wish(uuid, uuid[], uuid[]) to vierpoot_app;

-- As before, and to nobody who also coordinates the programme: they could look for whoever shares a trait by wishing for it.
alter function app.wishes_met(uuid, uuid) rename to wishes_in_common;
revoke execute on function app.wishes_in_common(uuid, uuid) from vierpoot_app;
create function app.wishes_met(programme uuid, other uuid) returns bytea[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from memberships m where m.organisation_id = app.organisation_id() and m.programme_id = programme
    and m.person_id in (app.person_id(), other) and m.role = 'coordinator') then return '{}'; end if;
  return app.wishes_in_common(programme, other);
end $$;
grant execute on function app.wishes_met(uuid, uuid) to vierpoot_app;

-- As before; and a card goes at once with the wish it lay there for.
create or replace function app.keep_wishes(programme uuid, as_role text, marks bytea[], bodies bytea[]) returns boolean
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
  delete from match_suggestions s where s.organisation_id = own.organisation_id and s.programme_id = programme and s.why = 'wish'
    and own.person_id = case as_role when 'coachee' then s.coachee_id else s.coach_id end
    and not app.share_first_wish(s.organisation_id, s.programme_id, s.coachee_id, s.coach_id);
  return true;
end $$;

-- As before; who lies on a card of a wish only is gone with the file as anybody who was not used, so that what stays says nothing of wishes.
create or replace function app.undo_import(import uuid) returns boolean
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
       and m.person_id in (s.coach_id, s.coachee_id) and s.why <> 'wish')
     and not exists (select from match_profiles p where p.organisation_id = m.organisation_id and p.programme_id = m.programme_id
       and p.person_id = m.person_id and (not p.id = any (held.made_profiles) or p.changed_at > held.applied_at));
  delete from match_suggestions s where s.organisation_id = held.organisation_id and s.programme_id = held.programme_id and s.why = 'wish'
    and s.coach_id = any (gone);
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

-- Retention ------------------------------------------------------------------------------------------------------------

-- A card of a wish goes with the wish, 30 days after a match begins; why a coach said no, 30 days after the question; a round with all that
-- hangs on it, 12 months after the last that was decided in it.
create function app.sweep_rounds() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from match_suggestions s where s.why = 'wish' and (s.created_at < now() - interval '12 months'
    or not app.share_first_wish(s.organisation_id, s.programme_id, s.coachee_id, s.coach_id)
    or exists (select from relationships r where r.organisation_id = s.organisation_id and r.programme_id = s.programme_id
      and r.coachee_id = s.coachee_id and r.started_at < now() - interval '30 days' and r.started_at >= s.created_at));
  update match_asks a set reason = null where a.reason is not null and a.outcome is not null and a.asked_at < now() - interval '30 days';
  delete from match_rounds r where r.created_at < now() - interval '12 months'
    and not exists (select from match_decisions d where d.organisation_id = r.organisation_id and d.round_id = r.id
      and d.at >= now() - interval '12 months')
    and not exists (select from match_asks a where a.organisation_id = r.organisation_id and a.round_id = r.id
      and (a.outcome is null or a.asked_at >= now() - interval '12 months'));
end $$;
revoke execute on function app.sweep_rounds() from public;
grant execute on function app.sweep_rounds() to vierpoot_system;
