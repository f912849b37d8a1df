-- Who changed the rules of a programme, when, and which: every use of other rules is written down, with a round or without.

create table match_rule_changes (
  organisation_id uuid not null,
  id              uuid not null,
  programme_id    uuid not null,
  person_id       uuid,
  changes         jsonb not null check (jsonb_typeof(changes) = 'array' and length(changes::text) <= 8000),
  at              timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, person_id) references people on delete set null (person_id)
);
create index on match_rule_changes (organisation_id, programme_id, at);
create index on match_rule_changes (organisation_id, person_id);
comment on table match_rule_changes is 'Who changed which rules of the match of a programme. Only added to. Readable by its coordinators.';

alter table match_rule_changes enable row level security;
alter table match_rule_changes force row level security;
create policy owner_reads on match_rule_changes to current_user using (true) with check (true);
create policy tenant on match_rule_changes as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy select_coordinated on match_rule_changes for select to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]));
create policy insert_coordinated on match_rule_changes for insert to vierpoot_app
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]) and person_id = (select app.person_id()));
grant select, insert (organisation_id, id, programme_id, person_id, changes) on match_rule_changes to vierpoot_app;
