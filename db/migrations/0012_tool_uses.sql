-- Which tools a pair takes to a talk and what became of them (C9, C42). No word of what was said, and nobody outside the pair reads it.

create table tool_uses (
  organisation_id uuid not null,
  id              uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  tool            text not null check (tool ~ '^[a-z0-9-]{1,60}$'),
  state           text not null check (state in ('planned', 'helped', 'not-now')),
  noted_by        uuid not null,
  noted_at        timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, relationship_id) references relationships on delete cascade,
  foreign key (organisation_id, relationship_id, conversation_id) references conversations (organisation_id, relationship_id, id) on delete set null (conversation_id),
  foreign key (organisation_id, noted_by) references people on delete cascade
);
create index on tool_uses (organisation_id, relationship_id, conversation_id);
create index on tool_uses (organisation_id, noted_by);
comment on table tool_uses is 'A tool that was taken to a talk, helped, or was left for now. Only added to: the last line of a tool counts. Owned by both.';

alter table tool_uses enable row level security;
alter table tool_uses force row level security;
create policy owner_reads on tool_uses to current_user using (true) with check (true);
create policy tenant on tool_uses as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));

create policy select_party on tool_uses for select to vierpoot_app using (relationship_id = any ((select app.pairs_in_view())::uuid[]));
create policy insert_party on tool_uses for insert to vierpoot_app
  with check (noted_by = (select app.person_id()) and relationship_id = any ((select app.pairs_at_work())::uuid[]));
grant select, insert (organisation_id, id, relationship_id, conversation_id, tool, state, noted_by) on tool_uses to vierpoot_app;
