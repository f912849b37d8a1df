-- With whom a coachee was before the round was worked out again, so that two runs of it can be laid side by side.

alter table match_participants add column earlier_coach_id uuid;
alter table match_participants add foreign key (organisation_id, earlier_coach_id) references people on delete set null (earlier_coach_id);
create index on match_participants (organisation_id, earlier_coach_id) where earlier_coach_id is not null;
grant update (earlier_coach_id) on match_participants to vierpoot_app;
comment on column match_participants.earlier_coach_id is 'Of a coachee: the coach in the run before the last; null: nobody, or no such run.';
