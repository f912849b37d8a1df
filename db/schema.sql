-- Written by `npm run dump-schema` from the migrations: read it, never edit it.

-- Each look at somebody's released content by another. Readable by the person it is about; lines are chained.
create table access_records (
  organisation_id uuid not null,
  number bigint not null,
  subject_id uuid not null,
  viewer_id uuid not null,
  hat text not null,
  kind text not null,
  object_id uuid not null,
  at timestamp with time zone not null default now(),
  hash bytea not null,
  PRIMARY KEY (organisation_id, number),
  FOREIGN KEY (organisation_id, subject_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, viewer_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK ((hat = ANY (ARRAY['coach'::text, 'evaluator'::text, 'manager'::text]))),
  CHECK ((kind = ANY (ARRAY['mirror-scores'::text, 'mirror-answers'::text]))),
  CHECK ((length(hash) = 32))
);
CREATE INDEX access_records_organisation_id_subject_id_at_idx ON public.access_records USING btree (organisation_id, subject_id, at);
CREATE INDEX access_records_organisation_id_viewer_id_idx ON public.access_records USING btree (organisation_id, viewer_id);
create policy owner_reads on access_records as permissive for all to owner using true with check true;
create policy select_subject on access_records as permissive for select to vierpoot_app using (subject_id = ( SELECT app.person_id() AS person_id));
create policy tenant on access_records as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant select on access_records to vierpoot_app;

-- How a person signs in. The password hash (Argon2id) is read by the system role only.
create table accounts (
  organisation_id uuid not null,
  person_id uuid not null,
  email text not null,
  password_hash text,
  created_at timestamp with time zone not null default now(),
  UNIQUE (organisation_id, email),
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 320))))
);
CREATE INDEX accounts_email_idx ON public.accounts USING btree (email);
create policy owner_reads on accounts as permissive for all to owner using true with check true;
create policy select_coordinated on accounts as permissive for select to vierpoot_app using ((person_id = ANY (( SELECT app.people_coordinated() AS people_coordinated)::uuid[])) OR ( SELECT app.is_administrator() AS is_administrator));
create policy select_own on accounts as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy system_acts on accounts as permissive for all to vierpoot_system using true with check true;
create policy tenant on accounts as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant select (organisation_id, person_id, email, created_at) on accounts to vierpoot_app;
grant insert (organisation_id, person_id, email, password_hash) on accounts to vierpoot_system;
grant select on accounts to vierpoot_system;
grant update (password_hash) on accounts to vierpoot_system;

-- The key of one relationship, wrapped under the key file. Destroyed to erase.
create table data_keys (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  key_id text not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null default now(),
  UNIQUE (organisation_id, relationship_id),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(key_id) >= 1) AND (length(key_id) <= 40)))
);
create policy insert_party on data_keys as permissive for insert to vierpoot_app with check (relationship_id = ANY (( SELECT (app.coaching() || app.coached()))::uuid[]));
create policy owner_reads on data_keys as permissive for all to owner using true with check true;
create policy select_party on data_keys as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT (app.coaching() || app.coached_ever()))::uuid[]));
create policy tenant on data_keys as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, key_id, wrapped) on data_keys to vierpoot_app;
grant select on data_keys to vierpoot_app;

-- An invitation bound to one e-mail address: single use, fourteen days. Owned by the coordinators.
create table invitations (
  organisation_id uuid not null,
  id uuid not null,
  programme_id uuid,
  email text not null,
  name text not null,
  role text not null,
  language text not null default 'nl'::text,
  token_hash bytea not null,
  invited_by uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null default (now() + '14 days'::interval),
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, invited_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (invited_by),
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 320)))),
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  CHECK ((length(token_hash) = 32)),
  CHECK ((role = ANY (ARRAY['coach'::text, 'coachee'::text, 'coordinator'::text, 'adviser'::text, 'evaluator'::text])))
);
CREATE INDEX invitations_organisation_id_invited_by_idx ON public.invitations USING btree (organisation_id, invited_by);
CREATE INDEX invitations_organisation_id_programme_id_idx ON public.invitations USING btree (organisation_id, programme_id);
create policy insert_administered on invitations as permissive for insert to vierpoot_app with check ((programme_id IS NULL) AND (role = ANY (ARRAY['coordinator'::text, 'adviser'::text])) AND ( SELECT app.is_administrator() AS is_administrator) AND (invited_by = ( SELECT app.person_id() AS person_id)));
create policy insert_coordinated on invitations as permissive for insert to vierpoot_app with check ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (invited_by = ( SELECT app.person_id() AS person_id)));
create policy owner_reads on invitations as permissive for all to owner using true with check true;
create policy select_administered on invitations as permissive for select to vierpoot_app using ((programme_id IS NULL) AND ( SELECT app.is_administrator() AS is_administrator));
create policy select_coordinated on invitations as permissive for select to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
create policy system_acts on invitations as permissive for all to vierpoot_system using true with check true;
create policy tenant on invitations as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_coordinated on invitations as permissive for update to vierpoot_app using ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (accepted_at IS NULL)) with check (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
grant insert (organisation_id, id, programme_id, email, name, role, language, token_hash, invited_by) on invitations to vierpoot_app;
grant select (organisation_id, id, programme_id, email, name, role, language, invited_by, created_at, expires_at, accepted_at, revoked_at) on invitations to vierpoot_app;
grant update (revoked_at) on invitations to vierpoot_app;
grant select on invitations to vierpoot_system;
grant update (accepted_at) on invitations to vierpoot_system;

-- Work for later. Holds ids, never what somebody wrote.
create table jobs (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null,
  data jsonb not null default '{}'::jsonb,
  unique_key text,
  due_at timestamp with time zone not null default now(),
  tries integer not null default 0,
  leased_until timestamp with time zone,
  error text,
  created_at timestamp with time zone not null default now(),
  UNIQUE (organisation_id, unique_key),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  CHECK (((length(kind) >= 1) AND (length(kind) <= 60)))
);
CREATE INDEX jobs_due_at_idx ON public.jobs USING btree (due_at) WHERE (tries < 8);
create policy insert_member on jobs as permissive for insert to vierpoot_app with check (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy system_acts on jobs as permissive for all to vierpoot_system using true with check true;
create policy tenant on jobs as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, kind, data, unique_key, due_at) on jobs to vierpoot_app;
grant delete on jobs to vierpoot_system;
grant insert (organisation_id, id, kind, data, unique_key, due_at) on jobs to vierpoot_system;
grant select on jobs to vierpoot_system;
grant update (due_at, tries, leased_until, error) on jobs to vierpoot_system;

-- What a person is in a programme; without a programme: in the whole organisation.
create table memberships (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  programme_id uuid,
  role text not null,
  created_at timestamp with time zone not null default now(),
  UNIQUE NULLS NOT DISTINCT (organisation_id, person_id, programme_id, role),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK (((programme_id IS NOT NULL) OR (role = ANY (ARRAY['coordinator'::text, 'adviser'::text, 'administrator'::text])))),
  CHECK (((programme_id IS NULL) OR (role <> 'administrator'::text))),
  CHECK ((role = ANY (ARRAY['coach'::text, 'coachee'::text, 'coordinator'::text, 'adviser'::text, 'evaluator'::text, 'administrator'::text])))
);
CREATE INDEX memberships_organisation_id_programme_id_idx ON public.memberships USING btree (organisation_id, programme_id);
CREATE INDEX memberships_person_id_idx ON public.memberships USING btree (person_id);
create policy delete_coordinated on memberships as permissive for delete to vierpoot_app using ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (person_id <> ( SELECT app.person_id() AS person_id)));
create policy insert_coordinated on memberships as permissive for insert to vierpoot_app with check ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (role <> 'administrator'::text) AND (person_id = ANY (( SELECT app.people_coordinated() AS people_coordinated)::uuid[])));
create policy owner_reads on memberships as permissive for all to owner using true with check true;
create policy select_coordinated on memberships as permissive for select to vierpoot_app using ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) OR ( SELECT app.is_administrator() AS is_administrator));
create policy select_own on memberships as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy system_acts on memberships as permissive for all to vierpoot_system using true with check true;
create policy tenant on memberships as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on memberships to vierpoot_app;
grant insert (organisation_id, id, person_id, programme_id, role) on memberships to vierpoot_app;
grant select on memberships to vierpoot_app;
grant insert (organisation_id, id, person_id, programme_id, role) on memberships to vierpoot_system;
grant select on memberships to vierpoot_system;

-- What the coachee lets the coach see of one round: nothing, leg scores, or scores and items. Owned by the coachee.
create table mirror_releases (
  organisation_id uuid not null,
  mirror_id uuid not null,
  relationship_id uuid not null,
  level text not null,
  scores bytea,
  released_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, mirror_id),
  FOREIGN KEY (organisation_id, relationship_id, mirror_id) REFERENCES mirrors(organisation_id, relationship_id, id) ON DELETE CASCADE,
  CHECK (((level = 'nothing'::text) = (scores IS NULL))),
  CHECK ((level = ANY (ARRAY['nothing'::text, 'scores'::text, 'items'::text])))
);
CREATE INDEX mirror_releases_organisation_id_relationship_id_mirror_id_idx ON public.mirror_releases USING btree (organisation_id, relationship_id, mirror_id);
create policy insert_own on mirror_releases as permissive for insert to vierpoot_app with check ((relationship_id = ANY (( SELECT app.coached() AS coached)::uuid[])) AND app.both_handed_in(mirror_id));
create policy owner_reads on mirror_releases as permissive for all to owner using true with check true;
create policy select_own on mirror_releases as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[]));
create policy select_released on mirror_releases as permissive for select to vierpoot_app using ((level <> 'nothing'::text) AND (relationship_id = ANY (( SELECT app.coaching() AS coaching)::uuid[])) AND app.both_handed_in(mirror_id));
create policy tenant on mirror_releases as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on mirror_releases as permissive for update to vierpoot_app using (relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[])) with check ((relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[])) AND app.both_handed_in(mirror_id));
grant insert (organisation_id, mirror_id, relationship_id, level, scores) on mirror_releases to vierpoot_app;
grant select on mirror_releases to vierpoot_app;
grant update (level, scores, released_at) on mirror_releases to vierpoot_app;

-- What one of the two answered, sealed; a draft until handed in. Owned by the one who answered.
create table mirror_responses (
  organisation_id uuid not null,
  mirror_id uuid not null,
  relationship_id uuid not null,
  person_id uuid not null,
  role text not null,
  answers bytea not null,
  saved_at timestamp with time zone not null default now(),
  handed_in_at timestamp with time zone,
  UNIQUE (organisation_id, mirror_id, person_id),
  PRIMARY KEY (organisation_id, mirror_id, role),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, mirror_id) REFERENCES mirrors(organisation_id, relationship_id, id) ON DELETE CASCADE,
  CHECK ((role = ANY (ARRAY['coach'::text, 'coachee'::text])))
);
CREATE INDEX mirror_responses_organisation_id_person_id_idx ON public.mirror_responses USING btree (organisation_id, person_id);
CREATE INDEX mirror_responses_organisation_id_relationship_id_mirror_id_idx ON public.mirror_responses USING btree (organisation_id, relationship_id, mirror_id);
create policy insert_own on mirror_responses as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (handed_in_at IS NULL) AND app.is_open(mirror_id) AND (relationship_id = ANY (
CASE role
    WHEN 'coach'::text THEN ( SELECT app.coaching() AS coaching)
    ELSE ( SELECT app.coached() AS coached)
END)));
create policy owner_reads on mirror_responses as permissive for all to owner using true with check true;
create policy select_coach_after_both on mirror_responses as permissive for select to vierpoot_app using ((role = 'coach'::text) AND (relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[])) AND app.both_handed_in(mirror_id));
create policy select_own on mirror_responses as permissive for select to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT (app.coaching_ever() || app.coached_ever()))::uuid[])));
create policy select_released_items on mirror_responses as permissive for select to vierpoot_app using ((role = 'coachee'::text) AND (relationship_id = ANY (( SELECT app.coaching() AS coaching)::uuid[])) AND app.both_handed_in(mirror_id) AND (app.released_level(mirror_id) = 'items'::text));
create policy tenant on mirror_responses as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on mirror_responses as permissive for update to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (handed_in_at IS NULL) AND app.is_open(mirror_id) AND (relationship_id = ANY (( SELECT (app.coaching() || app.coached()))::uuid[]))) with check ((person_id = ( SELECT app.person_id() AS person_id)) AND ((handed_in_at IS NULL) OR (handed_in_at = now())));
grant insert (organisation_id, mirror_id, relationship_id, person_id, role, answers) on mirror_responses to vierpoot_app;
grant select on mirror_responses to vierpoot_app;
grant update (answers, saved_at, handed_in_at) on mirror_responses to vierpoot_app;

-- A round of the paired questionnaire. Owned by both.
create table mirrors (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  instrument text not null,
  opened_by uuid,
  opened_at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null,
  UNIQUE (organisation_id, relationship_id, id),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, opened_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (opened_by),
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(instrument) >= 1) AND (length(instrument) <= 60))),
  CHECK ((due_at > opened_at))
);
CREATE INDEX mirrors_organisation_id_opened_by_idx ON public.mirrors USING btree (organisation_id, opened_by);
create policy owner_reads on mirrors as permissive for all to owner using true with check true;
create policy select_party on mirrors as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT (app.coaching() || app.coached_ever()))::uuid[]));
create policy tenant on mirrors as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant select on mirrors to vierpoot_app;

-- What the coachee needs of each leg, dated (C4), sealed. Owned by the coachee; the coach sees only what a release carries.
create table needs (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  person_id uuid not null,
  instrument text not null,
  answers bytea not null,
  asked_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(instrument) >= 1) AND (length(instrument) <= 60)))
);
CREATE INDEX needs_organisation_id_person_id_idx ON public.needs USING btree (organisation_id, person_id);
CREATE INDEX needs_organisation_id_relationship_id_asked_at_idx ON public.needs USING btree (organisation_id, relationship_id, asked_at);
create policy insert_own on needs as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.coached() AS coached)::uuid[])));
create policy owner_reads on needs as permissive for all to owner using true with check true;
create policy select_own on needs as permissive for select to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[])));
create policy tenant on needs as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, person_id, instrument, answers) on needs to vierpoot_app;
grant select on needs to vierpoot_app;

-- A tenant: a university college, a company. Owned by its administrators.
create table organisations (
  id uuid not null,
  name text not null,
  world text not null,
  is_demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK ((world = ANY (ARRAY['education'::text, 'work'::text])))
);
create policy owner_reads on organisations as permissive for all to owner using true with check true;
create policy select_own on organisations as permissive for select to vierpoot_app using (id = ( SELECT app.organisation_id() AS organisation_id));
create policy system_acts on organisations as permissive for all to vierpoot_system using true with check true;
create policy tenant on organisations as restrictive for all to vierpoot_app using (id = ( SELECT app.organisation_id() AS organisation_id));
grant select on organisations to vierpoot_app;
grant insert (id, name, world, is_demo) on organisations to vierpoot_system;
grant select on organisations to vierpoot_system;

-- Public halves of a person's passkeys.
create table passkeys (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}'::text[],
  name text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  UNIQUE (credential_id),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
CREATE INDEX passkeys_organisation_id_person_id_idx ON public.passkeys USING btree (organisation_id, person_id);
create policy delete_own on passkeys as permissive for delete to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy insert_own on passkeys as permissive for insert to vierpoot_app with check (person_id = ( SELECT app.person_id() AS person_id));
create policy select_own on passkeys as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy system_acts on passkeys as permissive for all to vierpoot_system using true with check true;
create policy tenant on passkeys as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on passkeys to vierpoot_app;
grant insert (organisation_id, id, person_id, credential_id, public_key, counter, transports, name) on passkeys to vierpoot_app;
grant select on passkeys to vierpoot_app;
grant select on passkeys to vierpoot_system;
grant update (counter, last_used_at) on passkeys to vierpoot_system;

-- A person in one organisation. Somebody in two organisations is two people here.
create table people (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  pronouns text,
  language text not null,
  time_zone text not null default 'Europe/Brussels'::text,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK (((length(pronouns) >= 1) AND (length(pronouns) <= 60))),
  CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 60))),
  CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text])))
);
create policy owner_reads on people as permissive for all to owner using true with check true;
create policy select_coordinated on people as permissive for select to vierpoot_app using ((id = ANY (( SELECT app.people_coordinated() AS people_coordinated)::uuid[])) OR ( SELECT app.is_administrator() AS is_administrator));
create policy select_counterpart on people as permissive for select to vierpoot_app using (id = ANY (( SELECT app.counterparts() AS counterparts)::uuid[]));
create policy select_own on people as permissive for select to vierpoot_app using (id = ( SELECT app.person_id() AS person_id));
create policy system_acts on people as permissive for all to vierpoot_system using true with check true;
create policy tenant on people as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on people as permissive for update to vierpoot_app using (id = ( SELECT app.person_id() AS person_id)) with check (id = ( SELECT app.person_id() AS person_id));
grant select on people to vierpoot_app;
grant update (name, pronouns, language, time_zone) on people to vierpoot_app;
grant insert (organisation_id, id, name, pronouns, language, time_zone) on people to vierpoot_system;
grant select on people to vierpoot_system;

-- A group of pairs with the same rules and rhythm. Owned by its coordinators.
create table programmes (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  world text not null,
  mirror_days integer not null default 14,
  need_interval_days integer not null default 70,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK (((mirror_days >= 3) AND (mirror_days <= 90))),
  CHECK (((need_interval_days >= 14) AND (need_interval_days <= 365))),
  CHECK ((world = ANY (ARRAY['education'::text, 'work'::text])))
);
create policy owner_reads on programmes as permissive for all to owner using true with check true;
create policy select_joined on programmes as permissive for select to vierpoot_app using ((id = ANY (( SELECT app.programmes_joined() AS programmes_joined)::uuid[])) OR ( SELECT app.is_administrator() AS is_administrator));
create policy system_acts on programmes as permissive for all to vierpoot_system using true with check true;
create policy tenant on programmes as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_coordinated on programmes as permissive for update to vierpoot_app using (id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) with check (id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
grant select on programmes to vierpoot_app;
grant update (name, world, mirror_days, need_interval_days) on programmes to vierpoot_app;
grant insert (organisation_id, id, name, world) on programmes to vierpoot_system;
grant select on programmes to vierpoot_system;

-- A coaching relationship: one coach, one coachee, in one programme. Owned by both equally (C9).
create table relationships (
  organisation_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  coach_id uuid not null,
  coachee_id uuid not null,
  status text not null default 'proposed'::text,
  coach_accepted_at timestamp with time zone,
  coachee_accepted_at timestamp with time zone,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  proposed_by uuid,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, coach_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, ended_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (ended_by),
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, proposed_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (proposed_by),
  CHECK ((coach_id <> coachee_id)),
  CHECK ((status = ANY (ARRAY['proposed'::text, 'declined'::text, 'active'::text, 'ended'::text])))
);
CREATE INDEX relationships_organisation_id_coach_id_idx ON public.relationships USING btree (organisation_id, coach_id);
CREATE INDEX relationships_organisation_id_coachee_id_idx ON public.relationships USING btree (organisation_id, coachee_id);
CREATE INDEX relationships_organisation_id_ended_by_idx ON public.relationships USING btree (organisation_id, ended_by);
CREATE INDEX relationships_organisation_id_programme_id_idx ON public.relationships USING btree (organisation_id, programme_id);
CREATE INDEX relationships_organisation_id_proposed_by_idx ON public.relationships USING btree (organisation_id, proposed_by);
CREATE UNIQUE INDEX one_living_pair ON public.relationships USING btree (organisation_id, programme_id, coach_id, coachee_id) WHERE (status = ANY (ARRAY['proposed'::text, 'active'::text]));
create policy insert_coordinated on relationships as permissive for insert to vierpoot_app with check ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (status = 'proposed'::text) AND (proposed_by = ( SELECT app.person_id() AS person_id)) AND app.may_pair(programme_id, coach_id, coachee_id));
create policy owner_reads on relationships as permissive for all to owner using true with check true;
create policy select_coordinated on relationships as permissive for select to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
create policy select_party on relationships as permissive for select to vierpoot_app using (((( SELECT app.person_id() AS person_id) = coach_id) OR (( SELECT app.person_id() AS person_id) = coachee_id)) AND (status <> 'declined'::text));
create policy tenant on relationships as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, programme_id, coach_id, coachee_id, proposed_by) on relationships to vierpoot_app;
grant select on relationships to vierpoot_app;

-- A signed-in browser. Holds only the SHA-256 of its token; the token itself lives in the cookie.
create table sessions (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  hat text not null default 'coach'::text,
  device text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  authenticated_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  idle_minutes integer not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK (((idle_minutes >= 1) AND (idle_minutes <= 1440))),
  CHECK ((hat = ANY (ARRAY['coach'::text, 'evaluator'::text, 'manager'::text]))),
  CHECK ((length(device) <= 200)),
  CHECK ((length(token_hash) = 32))
);
CREATE INDEX sessions_organisation_id_person_id_idx ON public.sessions USING btree (organisation_id, person_id);
create policy owner_reads on sessions as permissive for all to owner using true with check true;
create policy select_own on sessions as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy system_acts on sessions as permissive for all to vierpoot_system using true with check true;
create policy tenant on sessions as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on sessions as permissive for update to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (ended_at IS NULL)) with check (person_id = ( SELECT app.person_id() AS person_id));
grant select (organisation_id, id, person_id, hat, device, created_at, authenticated_at, last_seen_at, expires_at, ended_at) on sessions to vierpoot_app;
grant update (ended_at) on sessions to vierpoot_app;
grant delete on sessions to vierpoot_system;
grant insert (organisation_id, id, person_id, token_hash, device, idle_minutes, expires_at) on sessions to vierpoot_system;
grant select (organisation_id, id, person_id, expires_at, ended_at) on sessions to vierpoot_system;
grant update (authenticated_at, ended_at) on sessions to vierpoot_system;

-- A link to sign in with, sent by mail: once, ten minutes. Read by the system role only.
create table sign_in_links (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK ((length(token_hash) = 32))
);
CREATE INDEX sign_in_links_organisation_id_person_id_idx ON public.sign_in_links USING btree (organisation_id, person_id);
create policy system_acts on sign_in_links as permissive for all to vierpoot_system using true with check true;
create policy tenant on sign_in_links as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on sign_in_links to vierpoot_system;
grant insert (organisation_id, id, person_id, token_hash, expires_at) on sign_in_links to vierpoot_system;
grant select on sign_in_links to vierpoot_system;
grant update (used_at) on sign_in_links to vierpoot_system;

-- Why the system door was opened. Insert only.
create table system_acts (
  id uuid not null,
  reason text not null,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  CHECK (((length(reason) >= 1) AND (length(reason) <= 100)))
);
create policy system_acts on system_acts as permissive for insert to vierpoot_system with check true;
grant insert (id, reason) on system_acts to vierpoot_system;

-- How often an act was tried: a hash of account or address, never the address itself.
create table throttles (
  bucket bytea not null,
  window_started_at timestamp with time zone not null,
  tries integer not null,
  PRIMARY KEY (bucket),
  CHECK ((length(bucket) = 32))
);
create policy system_acts on throttles as permissive for all to vierpoot_system using true with check true;
grant delete on throttles to vierpoot_system;
grant insert on throttles to vierpoot_system;
grant select on throttles to vierpoot_system;
grant update on throttles to vierpoot_system;

CREATE OR REPLACE FUNCTION app.answer_proposal(relationship uuid, accepts boolean)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare pair relationships; me uuid := app.person_id();
begin
  select * into pair from relationships r where r.organisation_id = app.organisation_id() and r.id = relationship
    and me in (r.coach_id, r.coachee_id) and r.status = 'proposed' for update;
  if pair.id is null then return null; end if;
  update relationships r set
    coach_accepted_at = case when accepts and me = r.coach_id then coalesce(r.coach_accepted_at, now()) else r.coach_accepted_at end,
    coachee_accepted_at = case when accepts and me = r.coachee_id then coalesce(r.coachee_accepted_at, now()) else r.coachee_accepted_at end,
    status = case when accepts then r.status else 'declined' end
   where r.organisation_id = pair.organisation_id and r.id = pair.id;
  update relationships r set status = 'active', started_at = now()
   where r.organisation_id = pair.organisation_id and r.id = pair.id and r.status = 'proposed'
     and r.coach_accepted_at is not null and r.coachee_accepted_at is not null;
  return (select r.status from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id);
end $function$
;
grant execute on function app.answer_proposal(uuid,boolean) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.begin_request(token bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform set_config('app.session', encode(sha256(token), 'hex'), true);
  if app.person_id() is null then
    raise exception 'no live session' using errcode = '28000';
  end if;
end $function$
;
grant execute on function app.begin_request(bytea) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.both_handed_in(mirror uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select count(*) = 2 from mirror_responses
    where organisation_id = app.organisation_id() and mirror_id = mirror and handed_in_at is not null
      and relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[]));
end $function$
;
grant execute on function app.both_handed_in(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.coached()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and coachee_id = live.person_id and status = 'active');
end $function$
;
grant execute on function app.coached() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.coached_ever()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and coachee_id = live.person_id and status in ('active', 'ended'));
end $function$
;
grant execute on function app.coached_ever() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.coaching()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  if live.hat is distinct from 'coach' then return '{}'; end if;
  return array(select id from relationships
    where organisation_id = live.organisation_id and coach_id = live.person_id and status = 'active');
end $function$
;
grant execute on function app.coaching() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.coaching_ever()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  if live.hat is distinct from 'coach' then return '{}'; end if;
  return array(select id from relationships
    where organisation_id = live.organisation_id and coach_id = live.person_id and status in ('active', 'ended'));
end $function$
;
grant execute on function app.coaching_ever() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.counterparts()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(select case when coach_id = live.person_id then coachee_id else coach_id end from relationships
    where organisation_id = live.organisation_id and live.person_id in (coach_id, coachee_id) and status <> 'declined');
end $function$
;
grant execute on function app.counterparts() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.create_programme(new_id uuid, membership_id uuid, new_name text, new_world text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not app.may_create_programmes() then raise exception 'may not create programmes' using errcode = '42501'; end if;
  insert into programmes (organisation_id, id, name, world) values (app.organisation_id(), new_id, new_name, new_world);
  insert into memberships (organisation_id, id, person_id, programme_id, role)
    values (app.organisation_id(), membership_id, app.person_id(), new_id, 'coordinator');
end $function$
;
grant execute on function app.create_programme(uuid,uuid,text,text) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.end_relationship(relationship uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update relationships r set status = 'ended', ended_at = now(), ended_by = app.person_id()
   where r.organisation_id = app.organisation_id() and r.id = relationship and r.status = 'active'
     and app.person_id() in (r.coach_id, r.coachee_id);
  return found;
end $function$
;
grant execute on function app.end_relationship(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.identify(token bytea)
 RETURNS TABLE(session_id uuid, person_id uuid, organisation_id uuid, organisation_name text, is_demo boolean, name text, language text, time_zone text, hat text, authenticated_at timestamp with time zone, roles text[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions;
begin
  select * into live from sessions s
   where s.token_hash = sha256(token) and s.ended_at is null and s.expires_at > now()
     and s.last_seen_at + make_interval(mins => s.idle_minutes) > now();
  if live.id is null then return; end if;
  if live.last_seen_at < now() - interval '1 minute' then
    update sessions s set last_seen_at = now() where s.organisation_id = live.organisation_id and s.id = live.id;
  end if;
  return query select live.id, p.id, p.organisation_id, o.name, o.is_demo, p.name, p.language, p.time_zone, live.hat,
      live.authenticated_at,
      array(select distinct m.role from memberships m where m.organisation_id = p.organisation_id and m.person_id = p.id)
    from people p join organisations o on o.id = p.organisation_id
   where p.organisation_id = live.organisation_id and p.id = live.person_id;
end $function$
;
grant execute on function app.identify(bytea) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.is_administrator()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return exists (select from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role = 'administrator' and programme_id is null); end $function$
;
grant execute on function app.is_administrator() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.is_open(mirror uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from mirrors where organisation_id = app.organisation_id() and id = mirror and due_at > now()
      and relationship_id = any ((select app.coaching() || app.coached_ever())::uuid[]))
    and not app.both_handed_in(mirror);
end $function$
;
grant execute on function app.is_open(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.live_session()
 RETURNS sessions
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions;
begin
  select * into live from sessions
   where token_hash = decode(nullif(current_setting('app.session', true), ''), 'hex')
     and ended_at is null and expires_at > now()
     and last_seen_at + make_interval(mins => idle_minutes) > now();
  return live;
end $function$
;

CREATE OR REPLACE FUNCTION app.may_create_programmes()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return exists (select from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role in ('administrator', 'coordinator')
    and programme_id is null); end $function$
;
grant execute on function app.may_create_programmes() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.may_pair(programme uuid, coach uuid, coachee uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return programme = any (app.programmes_coordinated())
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coach and role = 'coach')
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coachee and role = 'coachee');
end $function$
;
grant execute on function app.may_pair(uuid,uuid,uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.mirror_turns(relationship uuid)
 RETURNS TABLE(mirror_id uuid, coach_handed_in boolean, coachee_handed_in boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select m.id, coalesce(bool_or(r.role = 'coach' and r.handed_in_at is not null), false),
      coalesce(bool_or(r.role = 'coachee' and r.handed_in_at is not null), false)
    from mirrors m left join mirror_responses r on r.organisation_id = m.organisation_id and r.mirror_id = m.id
   where m.organisation_id = app.organisation_id() and m.relationship_id = relationship
     and m.relationship_id = any (app.coaching() || app.coached_ever())
   group by m.id;
end $function$
;
grant execute on function app.mirror_turns(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.open_mirror(new_id uuid, relationship uuid, with_instrument text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare pair relationships; days integer;
begin
  select * into pair from relationships r where r.organisation_id = app.organisation_id() and r.id = relationship
    and r.id = any (app.coaching() || app.coached()) and r.status = 'active' -- asked again once the lock is held
    for update;
  if pair.id is null then return null; end if;
  if exists (select from mirrors m where m.organisation_id = pair.organisation_id and m.relationship_id = pair.id
    and app.is_open(m.id)) then return null; end if;
  select p.mirror_days into days from programmes p where p.organisation_id = pair.organisation_id and p.id = pair.programme_id;
  insert into mirrors (organisation_id, id, relationship_id, instrument, opened_by, due_at)
    values (pair.organisation_id, new_id, pair.id, with_instrument, app.person_id(), now() + make_interval(days => days));
  return new_id;
end $function$
;
grant execute on function app.open_mirror(uuid,uuid,text) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.organisation_id()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return (app.live_session()).organisation_id; end $function$
;
grant execute on function app.organisation_id() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.people_coordinated()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select distinct person_id from memberships
  where organisation_id = app.organisation_id() and programme_id = any ((select app.programmes_coordinated())::uuid[])); end $function$
;
grant execute on function app.people_coordinated() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.person_id()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return (app.live_session()).person_id; end $function$
;
grant execute on function app.person_id() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.programmes_coordinated()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select programme_id from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role = 'coordinator' and programme_id is not null); end $function$
;
grant execute on function app.programmes_coordinated() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.programmes_joined()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select programme_id from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and programme_id is not null); end $function$
;
grant execute on function app.programmes_joined() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.record_look(relationship uuid, look_kind text, looked_at uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session(); subject uuid; last access_records; next_number bigint;
begin
  select coachee_id into subject from relationships where organisation_id = live.organisation_id and id = relationship
    and id = any (app.coaching());
  if subject is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('access_records' || live.organisation_id::text, 0));
  if exists (select from access_records where organisation_id = live.organisation_id and subject_id = subject
    and viewer_id = live.person_id and kind = look_kind and object_id = looked_at and at > now() - interval '1 hour') then return; end if;
  select * into last from access_records where organisation_id = live.organisation_id order by number desc limit 1;
  next_number := coalesce(last.number, 0) + 1;
  insert into access_records (organisation_id, number, subject_id, viewer_id, hat, kind, object_id, hash)
  values (live.organisation_id, next_number, subject, live.person_id, live.hat, look_kind, looked_at,
    sha256(coalesce(last.hash, '') || convert_to(concat_ws('|', live.organisation_id, next_number, subject, live.person_id,
      live.hat, look_kind, looked_at, extract(epoch from now())), 'UTF8')));
end $function$
;
grant execute on function app.record_look(uuid,text,uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.released_level(mirror uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select level from mirror_releases where organisation_id = app.organisation_id() and mirror_id = mirror
    and (relationship_id = any ((select app.coached_ever())::uuid[])
      or level <> 'nothing' and relationship_id = any ((select app.coaching())::uuid[])));
end $function$
;
grant execute on function app.released_level(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.session_id()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return (app.live_session()).id; end $function$
;
grant execute on function app.session_id() to vierpoot_app;
