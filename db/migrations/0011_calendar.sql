-- Mails a person may switch off, a weekly summary, and the calendar that follows a person's talks. Times only: no word of a talk.

create table mail_choices (
  organisation_id uuid not null,
  person_id       uuid not null,
  kind            text not null check (kind in ('pair', 'mirror', 'conversation', 'reminder', 'agreement', 'action', 'digest')),
  chosen_at       timestamptz not null default now(),
  primary key (organisation_id, person_id, kind),
  foreign key (organisation_id, person_id) references people on delete cascade
);
comment on table mail_choices is 'Kinds of mail a person does not want. Owned by the person.';

create table calendar_feeds (
  organisation_id uuid not null,
  person_id       uuid not null,
  token_hash      bytea not null unique check (length(token_hash) = 32),
  created_at      timestamptz not null default now(),
  primary key (organisation_id, person_id),
  foreign key (organisation_id, person_id) references people on delete cascade
);
comment on table calendar_feeds is 'The secret address at which a calendar may read when a person talks; holds the SHA-256 of it. Owned by the person.';

create table digests (
  organisation_id uuid not null,
  person_id       uuid not null,
  monday          date not null,
  primary key (organisation_id, person_id, monday),
  foreign key (organisation_id, person_id) references people on delete cascade
);
comment on table digests is 'In which weeks a person was sent the summary, so that nobody gets it twice. Owned by the system.';

alter table mail_choices enable row level security;
alter table mail_choices force row level security;
alter table calendar_feeds enable row level security;
alter table calendar_feeds force row level security;
alter table digests enable row level security;
alter table digests force row level security;
create policy owner_reads on mail_choices to current_user using (true) with check (true);
create policy owner_reads on calendar_feeds to current_user using (true) with check (true);
create policy owner_reads on digests to current_user using (true) with check (true);
create policy tenant on mail_choices as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on calendar_feeds as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy tenant on digests as restrictive to vierpoot_app using (organisation_id = (select app.organisation_id()));
create policy system_acts on mail_choices to vierpoot_system using (true) with check (true);

create policy select_own on mail_choices for select to vierpoot_app using (person_id = (select app.person_id()));
create policy insert_own on mail_choices for insert to vierpoot_app with check (person_id = (select app.person_id()));
create policy delete_own on mail_choices for delete to vierpoot_app using (person_id = (select app.person_id()));
grant select, insert (organisation_id, person_id, kind), delete on mail_choices to vierpoot_app;
grant select, insert (organisation_id, person_id, kind) on mail_choices to vierpoot_system;

create policy select_own on calendar_feeds for select to vierpoot_app using (person_id = (select app.person_id()));
create policy insert_own on calendar_feeds for insert to vierpoot_app with check (person_id = (select app.person_id()));
create policy delete_own on calendar_feeds for delete to vierpoot_app using (person_id = (select app.person_id()));
grant select (organisation_id, person_id, created_at), insert (organisation_id, person_id, token_hash), delete on calendar_feeds to vierpoot_app;

-- What the system asks to write a mail or a calendar: times, states and ids. It has no grant on the tables themselves.

create function app.talk_times(organisation uuid, talk uuid)
  returns table (relationship_id uuid, state text, starts_at timestamptz, minutes integer, changes integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select c.relationship_id, c.state, c.starts_at, c.minutes, c.changes
    from conversations c join relationships r on r.organisation_id = c.organisation_id and r.id = c.relationship_id and r.status = 'active'
   where c.organisation_id = organisation and c.id = talk;
end $$;

create function app.is_action_open(organisation uuid, action uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from actions a
    join relationships r on r.organisation_id = a.organisation_id and r.id = a.relationship_id and r.status = 'active'
    where a.organisation_id = organisation and a.id = action and a.done_at is null and a.let_go_at is null);
end $$;

-- The version of an agreement both signed last; null when none is, or the pair is over.
create function app.agreement_in_force(organisation uuid, relationship uuid) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select s.agreement_id from agreement_signatures s
    join relationships r on r.organisation_id = s.organisation_id and r.id = s.relationship_id and r.status = 'active'
    where s.organisation_id = organisation and s.relationship_id = relationship
    group by s.agreement_id having count(*) = 2 order by max(s.signed_at) desc, s.agreement_id desc limit 1);
end $$;

-- The talks of whoever holds this address, from a year ago on; nothing for an address of nobody.
create function app.feed_talks(hash bytea)
  returns table (language text, time_zone text, id uuid, starts_at timestamptz, minutes integer, changes integer, relationship_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select p.language, p.time_zone, c.id, c.starts_at, c.minutes, c.changes, c.relationship_id
    from calendar_feeds f
    join people p on p.organisation_id = f.organisation_id and p.id = f.person_id
    left join relationships r on r.organisation_id = f.organisation_id and f.person_id in (r.coach_id, r.coachee_id) and r.status = 'active'
    left join conversations c on c.organisation_id = r.organisation_id and c.relationship_id = r.id
      and c.state in ('planned', 'held') and c.starts_at > now() - interval '1 year'
   where f.token_hash = hash order by c.starts_at;
end $$;

-- Takes the summaries that are due on this side of Monday seven o'clock, each once, also with two processes.
create function app.take_digests(moment timestamptz) returns table (organisation_id uuid, person_id uuid)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query with wanting as (
    select distinct p.organisation_id as organisation, p.id as person, date_trunc('week', moment at time zone p.time_zone)::date as week
      from people p
      join relationships r on r.organisation_id = p.organisation_id and p.id in (r.coach_id, r.coachee_id) and r.status = 'active'
     where extract(isodow from moment at time zone p.time_zone) = 1 and extract(hour from moment at time zone p.time_zone) >= 7
       and not exists (select from mail_choices m
         where m.organisation_id = p.organisation_id and m.person_id = p.id and m.kind = 'digest'))
    insert into digests as d (organisation_id, person_id, monday) select organisation, person, week from wanting
    on conflict do nothing returning d.organisation_id, d.person_id;
end $$;

-- What stands in a summary: the talks of the coming seven days and how many actions of one's own are open.
create function app.digest_facts(organisation uuid, person uuid) returns table (talk_at timestamptz[], open_actions bigint)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select
    array(select c.starts_at from conversations c
      join relationships r on r.organisation_id = c.organisation_id and r.id = c.relationship_id and r.status = 'active'
      where c.organisation_id = organisation and person in (r.coach_id, r.coachee_id) and c.state = 'planned'
        and c.starts_at between now() and now() + interval '7 days' order by c.starts_at),
    (select count(*) from actions a
      join relationships r on r.organisation_id = a.organisation_id and r.id = a.relationship_id and r.status = 'active'
      where a.organisation_id = organisation and a.done_at is null and a.let_go_at is null
        and (a.owner = 'coach' and r.coach_id = person or a.owner = 'coachee' and r.coachee_id = person));
end $$;

-- A job that is given up no longer stands in the way of the next of its kind.
grant update (unique_key) on jobs to vierpoot_system;

grant execute on function app.talk_times(uuid, uuid), app.is_action_open(uuid, uuid), app.agreement_in_force(uuid, uuid),
  app.feed_talks(bytea), app.take_digests(timestamptz), app.digest_facts(uuid, uuid) to vierpoot_system;
