-- With whom a coachee was before the round was worked out again, so that two runs of it can be laid side by side; and what is over is told to
-- whoever was asked.

alter table match_participants add column earlier_coach_id uuid;
alter table match_participants add foreign key (organisation_id, earlier_coach_id) references people on delete set null (earlier_coach_id);
create index on match_participants (organisation_id, earlier_coach_id) where earlier_coach_id is not null;
grant update (earlier_coach_id) on match_participants to vierpoot_app;
comment on column match_participants.earlier_coach_id is 'Of a coachee: the coach in the run before the last; null: nobody, or no such run.';

-- Whether the acting person was asked for in this pair and it is over: a link in a mail may be older than that. Says nothing of how it ended.
create function app.was_asked(relationship uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from match_asks a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and a.coach_id = app.person_id() and a.outcome is not null);
end $$;
grant execute on function app.was_asked(uuid) to vierpoot_app;

-- Whether a coachee turned to somebody else before it began: the coach, who said yes, is told.
create function app.was_let_go(organisation uuid, relationship uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from match_asks a where a.organisation_id = organisation and a.relationship_id = relationship
    and a.outcome = 'withdrawn');
end $$;
grant execute on function app.was_let_go(uuid, uuid) to vierpoot_system;
