-- What an administrator does about the whole organisation's invitations and mails, what somebody sees of their own browsers,
-- and forgetting what is over.

-- An administrator takes back, and so sends again, what an administrator sent.
create policy update_administered on invitations for update to vierpoot_app
  using (programme_id is null and accepted_at is null and (select app.is_administrator()))
  with check (programme_id is null and (select app.is_administrator()));

-- How many mails of the own organisation were given up after eight tries; to anybody but an administrator: none.
create policy owner_reads on jobs for select to current_user using (true);
create function app.undelivered_mails() returns integer
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not app.is_administrator() then return 0; end if;
  return (select count(*)::integer from jobs where organisation_id = app.organisation_id() and tries >= 8
    and (leased_until is null or leased_until < now()));
end $$;

-- The record of the system door says nothing of a person and is written many times an hour: it is kept for 30 days.
create index on system_acts using brin (at);
create policy owner_sweeps on system_acts to current_user using (at < now() - interval '30 days');

-- Takes away what is over and what the system role itself may not take away. How long is decided here, not by whoever calls.
create function app.forget_what_is_over() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from system_acts where at < now() - interval '30 days';
  delete from invitations where coalesce(accepted_at, revoked_at, expires_at) < now() - interval '12 months';
end $$;

grant execute on function app.undelivered_mails() to vierpoot_app;
grant execute on function app.forget_what_is_over() to vierpoot_system;

-- Somebody sees of each of their own browsers how long it may rest.
grant select (idle_minutes) on sessions to vierpoot_app;
