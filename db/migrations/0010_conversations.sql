-- Conversations: planned by either, prepared by both, written together, looked back on; with notes, goals, actions and moments (C33-C36).

create table conversations (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  state           text not null check (state in ('proposed', 'planned', 'held', 'skipped', 'cancelled')),
  starts_at       timestamptz,
  minutes         integer not null default 45 check (minutes between 5 and 480),
  time_zone       text not null check (length(time_zone) between 1 and 60),
  place           bytea,
  hat             text not null default 'coach' check (hat in ('coach', 'evaluator', 'manager')),
  created_by      uuid not null,
  changes         integer not null default 0 check (changes >= 0),
  created_at      timestamptz not null default now(),
  closed_at       timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, relationship_id, id),
  check (starts_at is not null or state in ('proposed', 'cancelled')),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, created_by) references people on delete cascade
);
create index on conversations (organisation_id, relationship_id, starts_at);
create index on conversations (organisation_id, created_by);
create index on conversations (starts_at) where state = 'planned';
comment on table conversations is 'One talk of a pair. When, where (sealed) and under which hat; `changes` counts up with every change an invite must carry. Owned by both.';

create table conversation_times (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  conversation_id uuid not null,
  starts_at       timestamptz not null,
  proposed_by     uuid not null,
  primary key (organisation_id, id),
  unique (organisation_id, conversation_id, starts_at),
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, proposed_by) references people on delete cascade
);
create index on conversation_times (organisation_id, relationship_id, conversation_id);
create index on conversation_times (organisation_id, proposed_by);
comment on table conversation_times is 'A moment one of the two proposes for a talk that has no date yet. Owned by both.';

create table topics (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  conversation_id uuid not null,
  person_id       uuid not null,
  body            bytea not null,
  wish            text not null check (wish in ('listen', 'ask', 'think-along', 'advise')),
  written_at      timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on topics (organisation_id, relationship_id, conversation_id);
create index on topics (organisation_id, person_id);
comment on table topics is 'What one of the two wants to talk about and how they would like the other to be there, sealed. Readable by both.';

create table notes (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  person_id       uuid not null,
  kind            text not null check (kind in ('preparation', 'note', 'moment')),
  is_shared       boolean not null default false,
  body            bytea not null,
  written_at      timestamptz not null default now(),
  edited_at       timestamptz,
  deleted_at      timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, relationship_id, id),
  check (kind <> 'preparation' or not is_shared),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on notes (organisation_id, relationship_id, conversation_id);
create index on notes (organisation_id, relationship_id, written_at);
create index on notes (organisation_id, person_id);
create index on notes (deleted_at) where deleted_at is not null;
comment on table notes is 'What somebody writes before, during or between talks, sealed. Private unless its author shares it (C17). Owned by its author.';

create table note_versions (
  organisation_id uuid not null,
  note_id         uuid not null,
  relationship_id uuid not null,
  number          integer not null check (number > 0),
  body            bytea not null,
  replaced_at     timestamptz not null default now(),
  primary key (organisation_id, note_id, number),
  foreign key (organisation_id, relationship_id, note_id) references notes (organisation_id, relationship_id, id) on delete cascade
);
create index on note_versions (organisation_id, relationship_id, note_id);
comment on table note_versions is 'What a shared note said before its author changed it, sealed as it stood in notes. Written by the database; readable by whoever reads the note.';

create table goals (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  body            bytea not null,
  state           text not null default 'open' check (state in ('open', 'achieved', 'let-go')),
  created_by      uuid not null,
  created_at      timestamptz not null default now(),
  edited_at       timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, relationship_id, id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete set null (conversation_id),
  foreign key (organisation_id, created_by) references people on delete cascade
);
create index on goals (organisation_id, relationship_id, conversation_id);
create index on goals (organisation_id, created_by);
comment on table goals is 'What the pair works towards, sealed, with an if-then plan when wanted (C16, C35). Owned by both.';

create table goal_reviews (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  goal_id         uuid not null,
  conversation_id uuid,
  outcome         text not null check (outcome in ('achieved', 'continued', 'changed', 'let-go')),
  context         bytea,
  reviewed_by     uuid not null,
  reviewed_at     timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, relationship_id, goal_id) references goals (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete set null (conversation_id),
  foreign key (organisation_id, reviewed_by) references people on delete cascade
);
create index on goal_reviews (organisation_id, relationship_id, goal_id);
create index on goal_reviews (organisation_id, relationship_id, conversation_id);
create index on goal_reviews (organisation_id, reviewed_by);
comment on table goal_reviews is 'How a goal went and what happened, as noted at the time, sealed (C35). Only added to. Owned by both.';

create table actions (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  goal_id         uuid,
  owner           text not null check (owner in ('coach', 'coachee')),
  body            bytea not null,
  due_on          date,
  done_at         timestamptz,
  let_go_at       timestamptz,
  created_by      uuid not null,
  created_at      timestamptz not null default now(),
  primary key (organisation_id, id),
  check (done_at is null or let_go_at is null),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete set null (conversation_id),
  foreign key (organisation_id, relationship_id, goal_id) references goals (organisation_id, relationship_id, id) on delete set null (goal_id),
  foreign key (organisation_id, created_by) references people on delete cascade
);
create index on actions (organisation_id, relationship_id, conversation_id);
create index on actions (organisation_id, relationship_id, goal_id);
create index on actions (organisation_id, created_by);
comment on table actions is 'Who does what by when; coach and coachee alike (C36). Sealed. Owned by both.';

create table look_backs (
  organisation_id uuid not null,
  conversation_id uuid not null,
  relationship_id uuid not null,
  person_id       uuid not null,
  role            text not null check (role in ('coach', 'coachee')),
  answers         bytea not null,
  handed_in_at    timestamptz not null default now(),
  primary key (organisation_id, conversation_id, role),
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on look_backs (organisation_id, relationship_id, conversation_id);
create index on look_backs (organisation_id, person_id);
comment on table look_backs is 'The one-minute look back of one of the two, sealed; readable by the other when both looked back (C7, C11).';

create table live_updates (
  organisation_id uuid not null,
  conversation_id uuid not null,
  number          bigint generated always as identity,
  relationship_id uuid not null,
  body            bytea not null,
  written_by      uuid not null,
  written_at      timestamptz not null default now(),
  primary key (organisation_id, conversation_id, number),
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, written_by) references people on delete cascade
);
create index on live_updates (organisation_id, relationship_id, conversation_id);
create index on live_updates (organisation_id, written_by);
comment on table live_updates is 'A piece of typing in the notes the two write together, sealed; pieces are merged now and then. Owned by both.';

create table live_versions (
  organisation_id uuid not null,
  id              uuid not null,
  conversation_id uuid not null,
  relationship_id uuid not null,
  body            bytea not null,
  kept_at         timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete cascade
);
create index on live_versions (organisation_id, relationship_id, conversation_id, kept_at);
comment on table live_versions is 'How the notes the two write together looked at a moment, sealed. Readable by both.';

alter table conversations enable row level security;
alter table conversations force row level security;
alter table conversation_times enable row level security;
alter table conversation_times force row level security;
alter table topics enable row level security;
alter table topics force row level security;
alter table notes enable row level security;
alter table notes force row level security;
alter table note_versions enable row level security;
alter table note_versions force row level security;
alter table goals enable row level security;
alter table goals force row level security;
alter table goal_reviews enable row level security;
alter table goal_reviews force row level security;
alter table actions enable row level security;
alter table actions force row level security;
alter table look_backs enable row level security;
alter table look_backs force row level security;
alter table live_updates enable row level security;
alter table live_updates force row level security;
alter table live_versions enable row level security;
alter table live_versions force row level security;
create policy owner_reads on conversations to current_user using (true) with check (true);
create policy owner_reads on notes to current_user using (true) with check (true);
create policy owner_reads on look_backs to current_user using (true) with check (true);
create policy owner_reads on conversation_times to current_user using (true) with check (true);
create policy owner_reads on topics to current_user using (true) with check (true);
create policy owner_reads on note_versions to current_user using (true) with check (true);
create policy owner_reads on goals to current_user using (true) with check (true);
create policy owner_reads on goal_reviews to current_user using (true) with check (true);
create policy owner_reads on actions to current_user using (true) with check (true);
create policy owner_reads on live_updates to current_user using (true) with check (true);
create policy owner_reads on live_versions to current_user using (true) with check (true);
create policy tenant on conversations as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on conversation_times as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on topics as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on notes as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on note_versions as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on goals as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on goal_reviews as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on actions as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on look_backs as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on live_updates as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on live_versions as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

-- The second talk is planned once the agreement is signed by both, or put off to a date (rule C15).
create function app.may_plan(relationship uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return relationship = any (app.pairs_at_work()) and (app.is_agreed(relationship)
    or not exists (select from conversations where organisation_id = app.organisation_id() and relationship_id = relationship
      and state in ('planned', 'held'))
    or exists (select from pair_rhythms where organisation_id = app.organisation_id() and relationship_id = relationship
      and agreement_postponed_until >= current_date));
end $$;

-- Whether a talk may come to stand like this: planned or held when it was already or may be (C15), under a declared hat (C12).
-- Asked while the talk is changed, when the table still shows how it was.
create function app.may_stand(conversation uuid, relationship uuid, new_state text, new_hat text) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare known conversations;
begin
  select * into known from conversations where organisation_id = app.organisation_id() and id = conversation
    and relationship_id = relationship and relationship_id = any (app.pairs_at_work());
  return coalesce((new_state not in ('planned', 'held') or known.state in ('planned', 'held') or app.may_plan(relationship))
    and (new_hat = 'coach' or new_hat = known.hat or new_hat = any (app.declared_roles(relationship))), false);
end $$;

create function app.may_see_note(note uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from notes where organisation_id = app.organisation_id() and id = note and deleted_at is null
    and relationship_id = any (app.pairs_in_view()) and (is_shared or person_id = app.person_id()));
end $$;

-- What a shared note said before is kept by the database, as it was sealed in `notes`: its author cannot leave it out or change it,
-- nor by taking the sharing back first.
create function app.keep_version() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into note_versions (organisation_id, note_id, relationship_id, number, body)
    select old.organisation_id, old.id, old.relationship_id, coalesce(max(number), 0) + 1, old.body
    from note_versions where organisation_id = old.organisation_id and note_id = old.id;
  return null;
end $$;
create trigger keep_version after update of body, is_shared on notes for each row
  when (old.is_shared and (old.body is distinct from new.body or not new.is_shared)) execute function app.keep_version();

create function app.both_looked_back(conversation uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select count(*) = 2 from look_backs where organisation_id = app.organisation_id() and conversation_id = conversation
    and relationship_id = any (app.pairs_in_view()));
end $$;

create policy select_party on conversations for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on conversations for insert to vierpoot_app -- rule C15
  with check (created_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[])
    and app.may_plan(relationship_id) and app.may_stand(id, relationship_id, state, hat));
create policy update_party on conversations for update to vierpoot_app -- rules C9, C12, C15
  using (relationship_id = any ((select app.pairs_at_work())::uuid[]))
  with check (relationship_id = any ((select app.pairs_at_work())::uuid[]) and app.may_stand(id, relationship_id, state, hat));
grant select, insert (organisation_id, id, relationship_id, state, starts_at, minutes, time_zone, place, hat, created_by),
  update (state, starts_at, minutes, time_zone, place, hat, changes, closed_at) on conversations to vierpoot_app;

create policy select_party on conversation_times for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on conversation_times for insert to vierpoot_app
  with check (proposed_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy delete_party on conversation_times for delete to vierpoot_app
  using (relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, conversation_id, starts_at, proposed_by), delete on conversation_times to vierpoot_app;

create policy select_party on topics for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_own on topics for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy delete_own on topics for delete to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, conversation_id, person_id, body, wish), delete on topics to vierpoot_app;

-- Thirty seconds after deleting, a note is gone for its author too.
create policy select_own on notes for select to vierpoot_app
  using (person_id = (select app.person_id()) and (deleted_at is null or deleted_at > now() - interval '30 seconds')
    and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy select_shared on notes for select to vierpoot_app -- rule C17
  using (is_shared and deleted_at is null and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_own on notes for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy update_own on notes for update to vierpoot_app
  using (person_id = (select app.person_id()) and (deleted_at is null or deleted_at > now() - interval '30 seconds')
    and relationship_id = any ((select app.pairs_in_view())::uuid[]))
  with check (person_id = (select app.person_id()) and (deleted_at is null or deleted_at <= now())
    and relationship_id = any ((select app.pairs_in_view())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, conversation_id, person_id, kind, is_shared, body),
  update (conversation_id, is_shared, body, edited_at, deleted_at) on notes to vierpoot_app;

create policy select_seen on note_versions for select to vierpoot_app
  using (relationship_id = any ((select app.pairs_in_view())::uuid[]) and app.may_see_note(note_id));
grant select on note_versions to vierpoot_app;

create policy select_party on goals for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on goals for insert to vierpoot_app
  with check (created_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy update_party on goals for update to vierpoot_app -- rules C9, C16
  using (relationship_id = any ((select app.pairs_at_work())::uuid[]))
  with check (relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, conversation_id, body, created_by), update (body, state, edited_at) on goals to vierpoot_app;

create policy select_party on goal_reviews for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_own on goal_reviews for insert to vierpoot_app
  with check (reviewed_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, goal_id, conversation_id, outcome, context, reviewed_by) on goal_reviews to vierpoot_app;

create policy select_party on actions for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on actions for insert to vierpoot_app -- rule C36
  with check (created_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy update_party on actions for update to vierpoot_app
  using (relationship_id = any ((select app.pairs_at_work())::uuid[]))
  with check (relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, conversation_id, goal_id, owner, body, due_on, created_by),
  update (owner, body, due_on, done_at, let_go_at) on actions to vierpoot_app;

create policy select_own on look_backs for select to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy select_after_both on look_backs for select to vierpoot_app
  using (relationship_id = any ((select app.pairs_in_view())::uuid[]) and app.both_looked_back(conversation_id));
create policy insert_own on look_backs for insert to vierpoot_app
  with check (person_id = (select app.person_id())
    and relationship_id = any (case role when 'coach' then (select app.coaching()) else (select app.coached()) end));
grant select, insert (organisation_id, conversation_id, relationship_id, person_id, role, answers) on look_backs to vierpoot_app;

create policy select_party on live_updates for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_own on live_updates for insert to vierpoot_app
  with check (written_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy delete_party on live_updates for delete to vierpoot_app using (relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, conversation_id, relationship_id, body, written_by), delete on live_updates to vierpoot_app;

create policy select_party on live_versions for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on live_versions for insert to vierpoot_app
  with check (relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, conversation_id, relationship_id, body) on live_versions to vierpoot_app;

-- Notes deleted longer than thirty seconds ago go for good. Reads nothing, so the system may do it.
create function app.sweep_notes() returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare swept integer;
begin
  delete from notes where deleted_at < now() - interval '30 seconds';
  get diagnostics swept = row_count;
  return swept;
end $$;
revoke execute on function app.sweep_notes() from public;

-- To the coordinator a pair is alive or silent, no more (C33): nothing planned, and longer than one and a half times its rhythm since the last.
create function app.silent_pairs(programme uuid) returns table (relationship_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select r.id from relationships r
    join programmes p on p.organisation_id = r.organisation_id and p.id = r.programme_id
    left join pair_rhythms h on h.organisation_id = r.organisation_id and h.relationship_id = r.id
   where r.organisation_id = app.organisation_id() and r.programme_id = programme and r.status = 'active'
     and programme = any (app.programmes_coordinated())
     and coalesce((select max(c.starts_at) from conversations c where c.organisation_id = r.organisation_id and c.relationship_id = r.id
       and c.state in ('planned', 'held')), r.started_at)
       < now() - make_interval(hours => 36 * coalesce(h.rhythm_days, p.rhythm_days, case p.world when 'work' then 91 else 35 end));
end $$;

-- Somebody who reads what another shared leaves a line for its author (S4); at most one an hour.
alter table access_records drop constraint access_records_kind_check;
alter table access_records add check (kind in ('mirror-scores', 'mirror-answers', 'note'));
create function app.record_note_looks(seen uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session(); note record; last access_records; next_number bigint;
begin
  for note in select n.id, n.person_id from notes n where n.organisation_id = live.organisation_id and n.id = any (seen)
      and n.is_shared and n.deleted_at is null and n.person_id <> live.person_id
      and n.relationship_id = any ((select app.pairs_at_work())::uuid[]) -- rule C28: an ex-coach is told nothing of later reading
      and not exists (select from access_records a where a.organisation_id = live.organisation_id and a.subject_id = n.person_id
        and a.viewer_id = live.person_id and a.kind = 'note' and a.object_id = n.id and a.at > now() - interval '1 hour')
      order by n.id loop
    perform pg_advisory_xact_lock(hashtextextended('access_records' || live.organisation_id::text, 0));
    select * into last from access_records where organisation_id = live.organisation_id order by number desc limit 1;
    next_number := coalesce(last.number, 0) + 1;
    insert into access_records (organisation_id, number, subject_id, viewer_id, hat, kind, object_id, hash)
    values (live.organisation_id, next_number, note.person_id, live.person_id, live.hat, 'note', note.id,
      sha256(coalesce(last.hash, '') || convert_to(concat_ws('|', live.organisation_id, next_number, note.person_id, live.person_id,
        live.hat, 'note', note.id, extract(epoch from now())), 'UTF8')));
  end loop;
end $$;

-- Whether who looked at a note may be told now: the pair of the note, or else the pair with whoever looked, is in view (C10, C12, C28).
create function app.may_see_note_line(note uuid, viewer uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare pair uuid;
begin
  select relationship_id into pair from notes where organisation_id = app.organisation_id() and id = note;
  return exists (select from relationships where organisation_id = app.organisation_id() and id = any (app.pairs_in_view())
    and (id = pair or pair is null and viewer in (coach_id, coachee_id)));
end $$;
drop policy select_subject on access_records;
create policy select_subject on access_records for select to vierpoot_app
  using (subject_id = (select app.person_id()) and (kind <> 'note' or app.may_see_note_line(object_id, viewer_id)));

grant execute on function app.may_plan(uuid), app.may_stand(uuid, uuid, text, text), app.may_see_note(uuid), app.both_looked_back(uuid), app.silent_pairs(uuid),
  app.record_note_looks(uuid[]), app.may_see_note_line(uuid, uuid) to vierpoot_app;
grant execute on function app.sweep_notes() to vierpoot_system;
