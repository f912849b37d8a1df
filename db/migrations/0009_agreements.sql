-- The working agreement: fifteen fields both write and both sign; every change is a new version (C13-C16). And the pair's rhythm.

alter table programmes
  add column rhythm_days integer check (rhythm_days between 7 and 190), -- none: the usual of its world (C33)
  add column agreement_template jsonb not null default '{}' check (jsonb_typeof(agreement_template) = 'object'),
  add column conversation_elements jsonb not null default '{}' check (jsonb_typeof(conversation_elements) = 'object');
grant update (rhythm_days, agreement_template, conversation_elements) on programmes to vierpoot_app;

create table agreements (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  based_on        uuid,
  written_by      uuid not null,
  fields          bytea not null,
  evaluation      text not null check (evaluation in ('nothing', 'kinds', 'other')),
  review_on       date not null,
  written_at      timestamptz not null default now(),
  primary key (organisation_id, id),
  unique (organisation_id, relationship_id, id),
  unique nulls not distinct (organisation_id, relationship_id, based_on),
  check (based_on <> id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, relationship_id, based_on) references agreements (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, written_by) references people on delete cascade
);
create index on agreements (organisation_id, written_by);
comment on table agreements is 'One version of the working agreement, sealed; never changed, only followed by the next. Owned by both.';

create table agreement_signatures (
  organisation_id uuid not null,
  agreement_id    uuid not null,
  relationship_id uuid not null,
  person_id       uuid not null,
  signed_at       timestamptz not null default now(),
  primary key (organisation_id, agreement_id, person_id),
  foreign key (organisation_id, relationship_id, agreement_id) references agreements (organisation_id, relationship_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on agreement_signatures (organisation_id, relationship_id, agreement_id);
create index on agreement_signatures (organisation_id, person_id);
comment on table agreement_signatures is 'Who signed which version. With both it is in force. Owned by the signer, readable by both.';

create table pair_rhythms (
  organisation_id           uuid not null,
  relationship_id           uuid not null,
  rhythm_days               integer check (rhythm_days between 7 and 190),
  agreement_postponed_until date,
  primary key (organisation_id, relationship_id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade
);
comment on table pair_rhythms is 'How often a pair talks, and until when it put off its agreement (C15, C33). Owned by both.';

alter table agreements enable row level security;
alter table agreements force row level security;
alter table agreement_signatures enable row level security;
alter table agreement_signatures force row level security;
alter table pair_rhythms enable row level security;
alter table pair_rhythms force row level security;
create policy owner_reads on agreements to current_user using (true) with check (true);
create policy owner_reads on agreement_signatures to current_user using (true) with check (true);
create policy owner_reads on pair_rhythms to current_user using (true) with check (true);
create policy tenant on agreements as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on agreement_signatures as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on pair_rhythms as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

-- The newest version of a pair: the one nothing is based on.
create function app.newest_agreement(relationship uuid) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select a.id from agreements a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and relationship = any (app.pairs_in_view())
    and not exists (select from agreements b where b.organisation_id = a.organisation_id and b.relationship_id = a.relationship_id
      and b.based_on = a.id));
end $$;

-- An agreement is in force: some version was signed by both.
create function app.is_agreed(relationship uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from agreement_signatures where organisation_id = app.organisation_id() and relationship_id = relationship
    and relationship = any (app.pairs_in_view()) group by agreement_id having count(*) = 2);
end $$;

create policy select_party on agreements for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on agreements for insert to vierpoot_app
  with check (written_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, based_on, written_by, fields, evaluation, review_on) on agreements to vierpoot_app;

create policy select_party on agreement_signatures for select to vierpoot_app
  using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_own on agreement_signatures for insert to vierpoot_app
  with check (person_id = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[])
    and agreement_id = app.newest_agreement(relationship_id));
grant select, insert (organisation_id, agreement_id, relationship_id, person_id) on agreement_signatures to vierpoot_app;

create policy select_party on pair_rhythms for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on pair_rhythms for insert to vierpoot_app with check (relationship_id = any ((select app.pairs_at_work())::uuid[]));
create policy update_party on pair_rhythms for update to vierpoot_app
  using (relationship_id = any ((select app.pairs_at_work())::uuid[]))
  with check (relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, relationship_id, rhythm_days, agreement_postponed_until),
  update (rhythm_days, agreement_postponed_until) on pair_rhythms to vierpoot_app;

grant execute on function app.newest_agreement(uuid), app.is_agreed(uuid) to vierpoot_app;
