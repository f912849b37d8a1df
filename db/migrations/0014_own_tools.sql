-- An organisation's own entries of the toolkit (C40). They only add: their names begin with own-, so none hides an entry of the house (C6).

create table own_tools (
  organisation_id uuid not null references organisations on delete cascade,
  slug            text not null check (slug ~ '^own-[a-z0-9-]{1,54}$'),
  number          integer not null check (number between 1 and 100000),
  facts           jsonb not null check (jsonb_typeof(facts) = 'object' and length(facts::text) <= 20000),
  nl              text check (length(nl) between 1 and 40000),
  en              text check (length(en) between 1 and 40000),
  is_archived     boolean not null default false,
  written_by      uuid,
  written_at      timestamptz not null default now(),
  primary key (organisation_id, slug, number),
  check (nl is not null or en is not null),
  foreign key (organisation_id, written_by) references people on delete set null (written_by)
);
create index on own_tools (organisation_id, written_by);
comment on table own_tools is 'A version of an entry that an organisation wrote for its toolkit. Only added to: a change or an archiving is a new version. Readable by everybody of the organisation.';

-- Whoever coordinates something here, or administers it, writes entries.
create function app.may_write_tools() returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin return exists (select from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role in ('coordinator', 'administrator')); end $$;

alter table own_tools enable row level security;
alter table own_tools force row level security;
create policy owner_reads on own_tools to current_user using (true) with check (true);
create policy tenant on own_tools as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy select_here on own_tools for select to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy insert_writers on own_tools for insert to vierpoot_app
  with check (written_by = (select app.person_id()) and (select app.may_write_tools()));
grant select, insert (organisation_id, slug, number, facts, nl, en, is_archived, written_by) on own_tools to vierpoot_app;
grant execute on function app.may_write_tools() to vierpoot_app;
