-- What has to happen later: mails. Queued inside the person's own transaction, with insert right only.

create table jobs (
  organisation_id uuid not null references organisations on delete cascade,
  id              uuid not null,
  kind            text not null check (length(kind) between 1 and 60),
  data            jsonb not null default '{}',
  unique_key      text,
  due_at          timestamptz not null default now(),
  tries           integer not null default 0,
  leased_until    timestamptz,
  error           text,
  created_at      timestamptz not null default now(),
  primary key (organisation_id, id),
  unique (organisation_id, unique_key)
);
create index on jobs (due_at) where tries < 8;
comment on table jobs is 'Work for later. Holds ids, never what somebody wrote.';

alter table jobs enable row level security;
alter table jobs force row level security;
create policy tenant on jobs as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy insert_member on jobs for insert to vierpoot_app with check (organisation_id = (select app.organisation_id()));
create policy system_acts on jobs to vierpoot_system using (true) with check (true);
grant insert (organisation_id, id, kind, data, unique_key, due_at) on jobs to vierpoot_app;
grant select, insert (organisation_id, id, kind, data, unique_key, due_at), update (due_at, tries, leased_until, error), delete on jobs to vierpoot_system;
