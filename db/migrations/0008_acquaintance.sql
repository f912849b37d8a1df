-- Getting acquainted: ways of meeting, question cards, common ground, what each is learning (C21, C22, C39).

create table meeting_offers (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  offered_by      uuid not null,
  ways            bytea not null,
  offered_at      timestamptz not null default now(),
  answer          bytea,
  answered_at     timestamptz,
  primary key (organisation_id, id),
  check ((answer is null) = (answered_at is null)),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, offered_by) references people on delete cascade
);
create index on meeting_offers (organisation_id, relationship_id, offered_at);
create index on meeting_offers (organisation_id, offered_by);
comment on table meeting_offers is 'At least two ways of meeting the coach puts forward and the coachee''s answer (C21), sealed. Readable by both.';

create table card_draws (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  card            text not null check (length(card) between 1 and 60),
  drawn_by        uuid not null,
  drawn_at        timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, drawn_by) references people on delete cascade
);
create index on card_draws (organisation_id, relationship_id, drawn_at);
create index on card_draws (organisation_id, drawn_by);
comment on table card_draws is 'Which question card lies on the table; the latest is up. Owned by both.';

create table card_answers (
  organisation_id uuid not null,
  relationship_id uuid not null,
  card            text not null check (length(card) between 1 and 60),
  person_id       uuid not null,
  body            bytea not null,
  written_at      timestamptz not null default now(),
  primary key (organisation_id, relationship_id, card, person_id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on card_answers (organisation_id, person_id);
comment on table card_answers is 'A written answer to a question card, sealed; skipping leaves nothing. Owned by the one who wrote it, readable by both.';

create table common_ground (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  person_id       uuid not null,
  mark            bytea not null check (length(mark) = 32),
  body            bytea not null,
  noted_at        timestamptz not null default now(),
  primary key (organisation_id, id),
  dropped_at      timestamptz,
  unique (organisation_id, relationship_id, person_id, mark),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on common_ground (organisation_id, relationship_id, mark);
create index on common_ground (organisation_id, person_id);
comment on table common_ground is 'Something one of the two shares or is curious about, sealed, with a keyed mark to compare by. Readable by the other only when both noted it (C22). What is taken back leaves an empty line.';

create table learnings (
  organisation_id uuid not null,
  relationship_id uuid not null,
  person_id       uuid not null,
  body            bytea not null,
  is_shown        boolean not null default false,
  written_at      timestamptz not null default now(),
  primary key (organisation_id, relationship_id, person_id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on learnings (organisation_id, person_id);
comment on table learnings is 'What somebody is learning at present (C39), sealed; shown to the other only when wanted. Owned by the one who wrote it.';

alter table meeting_offers enable row level security;
alter table meeting_offers force row level security;
alter table card_draws enable row level security;
alter table card_draws force row level security;
alter table card_answers enable row level security;
alter table card_answers force row level security;
alter table common_ground enable row level security;
alter table common_ground force row level security;
alter table learnings enable row level security;
alter table learnings force row level security;
create policy owner_reads on meeting_offers to current_user using (true) with check (true);
create policy owner_reads on card_draws to current_user using (true) with check (true);
create policy owner_reads on card_answers to current_user using (true) with check (true);
create policy owner_reads on learnings to current_user using (true) with check (true);
create policy owner_reads on common_ground to current_user using (true) with check (true);
create policy tenant on meeting_offers as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on card_draws as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on card_answers as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on common_ground as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on learnings as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

create policy select_party on meeting_offers for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_coach on meeting_offers for insert to vierpoot_app -- rule C21: the coach offers
  with check (offered_by = (select app.person_id()) and relationship_id = any ((select app.coaching())::uuid[]));
create policy update_coachee on meeting_offers for update to vierpoot_app -- and the coachee chooses, once
  using (answered_at is null and relationship_id = any ((select app.coached())::uuid[]))
  with check (answered_at = now() and relationship_id = any ((select app.coached())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, offered_by, ways), update (answer, answered_at) on meeting_offers to vierpoot_app;

create policy select_party on card_draws for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on card_draws for insert to vierpoot_app
  with check (drawn_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, card, drawn_by) on card_draws to vierpoot_app;

create policy select_party on card_answers for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_own on card_answers for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy delete_own on card_answers for delete to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_in_view())::uuid[]));
grant select, insert (organisation_id, relationship_id, card, person_id, body), delete on card_answers to vierpoot_app;

-- Both noted the same: the one question on which common ground turns (C22). Answers only who noted it.
create function app.both_noted(relationship uuid, noted bytea) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select count(*) = 2 and bool_or(person_id = app.person_id()) from common_ground
    where organisation_id = app.organisation_id() and relationship_id = relationship and mark = noted
      and relationship_id = any (app.pairs_in_view()));
end $$;

-- How many somebody ever noted in a pair: nobody finds out the other's list by noting everything and taking it back.
create function app.noted_count(relationship uuid) returns integer
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select count(*) from common_ground where organisation_id = app.organisation_id() and relationship_id = relationship
    and person_id = app.person_id() and relationship_id = any (app.pairs_in_view()));
end $$;

-- What is taken back leaves a line without content, so that it still counts.
create function app.leave_line() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into common_ground (organisation_id, id, relationship_id, person_id, mark, body, dropped_at)
    select old.organisation_id, gen_random_uuid(), old.relationship_id, old.person_id, sha256(uuid_send(gen_random_uuid())), '', now()
    from relationships r join people p on p.organisation_id = r.organisation_id and p.id = old.person_id
     where r.organisation_id = old.organisation_id and r.id = old.relationship_id; -- not when the pair or the person itself goes
  return null;
end $$;
create trigger leave_line after delete on common_ground for each row when (old.dropped_at is null) execute function app.leave_line();

create policy select_own on common_ground for select to vierpoot_app
  using (dropped_at is null and person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy select_mutual on common_ground for select to vierpoot_app -- rule C22
  using (relationship_id = any ((select app.pairs_in_view())::uuid[]) and app.both_noted(relationship_id, mark));
create policy insert_own on common_ground for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[])
    and app.noted_count(relationship_id) < 12);
create policy delete_own on common_ground for delete to vierpoot_app
  using (dropped_at is null and person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[])
    and not app.both_noted(relationship_id, mark));
grant select, insert (organisation_id, id, relationship_id, person_id, mark, body), delete on common_ground to vierpoot_app;

create policy select_own on learnings for select to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy select_shown on learnings for select to vierpoot_app -- rule C39
  using (is_shown and relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_own on learnings for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy delete_own on learnings for delete to vierpoot_app
  using (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_in_view())::uuid[]));
grant select, insert (organisation_id, relationship_id, person_id, body, is_shown), delete on learnings to vierpoot_app;

grant execute on function app.both_noted(uuid, bytea), app.noted_count(uuid) to vierpoot_app;
