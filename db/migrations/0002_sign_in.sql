-- Ways in: links by mail, passkeys, invitations; and how often somebody may try.

create table sign_in_links (
  organisation_id uuid not null,
  id              uuid not null,
  person_id       uuid not null,
  token_hash      bytea not null unique check (length(token_hash) = 32),
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  used_at         timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on sign_in_links (organisation_id, person_id);
comment on table sign_in_links is 'A link to sign in with, sent by mail: once, ten minutes. Read by the system role only.';

create table passkeys (
  organisation_id uuid not null,
  id              uuid not null,
  person_id       uuid not null,
  credential_id   text not null unique,
  public_key      bytea not null,
  counter         bigint not null default 0,
  transports      text[] not null default '{}',
  name            text not null check (length(name) between 1 and 100),
  created_at      timestamptz not null default now(),
  last_used_at    timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references people on delete cascade
);
create index on passkeys (organisation_id, person_id);
comment on table passkeys is 'Public halves of a person''s passkeys.';

create table invitations (
  organisation_id uuid not null,
  id              uuid not null,
  programme_id    uuid,
  email           text not null check (email = lower(email) and length(email) between 3 and 320),
  name            text not null check (length(name) between 1 and 200),
  role            text not null check (role in ('coach', 'coachee', 'coordinator', 'adviser', 'evaluator')),
  language        text not null default 'nl' check (language in ('nl', 'en')),
  token_hash      bytea not null unique check (length(token_hash) = 32),
  invited_by      uuid,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null default now() + interval '14 days',
  accepted_at     timestamptz,
  revoked_at      timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, programme_id) references programmes on delete cascade,
  foreign key (organisation_id, invited_by) references people on delete set null (invited_by)
);
create index on invitations (organisation_id, programme_id);
create index on invitations (organisation_id, invited_by);
comment on table invitations is 'An invitation bound to one e-mail address: single use, fourteen days. Owned by the coordinators.';

create table throttles (
  bucket            bytea primary key check (length(bucket) = 32),
  window_started_at timestamptz not null,
  tries             integer not null
);
comment on table throttles is 'How often an act was tried: a hash of account or address, never the address itself.';

create table system_acts (
  id         uuid primary key,
  reason     text not null check (length(reason) between 1 and 100),
  at         timestamptz not null default now()
);
comment on table system_acts is 'Why the system door was opened. Insert only.';

alter table sign_in_links enable row level security;
alter table sign_in_links force row level security;
alter table passkeys enable row level security;
alter table passkeys force row level security;
alter table invitations enable row level security;
alter table invitations force row level security;
alter table throttles enable row level security;
alter table throttles force row level security;
alter table system_acts enable row level security;
alter table system_acts force row level security;

create policy tenant on sign_in_links as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on passkeys as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on invitations as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

create policy owner_reads on invitations to current_user using (true) with check (true);
create policy system_acts on sign_in_links to vierpoot_system using (true) with check (true);
create policy system_acts on passkeys to vierpoot_system using (true) with check (true);
create policy system_acts on invitations to vierpoot_system using (true) with check (true);
create policy system_acts on throttles to vierpoot_system using (true) with check (true);
create policy system_acts on system_acts for insert to vierpoot_system with check (true);

grant select, insert (organisation_id, id, person_id, token_hash, expires_at), update (used_at), delete on sign_in_links to vierpoot_system;
grant select, update (counter, last_used_at) on passkeys to vierpoot_system;
grant select, update (accepted_at) on invitations to vierpoot_system;
grant select, insert, update, delete on throttles to vierpoot_system;
grant insert (id, reason) on system_acts to vierpoot_system;

create policy select_own on passkeys for select to vierpoot_app using (person_id = (select app.person_id()));
create policy insert_own on passkeys for insert to vierpoot_app with check (person_id = (select app.person_id()));
create policy delete_own on passkeys for delete to vierpoot_app using (person_id = (select app.person_id()));
grant select, insert (organisation_id, id, person_id, credential_id, public_key, counter, transports, name), delete on passkeys to vierpoot_app;

create policy select_coordinated on invitations for select to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]));
create policy insert_coordinated on invitations for insert to vierpoot_app
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]) and invited_by = (select app.person_id()));
create policy update_coordinated on invitations for update to vierpoot_app
  using (programme_id = any ((select app.programmes_coordinated())::uuid[]) and accepted_at is null)
  with check (programme_id = any ((select app.programmes_coordinated())::uuid[]));
-- An administrator invites coordinators and advisers of the whole organisation.
create policy select_administered on invitations for select to vierpoot_app
  using (programme_id is null and (select app.is_administrator()));
create policy insert_administered on invitations for insert to vierpoot_app
  with check (programme_id is null and role in ('coordinator', 'adviser') and (select app.is_administrator())
    and invited_by = (select app.person_id()));
grant select (organisation_id, id, programme_id, email, name, role, language, invited_by, created_at, expires_at, accepted_at, revoked_at),
  insert (organisation_id, id, programme_id, email, name, role, language, token_hash, invited_by),
  update (revoked_at) on invitations to vierpoot_app;
