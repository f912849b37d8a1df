-- A talk has a hat of its own (C12): only the coach changes it, only to a declared one, and each change leaves a line both read.

alter table hat_changes add column conversation_id uuid;
alter table hat_changes add foreign key (organisation_id, conversation_id) references conversations on delete set null (conversation_id);
create index on hat_changes (organisation_id, conversation_id);

-- As before, and the hat is the coach's own: the coachee neither puts one on a talk nor takes one off.
create or replace function app.may_stand(conversation uuid, relationship uuid, new_state text, new_hat text) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare known conversations; is_coach boolean;
begin
  select * into known from conversations where organisation_id = app.organisation_id() and id = conversation
    and relationship_id = relationship and relationship_id = any (app.pairs_at_work());
  is_coach := exists (select from relationships where organisation_id = app.organisation_id() and id = relationship
    and coach_id = app.person_id());
  return coalesce((new_state not in ('planned', 'held') or known.state in ('planned', 'held') or app.may_plan(relationship))
    and (new_hat = coalesce(known.hat, 'coach')
      or is_coach and (new_hat = 'coach' or new_hat = any (app.declared_roles(relationship)))), false);
end $$;

-- Who changed the hat of a talk, and when: nobody can leave it out.
create function app.note_hat_of_talk() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if app.person_id() is null then return null; end if;
  insert into hat_changes (organisation_id, relationship_id, at, person_id, hat, conversation_id)
    values (new.organisation_id, new.relationship_id, clock_timestamp(), app.person_id(), new.hat, new.id);
  return null;
end $$;
create trigger note_hat_of_new_talk after insert on conversations for each row
  when (new.hat <> 'coach') execute function app.note_hat_of_talk();
create trigger note_hat_of_talk after update of hat on conversations for each row
  when (old.hat <> new.hat) execute function app.note_hat_of_talk();

-- As before, and the hat was put on after it was declared to this coachee: one that was on before left no line here (C12).
create or replace function app.pairs_evaluated() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare live sessions := app.live_session();
begin
  if live.hat is null or live.hat = 'coach' then return '{}'; end if;
  return array(select r.id from relationships r where r.organisation_id = live.organisation_id and r.coach_id = live.person_id
    and r.status = 'active' and live.hat = any (app.declared_roles(r.id))
    and exists (select from hat_changes h where h.organisation_id = r.organisation_id and h.relationship_id = r.id
      and h.hat = live.hat and h.conversation_id is null and h.at >= (select max(d.declared_at) from coach_declarations d
        where d.organisation_id = r.organisation_id and d.relationship_id = r.id)));
end $$;
