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
  CHECK ((kind = ANY (ARRAY['mirror-scores'::text, 'mirror-answers'::text, 'note'::text]))),
  CHECK ((length(hash) = 32))
);
CREATE INDEX access_records_organisation_id_subject_id_at_idx ON public.access_records USING btree (organisation_id, subject_id, at);
CREATE INDEX access_records_organisation_id_viewer_id_idx ON public.access_records USING btree (organisation_id, viewer_id);
create policy owner_reads on access_records as permissive for all to owner using true with check true;
create policy select_subject on access_records as permissive for select to vierpoot_app using ((subject_id = ( SELECT app.person_id() AS person_id)) AND ((kind <> 'note'::text) OR app.may_see_note_line(object_id, viewer_id)));
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
create policy select_coordinated on accounts as permissive for select to vierpoot_app using ((person_id IN ( SELECT unnest(app.people_coordinated()) AS unnest)) OR ( SELECT app.is_administrator() AS is_administrator));
create policy select_own on accounts as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy system_acts on accounts as permissive for all to vierpoot_system using true with check true;
create policy tenant on accounts as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant select (organisation_id, person_id, email, created_at) on accounts to vierpoot_app;
grant insert (organisation_id, person_id, email, password_hash) on accounts to vierpoot_system;
grant select on accounts to vierpoot_system;
grant update (password_hash) on accounts to vierpoot_system;

-- Who does what by when; coach and coachee alike (C36). Sealed. Owned by both.
create table actions (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  goal_id uuid,
  owner text not null,
  body bytea not null,
  due_on date,
  done_at timestamp with time zone,
  let_go_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, created_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE SET NULL (conversation_id),
  FOREIGN KEY (organisation_id, relationship_id, goal_id) REFERENCES goals(organisation_id, relationship_id, id) ON DELETE SET NULL (goal_id),
  CHECK (((done_at IS NULL) OR (let_go_at IS NULL))),
  CHECK ((owner = ANY (ARRAY['coach'::text, 'coachee'::text])))
);
CREATE INDEX actions_organisation_id_created_by_idx ON public.actions USING btree (organisation_id, created_by);
CREATE INDEX actions_organisation_id_relationship_id_conversation_id_idx ON public.actions USING btree (organisation_id, relationship_id, conversation_id);
CREATE INDEX actions_organisation_id_relationship_id_goal_id_idx ON public.actions USING btree (organisation_id, relationship_id, goal_id);
create policy insert_party on actions as permissive for insert to vierpoot_app with check ((created_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on actions as permissive for all to owner using true with check true;
create policy select_party on actions as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on actions as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_party on actions as permissive for update to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) with check (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[]));
grant insert (organisation_id, id, relationship_id, conversation_id, goal_id, owner, body, due_on, created_by) on actions to vierpoot_app;
grant select on actions to vierpoot_app;
grant update (owner, body, due_on, done_at, let_go_at) on actions to vierpoot_app;

-- Who signed which version. With both it is in force. Owned by the signer, readable by both.
create table agreement_signatures (
  organisation_id uuid not null,
  agreement_id uuid not null,
  relationship_id uuid not null,
  person_id uuid not null,
  signed_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, agreement_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, agreement_id) REFERENCES agreements(organisation_id, relationship_id, id) ON DELETE CASCADE
);
CREATE INDEX agreement_signatures_organisation_id_person_id_idx ON public.agreement_signatures USING btree (organisation_id, person_id);
CREATE INDEX agreement_signatures_organisation_id_relationship_id_agreem_idx ON public.agreement_signatures USING btree (organisation_id, relationship_id, agreement_id);
create policy insert_own on agreement_signatures as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) AND (agreement_id = app.newest_agreement(relationship_id)));
create policy owner_reads on agreement_signatures as permissive for all to owner using true with check true;
create policy select_party on agreement_signatures as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on agreement_signatures as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, agreement_id, relationship_id, person_id) on agreement_signatures to vierpoot_app;
grant select on agreement_signatures to vierpoot_app;

-- One version of the working agreement, sealed; never changed, only followed by the next. Owned by both.
create table agreements (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  based_on uuid,
  written_by uuid not null,
  fields bytea not null,
  evaluation text not null,
  review_on date not null,
  written_at timestamp with time zone not null default now(),
  UNIQUE (organisation_id, relationship_id, id),
  UNIQUE NULLS NOT DISTINCT (organisation_id, relationship_id, based_on),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, based_on) REFERENCES agreements(organisation_id, relationship_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, written_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK ((based_on <> id)),
  CHECK ((evaluation = ANY (ARRAY['nothing'::text, 'kinds'::text, 'other'::text])))
);
CREATE INDEX agreements_organisation_id_written_by_idx ON public.agreements USING btree (organisation_id, written_by);
create policy insert_party on agreements as permissive for insert to vierpoot_app with check ((written_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on agreements as permissive for all to owner using true with check true;
create policy select_party on agreements as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on agreements as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, based_on, written_by, fields, evaluation, review_on) on agreements to vierpoot_app;
grant select on agreements to vierpoot_app;

-- The secret address at which a calendar may read when a person talks; holds the SHA-256 of it. Owned by the person.
create table calendar_feeds (
  organisation_id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  UNIQUE (token_hash),
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK ((length(token_hash) = 32))
);
create policy delete_own on calendar_feeds as permissive for delete to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy insert_own on calendar_feeds as permissive for insert to vierpoot_app with check (person_id = ( SELECT app.person_id() AS person_id));
create policy owner_reads on calendar_feeds as permissive for all to owner using true with check true;
create policy select_own on calendar_feeds as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy tenant on calendar_feeds as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on calendar_feeds to vierpoot_app;
grant insert (organisation_id, person_id, token_hash) on calendar_feeds to vierpoot_app;
grant select (organisation_id, person_id, created_at) on calendar_feeds to vierpoot_app;

-- A written answer to a question card, sealed; skipping leaves nothing. Owned by the one who wrote it, readable by both.
create table card_answers (
  organisation_id uuid not null,
  relationship_id uuid not null,
  card text not null,
  person_id uuid not null,
  body bytea not null,
  written_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, relationship_id, card, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(card) >= 1) AND (length(card) <= 60)))
);
CREATE INDEX card_answers_organisation_id_person_id_idx ON public.card_answers USING btree (organisation_id, person_id);
create policy delete_own on card_answers as permissive for delete to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy insert_own on card_answers as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on card_answers as permissive for all to owner using true with check true;
create policy select_party on card_answers as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on card_answers as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on card_answers to vierpoot_app;
grant insert (organisation_id, relationship_id, card, person_id, body) on card_answers to vierpoot_app;
grant select on card_answers to vierpoot_app;

-- Which question card lies on the table; the latest is up. Owned by both.
create table card_draws (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  card text not null,
  drawn_by uuid not null,
  drawn_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, drawn_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(card) >= 1) AND (length(card) <= 60)))
);
CREATE INDEX card_draws_organisation_id_drawn_by_idx ON public.card_draws USING btree (organisation_id, drawn_by);
CREATE INDEX card_draws_organisation_id_relationship_id_drawn_at_idx ON public.card_draws USING btree (organisation_id, relationship_id, drawn_at);
create policy insert_party on card_draws as permissive for insert to vierpoot_app with check ((drawn_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on card_draws as permissive for all to owner using true with check true;
create policy select_party on card_draws as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on card_draws as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, card, drawn_by) on card_draws to vierpoot_app;
grant select on card_draws to vierpoot_app;

-- What else the coach is to the coachee, and how close to whoever evaluates (C12, C14). Only added to; the latest counts. Owned by the coach.
create table coach_declarations (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  evaluator_contact text not null,
  roles text[] not null default '{}'::text[],
  declared_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((evaluator_contact = 'self'::text) = ('evaluator'::text = ANY (roles)))),
  CHECK (((roles <@ ARRAY['evaluator'::text, 'manager'::text, 'teacher'::text]) AND (array_position(roles, NULL::text) IS NULL))),
  CHECK ((evaluator_contact = ANY (ARRAY['none'::text, 'sometimes'::text, 'close'::text, 'self'::text])))
);
CREATE INDEX coach_declarations_organisation_id_relationship_id_declared_idx ON public.coach_declarations USING btree (organisation_id, relationship_id, declared_at);
create policy insert_coach on coach_declarations as permissive for insert to vierpoot_app with check (relationship_id = ANY (( SELECT app.pairs_to_declare() AS pairs_to_declare)::uuid[]));
create policy owner_reads on coach_declarations as permissive for all to owner using true with check true;
create policy select_party on coach_declarations as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_as_party() AS pairs_as_party)::uuid[]));
create policy tenant on coach_declarations as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, evaluator_contact, roles) on coach_declarations to vierpoot_app;
grant select on coach_declarations to vierpoot_app;

-- Something one of the two shares or is curious about, sealed, with a keyed mark to compare by. Readable by the other only when both noted it (C22). What is taken back leaves an empty line.
create table common_ground (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  person_id uuid not null,
  mark bytea not null,
  body bytea not null,
  noted_at timestamp with time zone not null default now(),
  dropped_at timestamp with time zone,
  UNIQUE (organisation_id, relationship_id, person_id, mark),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK ((length(mark) = 32))
);
CREATE INDEX common_ground_organisation_id_person_id_idx ON public.common_ground USING btree (organisation_id, person_id);
CREATE INDEX common_ground_organisation_id_relationship_id_mark_idx ON public.common_ground USING btree (organisation_id, relationship_id, mark);
CREATE TRIGGER leave_line AFTER DELETE ON public.common_ground FOR EACH ROW WHEN ((old.dropped_at IS NULL)) EXECUTE FUNCTION app.leave_line();
create policy delete_own on common_ground as permissive for delete to vierpoot_app using ((dropped_at IS NULL) AND (person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) AND (NOT app.both_noted(relationship_id, mark)));
create policy insert_own on common_ground as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) AND (app.noted_count(relationship_id) < 12));
create policy owner_reads on common_ground as permissive for all to owner using true with check true;
create policy select_mutual on common_ground as permissive for select to vierpoot_app using ((relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])) AND app.both_noted(relationship_id, mark));
create policy select_own on common_ground as permissive for select to vierpoot_app using ((dropped_at IS NULL) AND (person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy tenant on common_ground as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on common_ground to vierpoot_app;
grant insert (organisation_id, id, relationship_id, person_id, mark, body) on common_ground to vierpoot_app;
grant select on common_ground to vierpoot_app;

-- A moment one of the two proposes for a talk that has no date yet. Owned by both.
create table conversation_times (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  conversation_id uuid not null,
  starts_at timestamp with time zone not null,
  proposed_by uuid not null,
  UNIQUE (organisation_id, conversation_id, starts_at),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, proposed_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_times_organisation_id_proposed_by_idx ON public.conversation_times USING btree (organisation_id, proposed_by);
CREATE INDEX conversation_times_organisation_id_relationship_id_conversa_idx ON public.conversation_times USING btree (organisation_id, relationship_id, conversation_id);
create policy delete_party on conversation_times as permissive for delete to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[]));
create policy insert_party on conversation_times as permissive for insert to vierpoot_app with check ((proposed_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on conversation_times as permissive for all to owner using true with check true;
create policy select_party on conversation_times as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on conversation_times as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on conversation_times to vierpoot_app;
grant insert (organisation_id, id, relationship_id, conversation_id, starts_at, proposed_by) on conversation_times to vierpoot_app;
grant select on conversation_times to vierpoot_app;

-- One talk of a pair. When, where (sealed) and under which hat; `changes` counts up with every change an invite must carry. Owned by both.
create table conversations (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  state text not null,
  starts_at timestamp with time zone,
  minutes integer not null default 45,
  time_zone text not null,
  place bytea,
  hat text not null default 'coach'::text,
  created_by uuid not null,
  changes integer not null default 0,
  created_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  UNIQUE (organisation_id, relationship_id, id),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, created_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 60))),
  CHECK (((minutes >= 5) AND (minutes <= 480))),
  CHECK (((starts_at IS NOT NULL) OR (state = ANY (ARRAY['proposed'::text, 'cancelled'::text])))),
  CHECK ((changes >= 0)),
  CHECK ((hat = ANY (ARRAY['coach'::text, 'evaluator'::text, 'manager'::text]))),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'planned'::text, 'held'::text, 'skipped'::text, 'cancelled'::text])))
);
CREATE INDEX conversations_organisation_id_created_by_idx ON public.conversations USING btree (organisation_id, created_by);
CREATE INDEX conversations_organisation_id_relationship_id_starts_at_idx ON public.conversations USING btree (organisation_id, relationship_id, starts_at);
CREATE INDEX conversations_starts_at_idx ON public.conversations USING btree (starts_at) WHERE (state = 'planned'::text);
CREATE TRIGGER note_hat_of_new_talk AFTER INSERT ON public.conversations FOR EACH ROW WHEN ((new.hat <> 'coach'::text)) EXECUTE FUNCTION app.note_hat_of_talk();
CREATE TRIGGER note_hat_of_talk AFTER UPDATE OF hat ON public.conversations FOR EACH ROW WHEN ((old.hat <> new.hat)) EXECUTE FUNCTION app.note_hat_of_talk();
create policy insert_party on conversations as permissive for insert to vierpoot_app with check ((created_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) AND app.may_plan(relationship_id) AND app.may_stand(id, relationship_id, state, hat));
create policy owner_reads on conversations as permissive for all to owner using true with check true;
create policy select_party on conversations as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on conversations as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_party on conversations as permissive for update to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) with check ((relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) AND app.may_stand(id, relationship_id, state, hat));
grant insert (organisation_id, id, relationship_id, state, starts_at, minutes, time_zone, place, hat, created_by) on conversations to vierpoot_app;
grant select on conversations to vierpoot_app;
grant update (state, starts_at, minutes, time_zone, place, hat, changes, closed_at) on conversations to vierpoot_app;

-- The key of one relationship, wrapped under the key file. Destroyed to erase.
create table data_keys (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  key_id text not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null default now(),
  purpose text not null default 'coaching'::text,
  UNIQUE (organisation_id, relationship_id, purpose),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((length(key_id) >= 1) AND (length(key_id) <= 40))),
  CHECK ((purpose = ANY (ARRAY['coaching'::text, 'evaluation'::text])))
);
create policy insert_evaluation on data_keys as permissive for insert to vierpoot_app with check ((purpose = 'evaluation'::text) AND (relationship_id = ANY (( SELECT app.coached() AS coached)::uuid[])));
create policy insert_party on data_keys as permissive for insert to vierpoot_app with check ((purpose = 'coaching'::text) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy owner_reads on data_keys as permissive for all to owner using true with check true;
create policy select_evaluation on data_keys as permissive for select to vierpoot_app using ((purpose = 'evaluation'::text) AND (relationship_id = ANY (( SELECT (app.pairs_evaluated() || app.coached_ever()))::uuid[])));
create policy select_party on data_keys as permissive for select to vierpoot_app using ((purpose = 'coaching'::text) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy tenant on data_keys as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, key_id, wrapped, purpose) on data_keys to vierpoot_app;
grant select on data_keys to vierpoot_app;

-- In which weeks a person was sent the summary, so that nobody gets it twice. Owned by the system.
create table digests (
  organisation_id uuid not null,
  person_id uuid not null,
  monday date not null,
  PRIMARY KEY (organisation_id, person_id, monday),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE
);
create policy owner_reads on digests as permissive for all to owner using true with check true;
create policy tenant on digests as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));

-- One item the coachee let through to the evaluation (C10), sealed under a key of its own. Owned by the coachee.
create table evaluation_releases (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  person_id uuid not null,
  body bytea not null,
  released_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX evaluation_releases_organisation_id_person_id_idx ON public.evaluation_releases USING btree (organisation_id, person_id);
CREATE INDEX evaluation_releases_organisation_id_relationship_id_release_idx ON public.evaluation_releases USING btree (organisation_id, relationship_id, released_at);
create policy insert_own on evaluation_releases as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.coached() AS coached)::uuid[])));
create policy owner_reads on evaluation_releases as permissive for all to owner using true with check true;
create policy select_evaluated on evaluation_releases as permissive for select to vierpoot_app using ((withdrawn_at IS NULL) AND (relationship_id = ANY (( SELECT app.pairs_evaluated() AS pairs_evaluated)::uuid[])));
create policy select_own on evaluation_releases as permissive for select to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[])));
create policy tenant on evaluation_releases as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on evaluation_releases as permissive for update to vierpoot_app using ((withdrawn_at IS NULL) AND (person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.coached_ever() AS coached_ever)::uuid[]))) with check ((withdrawn_at = now()) AND (person_id = ( SELECT app.person_id() AS person_id)));
grant insert (organisation_id, id, relationship_id, person_id, body) on evaluation_releases to vierpoot_app;
grant select on evaluation_releases to vierpoot_app;
grant update (withdrawn_at) on evaluation_releases to vierpoot_app;

-- How a goal went and what happened, as noted at the time, sealed (C35). Only added to. Owned by both.
create table goal_reviews (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  goal_id uuid not null,
  conversation_id uuid,
  outcome text not null,
  context bytea,
  reviewed_by uuid not null,
  reviewed_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE SET NULL (conversation_id),
  FOREIGN KEY (organisation_id, relationship_id, goal_id) REFERENCES goals(organisation_id, relationship_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, reviewed_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK ((outcome = ANY (ARRAY['achieved'::text, 'continued'::text, 'changed'::text, 'let-go'::text])))
);
CREATE INDEX goal_reviews_organisation_id_relationship_id_conversation_i_idx ON public.goal_reviews USING btree (organisation_id, relationship_id, conversation_id);
CREATE INDEX goal_reviews_organisation_id_relationship_id_goal_id_idx ON public.goal_reviews USING btree (organisation_id, relationship_id, goal_id);
CREATE INDEX goal_reviews_organisation_id_reviewed_by_idx ON public.goal_reviews USING btree (organisation_id, reviewed_by);
create policy insert_own on goal_reviews as permissive for insert to vierpoot_app with check ((reviewed_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on goal_reviews as permissive for all to owner using true with check true;
create policy select_party on goal_reviews as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on goal_reviews as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, goal_id, conversation_id, outcome, context, reviewed_by) on goal_reviews to vierpoot_app;
grant select on goal_reviews to vierpoot_app;

-- What the pair works towards, sealed, with an if-then plan when wanted (C16, C35). Owned by both.
create table goals (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  body bytea not null,
  state text not null default 'open'::text,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  edited_at timestamp with time zone,
  UNIQUE (organisation_id, relationship_id, id),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, created_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE SET NULL (conversation_id),
  CHECK ((state = ANY (ARRAY['open'::text, 'achieved'::text, 'let-go'::text])))
);
CREATE INDEX goals_organisation_id_created_by_idx ON public.goals USING btree (organisation_id, created_by);
CREATE INDEX goals_organisation_id_relationship_id_conversation_id_idx ON public.goals USING btree (organisation_id, relationship_id, conversation_id);
create policy insert_party on goals as permissive for insert to vierpoot_app with check ((created_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on goals as permissive for all to owner using true with check true;
create policy select_party on goals as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on goals as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_party on goals as permissive for update to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) with check (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[]));
grant insert (organisation_id, id, relationship_id, conversation_id, body, created_by) on goals to vierpoot_app;
grant select on goals to vierpoot_app;
grant update (body, state, edited_at) on goals to vierpoot_app;

-- Each time a coach put on another hat towards a coachee (C12). Written by the database; readable by both.
create table hat_changes (
  organisation_id uuid not null,
  relationship_id uuid not null,
  at timestamp with time zone not null default now(),
  person_id uuid not null,
  hat text not null,
  conversation_id uuid,
  PRIMARY KEY (organisation_id, relationship_id, at),
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversations(organisation_id, id) ON DELETE SET NULL (conversation_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK ((hat = ANY (ARRAY['coach'::text, 'evaluator'::text, 'manager'::text])))
);
CREATE INDEX hat_changes_organisation_id_conversation_id_idx ON public.hat_changes USING btree (organisation_id, conversation_id);
CREATE INDEX hat_changes_organisation_id_person_id_idx ON public.hat_changes USING btree (organisation_id, person_id);
create policy owner_reads on hat_changes as permissive for all to owner using true with check true;
create policy select_party on hat_changes as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_as_party() AS pairs_as_party)::uuid[]));
create policy tenant on hat_changes as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant select on hat_changes to vierpoot_app;

-- A file of people for a programme: as text until it is taken in or a day old, afterwards only what it made. Reached through functions.
create table imports (
  organisation_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  created_by uuid,
  sheet text not null,
  columns jsonb not null,
  made_people uuid[] not null default '{}'::uuid[],
  made_memberships uuid[] not null default '{}'::uuid[],
  made_profiles uuid[] not null default '{}'::uuid[],
  kept integer not null default 0,
  created_at timestamp with time zone not null default now(),
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, created_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (created_by),
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK (((jsonb_typeof(columns) = 'object'::text) AND (length((columns)::text) <= 4000))),
  CHECK ((length(sheet) <= 4000000))
);
CREATE INDEX imports_organisation_id_created_by_idx ON public.imports USING btree (organisation_id, created_by);
CREATE INDEX imports_organisation_id_programme_id_idx ON public.imports USING btree (organisation_id, programme_id);
create policy owner_reads on imports as permissive for all to owner using true with check true;
create policy tenant on imports as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));

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
create policy update_administered on invitations as permissive for update to vierpoot_app using ((programme_id IS NULL) AND (accepted_at IS NULL) AND ( SELECT app.is_administrator() AS is_administrator)) with check ((programme_id IS NULL) AND ( SELECT app.is_administrator() AS is_administrator));
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
create policy owner_reads on jobs as permissive for select to owner using true;
create policy system_acts on jobs as permissive for all to vierpoot_system using true with check true;
create policy tenant on jobs as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, kind, data, unique_key, due_at) on jobs to vierpoot_app;
grant delete on jobs to vierpoot_system;
grant insert (organisation_id, id, kind, data, unique_key, due_at) on jobs to vierpoot_system;
grant select on jobs to vierpoot_system;
grant update (unique_key, due_at, tries, leased_until, error) on jobs to vierpoot_system;

-- What somebody is learning at present (C39), sealed; shown to the other only when wanted. Owned by the one who wrote it.
create table learnings (
  organisation_id uuid not null,
  relationship_id uuid not null,
  person_id uuid not null,
  body bytea not null,
  is_shown boolean not null default false,
  written_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, relationship_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX learnings_organisation_id_person_id_idx ON public.learnings USING btree (organisation_id, person_id);
create policy delete_own on learnings as permissive for delete to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy insert_own on learnings as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on learnings as permissive for all to owner using true with check true;
create policy select_own on learnings as permissive for select to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy select_shown on learnings as permissive for select to vierpoot_app using (is_shown AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy tenant on learnings as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on learnings to vierpoot_app;
grant insert (organisation_id, relationship_id, person_id, body, is_shown) on learnings to vierpoot_app;
grant select on learnings to vierpoot_app;

-- A piece of typing in the notes the two write together, sealed; pieces are merged now and then. Owned by both.
create table live_updates (
  organisation_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  relationship_id uuid not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, conversation_id, number),
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, written_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX live_updates_organisation_id_relationship_id_conversation_i_idx ON public.live_updates USING btree (organisation_id, relationship_id, conversation_id);
CREATE INDEX live_updates_organisation_id_written_by_idx ON public.live_updates USING btree (organisation_id, written_by);
create policy delete_party on live_updates as permissive for delete to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[]));
create policy insert_own on live_updates as permissive for insert to vierpoot_app with check ((written_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on live_updates as permissive for all to owner using true with check true;
create policy select_party on live_updates as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on live_updates as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on live_updates to vierpoot_app;
grant insert (organisation_id, conversation_id, relationship_id, body, written_by) on live_updates to vierpoot_app;
grant select on live_updates to vierpoot_app;

-- How the notes the two write together looked at a moment, sealed. Readable by both.
create table live_versions (
  organisation_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  relationship_id uuid not null,
  body bytea not null,
  kept_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE CASCADE
);
CREATE INDEX live_versions_organisation_id_relationship_id_conversation__idx ON public.live_versions USING btree (organisation_id, relationship_id, conversation_id, kept_at);
create policy insert_party on live_versions as permissive for insert to vierpoot_app with check (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[]));
create policy owner_reads on live_versions as permissive for all to owner using true with check true;
create policy select_party on live_versions as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on live_versions as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, conversation_id, relationship_id, body) on live_versions to vierpoot_app;
grant select on live_versions to vierpoot_app;

-- The one-minute look back of one of the two, sealed; readable by the other when both looked back (C7, C11).
create table look_backs (
  organisation_id uuid not null,
  conversation_id uuid not null,
  relationship_id uuid not null,
  person_id uuid not null,
  role text not null,
  answers bytea not null,
  handed_in_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, conversation_id, role),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE CASCADE,
  CHECK ((role = ANY (ARRAY['coach'::text, 'coachee'::text])))
);
CREATE INDEX look_backs_organisation_id_person_id_idx ON public.look_backs USING btree (organisation_id, person_id);
CREATE INDEX look_backs_organisation_id_relationship_id_conversation_id_idx ON public.look_backs USING btree (organisation_id, relationship_id, conversation_id);
create policy insert_own on look_backs as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (
CASE role
    WHEN 'coach'::text THEN ( SELECT app.coaching() AS coaching)
    ELSE ( SELECT app.coached() AS coached)
END)));
create policy owner_reads on look_backs as permissive for all to owner using true with check true;
create policy select_after_both on look_backs as permissive for select to vierpoot_app using ((relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])) AND app.both_looked_back(conversation_id));
create policy select_own on look_backs as permissive for select to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy tenant on look_backs as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, conversation_id, relationship_id, person_id, role, answers) on look_backs to vierpoot_app;
grant select on look_backs to vierpoot_app;

-- Kinds of mail a person does not want. Owned by the person.
create table mail_choices (
  organisation_id uuid not null,
  person_id uuid not null,
  kind text not null,
  chosen_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, person_id, kind),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['pair'::text, 'mirror'::text, 'conversation'::text, 'reminder'::text, 'agreement'::text, 'action'::text, 'digest'::text])))
);
create policy delete_own on mail_choices as permissive for delete to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy insert_own on mail_choices as permissive for insert to vierpoot_app with check (person_id = ( SELECT app.person_id() AS person_id));
create policy owner_reads on mail_choices as permissive for all to owner using true with check true;
create policy select_own on mail_choices as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy system_acts on mail_choices as permissive for all to vierpoot_system using true with check true;
create policy tenant on mail_choices as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on mail_choices to vierpoot_app;
grant insert (organisation_id, person_id, kind) on mail_choices to vierpoot_app;
grant select on mail_choices to vierpoot_app;
grant insert (organisation_id, person_id, kind) on mail_choices to vierpoot_system;
grant select on mail_choices to vierpoot_system;

-- A coach who was asked because a coachee chose so, and what came of it; a reason is sealed and for the coordinator alone.
create table match_asks (
  organisation_id uuid not null,
  relationship_id uuid not null,
  round_id uuid not null,
  coachee_id uuid not null,
  coach_id uuid not null,
  asked_at timestamp with time zone not null default now(),
  reminded_at timestamp with time zone,
  outcome text,
  reason bytea,
  nudged_at timestamp with time zone,
  shown jsonb,
  let_go_told_at timestamp with time zone,
  PRIMARY KEY (organisation_id, relationship_id),
  FOREIGN KEY (organisation_id, coach_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, round_id) REFERENCES match_rounds(organisation_id, id) ON DELETE CASCADE,
  CHECK ((length((shown)::text) <= 1000)),
  CHECK ((outcome = ANY (ARRAY['accepted'::text, 'declined'::text, 'silent'::text, 'full'::text, 'withdrawn'::text])))
);
CREATE INDEX match_asks_organisation_id_coach_id_idx ON public.match_asks USING btree (organisation_id, coach_id);
CREATE INDEX match_asks_organisation_id_coachee_id_idx ON public.match_asks USING btree (organisation_id, coachee_id);
CREATE INDEX match_asks_organisation_id_round_id_coachee_id_idx ON public.match_asks USING btree (organisation_id, round_id, coachee_id);
create policy owner_reads on match_asks as permissive for all to owner using true with check true;
create policy tenant on match_asks as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));

-- What a profile says for the rules only: how at home somebody feels, ties, reporting lines, evaluators (C24-C26). Never shown to the other. Owned by the person.
create table match_backgrounds (
  organisation_id uuid not null,
  profile_id uuid not null,
  answers jsonb not null,
  PRIMARY KEY (organisation_id, profile_id),
  FOREIGN KEY (organisation_id, profile_id) REFERENCES match_profiles(organisation_id, id) ON DELETE CASCADE,
  CHECK (((jsonb_typeof(answers) = 'object'::text) AND (length((answers)::text) <= 8000)))
);
create policy insert_own on match_backgrounds as permissive for insert to vierpoot_app with check (profile_id = ANY (( SELECT app.own_profiles() AS own_profiles)::uuid[]));
create policy owner_reads on match_backgrounds as permissive for all to owner using true with check true;
create policy select_coordinated on match_backgrounds as permissive for select to vierpoot_app using (profile_id = ANY (( SELECT app.profiles_coordinated() AS profiles_coordinated)::uuid[]));
create policy select_own on match_backgrounds as permissive for select to vierpoot_app using (profile_id = ANY (( SELECT app.own_profiles() AS own_profiles)::uuid[]));
create policy tenant on match_backgrounds as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on match_backgrounds as permissive for update to vierpoot_app using (profile_id = ANY (( SELECT app.own_profiles() AS own_profiles)::uuid[])) with check (profile_id = ANY (( SELECT app.own_profiles() AS own_profiles)::uuid[]));
grant insert (organisation_id, profile_id, answers) on match_backgrounds to vierpoot_app;
grant select on match_backgrounds to vierpoot_app;
grant update (answers) on match_backgrounds to vierpoot_app;

-- Two people who are not to be a pair: said by one of them, or excluded by a coordinator. Without a reason. A veto is owned by who said it.
create table match_bans (
  organisation_id uuid not null,
  programme_id uuid not null,
  coachee_id uuid not null,
  coach_id uuid not null,
  barrier text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, programme_id, coachee_id, coach_id, barrier),
  FOREIGN KEY (organisation_id, coach_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK ((barrier = ANY (ARRAY['coachee-veto'::text, 'coach-veto'::text, 'excluded'::text]))),
  CHECK ((coach_id <> coachee_id))
);
CREATE INDEX match_bans_organisation_id_coach_id_idx ON public.match_bans USING btree (organisation_id, coach_id);
CREATE INDEX match_bans_organisation_id_coachee_id_idx ON public.match_bans USING btree (organisation_id, coachee_id);
create policy delete_coordinated on match_bans as permissive for delete to vierpoot_app using ((barrier = 'excluded'::text) AND (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])));
create policy delete_own on match_bans as permissive for delete to vierpoot_app using (((barrier = 'coachee-veto'::text) AND (coachee_id = ( SELECT app.person_id() AS person_id))) OR ((barrier = 'coach-veto'::text) AND (coach_id = ( SELECT app.person_id() AS person_id))));
create policy insert_coordinated on match_bans as permissive for insert to vierpoot_app with check ((barrier = 'excluded'::text) AND (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND app.are_of_programme(programme_id, coachee_id, coach_id));
create policy insert_own on match_bans as permissive for insert to vierpoot_app with check ((((barrier = 'coachee-veto'::text) AND (coachee_id = ( SELECT app.person_id() AS person_id))) OR ((barrier = 'coach-veto'::text) AND (coach_id = ( SELECT app.person_id() AS person_id)))) AND app.are_of_programme(programme_id, coachee_id, coach_id));
create policy owner_reads on match_bans as permissive for all to owner using true with check true;
create policy select_coordinated on match_bans as permissive for select to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
create policy select_own on match_bans as permissive for select to vierpoot_app using (((barrier = 'coachee-veto'::text) AND (coachee_id = ( SELECT app.person_id() AS person_id))) OR ((barrier = 'coach-veto'::text) AND (coach_id = ( SELECT app.person_id() AS person_id))));
create policy tenant on match_bans as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on match_bans to vierpoot_app;
grant insert (organisation_id, programme_id, coachee_id, coach_id, barrier) on match_bans to vierpoot_app;
grant select on match_bans to vierpoot_app;

-- Which suggested coaches a coachee wants, most wanted first; or none of them, and what instead (C27). Owned by the coachee.
create table match_choices (
  organisation_id uuid not null,
  round_id uuid not null,
  coachee_id uuid not null,
  coach_ids uuid[] not null,
  instead text,
  chosen_at timestamp with time zone not null default now(),
  told_at timestamp with time zone,
  PRIMARY KEY (organisation_id, round_id, coachee_id),
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, round_id) REFERENCES match_rounds(organisation_id, id) ON DELETE CASCADE,
  CHECK (((cardinality(coach_ids) <= 5) AND (array_position(coach_ids, NULL::uuid) IS NULL))),
  CHECK (((cardinality(coach_ids) = 0) = (instead IS NOT NULL))),
  CHECK ((instead = ANY (ARRAY['others'::text, 'talk'::text])))
);
CREATE INDEX match_choices_organisation_id_coachee_id_idx ON public.match_choices USING btree (organisation_id, coachee_id);
create policy insert_own on match_choices as permissive for insert to vierpoot_app with check ((coachee_id = ( SELECT app.person_id() AS person_id)) AND (round_id = ANY (( SELECT app.rounds_open() AS rounds_open)::uuid[])) AND app.were_suggested(round_id, coach_ids));
create policy owner_reads on match_choices as permissive for all to owner using true with check true;
create policy select_coordinated on match_choices as permissive for select to vierpoot_app using (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[]));
create policy select_own on match_choices as permissive for select to vierpoot_app using (coachee_id = ( SELECT app.person_id() AS person_id));
create policy tenant on match_choices as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on match_choices as permissive for update to vierpoot_app using ((coachee_id = ( SELECT app.person_id() AS person_id)) AND (round_id = ANY (( SELECT app.rounds_open() AS rounds_open)::uuid[]))) with check ((coachee_id = ( SELECT app.person_id() AS person_id)) AND app.were_suggested(round_id, coach_ids));
grant insert (organisation_id, round_id, coachee_id, coach_ids, instead) on match_choices to vierpoot_app;
grant select on match_choices to vierpoot_app;
grant update (coach_ids, instead, chosen_at) on match_choices to vierpoot_app;

-- Who decided what in a round. Only added to. Readable by the coordinators of the programme.
create table match_decisions (
  organisation_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  person_id uuid,
  act text not null,
  coachee_id uuid,
  coach_id uuid,
  detail jsonb,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, coach_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE SET NULL (person_id),
  FOREIGN KEY (organisation_id, round_id) REFERENCES match_rounds(organisation_id, id) ON DELETE CASCADE,
  CHECK ((act = ANY (ARRAY['create'::text, 'take-part'::text, 'capacity'::text, 'settings'::text, 'pin'::text, 'unpin'::text, 'exclude'::text, 'include'::text, 'swap'::text, 'run'::text, 'cancel'::text, 'publish'::text, 'close'::text]))),
  CHECK ((length((detail)::text) <= 4000))
);
CREATE INDEX match_decisions_organisation_id_coach_id_idx ON public.match_decisions USING btree (organisation_id, coach_id);
CREATE INDEX match_decisions_organisation_id_coachee_id_idx ON public.match_decisions USING btree (organisation_id, coachee_id);
CREATE INDEX match_decisions_organisation_id_person_id_idx ON public.match_decisions USING btree (organisation_id, person_id);
CREATE INDEX match_decisions_organisation_id_round_id_at_idx ON public.match_decisions USING btree (organisation_id, round_id, at);
create policy insert_coordinated on match_decisions as permissive for insert to vierpoot_app with check ((round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[])) AND (person_id = ( SELECT app.person_id() AS person_id)));
create policy owner_reads on match_decisions as permissive for all to owner using true with check true;
create policy select_coordinated on match_decisions as permissive for select to vierpoot_app using (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[]));
create policy tenant on match_decisions as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, round_id, person_id, act, coachee_id, coach_id, detail) on match_decisions to vierpoot_app;
grant select on match_decisions to vierpoot_app;

-- Who takes part in a round, and with how many places. Owned by the coordinators of the programme.
create table match_participants (
  organisation_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  role text not null,
  capacity integer,
  counted_at timestamp with time zone not null default now(),
  earlier_coach_id uuid,
  PRIMARY KEY (organisation_id, round_id, person_id, role),
  FOREIGN KEY (organisation_id, earlier_coach_id) REFERENCES people(organisation_id, id) ON DELETE SET NULL (earlier_coach_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, round_id) REFERENCES match_rounds(organisation_id, id) ON DELETE CASCADE,
  CHECK (((capacity >= 0) AND (capacity <= 50))),
  CHECK (((role = 'coach'::text) = (capacity IS NOT NULL))),
  CHECK ((role = ANY (ARRAY['coach'::text, 'coachee'::text])))
);
CREATE INDEX match_participants_organisation_id_earlier_coach_id_idx ON public.match_participants USING btree (organisation_id, earlier_coach_id) WHERE (earlier_coach_id IS NOT NULL);
CREATE INDEX match_participants_organisation_id_person_id_idx ON public.match_participants USING btree (organisation_id, person_id);
create policy all_coordinated on match_participants as permissive for all to vierpoot_app using (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[])) with check (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[]));
create policy owner_reads on match_participants as permissive for all to owner using true with check true;
create policy tenant on match_participants as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on match_participants to vierpoot_app;
grant insert (organisation_id, round_id, person_id, role, capacity) on match_participants to vierpoot_app;
grant select on match_participants to vierpoot_app;
grant update (capacity, counted_at, earlier_coach_id) on match_participants to vierpoot_app;

-- A pair the coordinator wants in a round. Owned by the coordinators of the programme.
create table match_pins (
  organisation_id uuid not null,
  round_id uuid not null,
  coachee_id uuid not null,
  coach_id uuid not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, round_id, coachee_id),
  FOREIGN KEY (organisation_id, coach_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, round_id) REFERENCES match_rounds(organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX match_pins_organisation_id_coach_id_idx ON public.match_pins USING btree (organisation_id, coach_id);
CREATE INDEX match_pins_organisation_id_coachee_id_idx ON public.match_pins USING btree (organisation_id, coachee_id);
create policy all_coordinated on match_pins as permissive for all to vierpoot_app using (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[])) with check (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[]));
create policy owner_reads on match_pins as permissive for all to owner using true with check true;
create policy tenant on match_pins as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on match_pins to vierpoot_app;
grant insert (organisation_id, round_id, coachee_id, coach_id) on match_pins to vierpoot_app;
grant select on match_pins to vierpoot_app;

-- What a person says of themselves for the match: tags, way of working; of a coach also the presentation, places, other roles. A draft until handed in. Owned by the person.
create table match_profiles (
  organisation_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  person_id uuid not null,
  role text not null,
  answers jsonb not null,
  handed_in_at timestamp with time zone,
  changed_at timestamp with time zone not null default now(),
  declared_at timestamp with time zone not null default now(),
  by_own_hand boolean not null default false,
  UNIQUE (organisation_id, programme_id, person_id, role),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK (((jsonb_typeof(answers) = 'object'::text) AND (length((answers)::text) <= 20000))),
  CHECK ((role = ANY (ARRAY['coach'::text, 'coachee'::text])))
);
CREATE INDEX match_profiles_organisation_id_person_id_idx ON public.match_profiles USING btree (organisation_id, person_id);
create policy delete_own on match_profiles as permissive for delete to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy insert_own on match_profiles as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (programme_id = ANY (
CASE role
    WHEN 'coach'::text THEN ( SELECT app.programmes_as('coach'::text) AS programmes_as)
    ELSE ( SELECT app.programmes_as('coachee'::text) AS programmes_as)
END)));
create policy owner_reads on match_profiles as permissive for all to owner using true with check true;
create policy select_coordinated on match_profiles as permissive for select to vierpoot_app using ((handed_in_at IS NOT NULL) AND (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])));
create policy select_in_view on match_profiles as permissive for select to vierpoot_app using (id = ANY (( SELECT app.profiles_in_view() AS profiles_in_view)::uuid[]));
create policy select_own on match_profiles as permissive for select to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id));
create policy tenant on match_profiles as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on match_profiles as permissive for update to vierpoot_app using (person_id = ( SELECT app.person_id() AS person_id)) with check (person_id = ( SELECT app.person_id() AS person_id));
grant delete on match_profiles to vierpoot_app;
grant insert (organisation_id, id, programme_id, person_id, role, answers, handed_in_at, by_own_hand) on match_profiles to vierpoot_app;
grant select on match_profiles to vierpoot_app;
grant update (answers, handed_in_at, changed_at, declared_at, by_own_hand) on match_profiles to vierpoot_app;

-- What a run gave: per coachee the short list and who was assigned, with both numbers (C23). Personal wishes are left out of the numbers. Seen by coordinators only.
create table match_results (
  organisation_id uuid not null,
  round_id uuid not null,
  coachee_id uuid not null,
  coach_id uuid not null,
  place integer not null,
  why text not null,
  is_assigned boolean not null,
  ground integer,
  horizon integer,
  PRIMARY KEY (organisation_id, round_id, coachee_id, coach_id),
  FOREIGN KEY (organisation_id, coach_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, round_id) REFERENCES match_rounds(organisation_id, id) ON DELETE CASCADE,
  CHECK (((ground >= 0) AND (ground <= 100))),
  CHECK (((horizon >= 0) AND (horizon <= 100))),
  CHECK (((place >= 0) AND (place <= 9))),
  CHECK (((why <> 'full'::text) OR (NOT is_assigned))),
  CHECK ((why = ANY (ARRAY['fit'::text, 'different'::text, 'pinned'::text, 'swapped'::text, 'full'::text])))
);
CREATE INDEX match_results_organisation_id_coach_id_idx ON public.match_results USING btree (organisation_id, coach_id);
CREATE INDEX match_results_organisation_id_coachee_id_idx ON public.match_results USING btree (organisation_id, coachee_id);
create policy all_coordinated on match_results as permissive for all to vierpoot_app using (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[])) with check (round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[]));
create policy owner_reads on match_results as permissive for all to owner using true with check true;
create policy tenant on match_results as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on match_results to vierpoot_app;
grant insert (organisation_id, round_id, coachee_id, coach_id, place, why, is_assigned, ground, horizon) on match_results to vierpoot_app;
grant select on match_results to vierpoot_app;
grant update (place, why, is_assigned) on match_results to vierpoot_app;

-- One time that a programme matches: who takes part, the rules then, how far the run is, whether it is published. Owned by its coordinators.
create table match_rounds (
  organisation_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  status text not null default 'draft'::text,
  settings jsonb,
  progress jsonb,
  summary jsonb,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  run_at timestamp with time zone,
  beat_at timestamp with time zone,
  published_at timestamp with time zone,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, created_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (created_by),
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK ((length((progress)::text) <= 1000)),
  CHECK ((length((settings)::text) <= 8000)),
  CHECK ((length((summary)::text) <= 1000000)),
  CHECK ((status = ANY (ARRAY['draft'::text, 'running'::text, 'ready'::text, 'published'::text, 'closed'::text])))
);
CREATE INDEX match_rounds_organisation_id_created_by_idx ON public.match_rounds USING btree (organisation_id, created_by);
CREATE INDEX match_rounds_organisation_id_programme_id_idx ON public.match_rounds USING btree (organisation_id, programme_id);
create policy insert_coordinated on match_rounds as permissive for insert to vierpoot_app with check ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (status = 'draft'::text) AND (created_by = ( SELECT app.person_id() AS person_id)));
create policy owner_reads on match_rounds as permissive for all to owner using true with check true;
create policy select_coordinated on match_rounds as permissive for select to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
create policy tenant on match_rounds as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_coordinated on match_rounds as permissive for update to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) with check (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
grant insert (organisation_id, id, programme_id, created_by) on match_rounds to vierpoot_app;
grant select on match_rounds to vierpoot_app;
grant update (status, settings, progress, summary, run_at, beat_at, published_at) on match_rounds to vierpoot_app;

-- Who changed which rules of the match of a programme. Only added to. Readable by its coordinators.
create table match_rule_changes (
  organisation_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  person_id uuid,
  changes jsonb not null,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE SET NULL (person_id),
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK (((jsonb_typeof(changes) = 'array'::text) AND (length((changes)::text) <= 8000)))
);
CREATE INDEX match_rule_changes_organisation_id_person_id_idx ON public.match_rule_changes USING btree (organisation_id, person_id);
CREATE INDEX match_rule_changes_organisation_id_programme_id_at_idx ON public.match_rule_changes USING btree (organisation_id, programme_id, at);
create policy insert_coordinated on match_rule_changes as permissive for insert to vierpoot_app with check ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (person_id = ( SELECT app.person_id() AS person_id)));
create policy owner_reads on match_rule_changes as permissive for all to owner using true with check true;
create policy select_coordinated on match_rule_changes as permissive for select to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
create policy tenant on match_rule_changes as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, programme_id, person_id, changes) on match_rule_changes to vierpoot_app;
grant select on match_rule_changes to vierpoot_app;

-- How a programme matches: weights that people wrote and everybody in it may read. Owned by its coordinators.
create table match_settings (
  organisation_id uuid not null,
  programme_id uuid not null,
  settings jsonb not null,
  changed_by uuid,
  changed_at timestamp with time zone not null default now(),
  asks_wishes boolean not null default false,
  PRIMARY KEY (organisation_id, programme_id),
  FOREIGN KEY (organisation_id, changed_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (changed_by),
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  CHECK (((jsonb_typeof(settings) = 'object'::text) AND (length((settings)::text) <= 8000)))
);
CREATE INDEX match_settings_organisation_id_changed_by_idx ON public.match_settings USING btree (organisation_id, changed_by);
create policy insert_coordinated on match_settings as permissive for insert to vierpoot_app with check ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (changed_by = ( SELECT app.person_id() AS person_id)));
create policy owner_reads on match_settings as permissive for all to owner using true with check true;
create policy select_joined on match_settings as permissive for select to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_joined() AS programmes_joined)::uuid[]));
create policy tenant on match_settings as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_coordinated on match_settings as permissive for update to vierpoot_app using (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) with check ((programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (changed_by = ( SELECT app.person_id() AS person_id)));
grant insert (organisation_id, programme_id, settings, changed_by, asks_wishes) on match_settings to vierpoot_app;
grant select on match_settings to vierpoot_app;
grant update (settings, changed_by, changed_at, asks_wishes) on match_settings to vierpoot_app;

-- A coach suggested to a coachee in a published round; no numbers (C23, C27). Readable by that coachee; by the coordinators too, but for those who share a personal wish (C26).
create table match_suggestions (
  organisation_id uuid not null,
  round_id uuid not null,
  programme_id uuid not null,
  coachee_id uuid not null,
  coach_id uuid not null,
  place integer not null,
  why text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, round_id, coachee_id, coach_id),
  FOREIGN KEY (organisation_id, coach_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, coachee_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, programme_id) REFERENCES programmes(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, round_id) REFERENCES match_rounds(organisation_id, id) ON DELETE CASCADE,
  CHECK (((place >= 0) AND (place <= 9))),
  CHECK ((why = ANY (ARRAY['fit'::text, 'different'::text, 'pinned'::text, 'swapped'::text, 'wish'::text])))
);
CREATE INDEX match_suggestions_organisation_id_coach_id_idx ON public.match_suggestions USING btree (organisation_id, coach_id);
CREATE INDEX match_suggestions_organisation_id_coachee_id_idx ON public.match_suggestions USING btree (organisation_id, coachee_id);
CREATE INDEX match_suggestions_organisation_id_programme_id_idx ON public.match_suggestions USING btree (organisation_id, programme_id);
create policy insert_coordinated on match_suggestions as permissive for insert to vierpoot_app with check ((round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[])) AND (programme_id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) AND (coachee_id = ANY (( SELECT app.members_coordinated('coachee'::text) AS members_coordinated)::uuid[])) AND (coach_id = ANY (( SELECT app.members_coordinated('coach'::text) AS members_coordinated)::uuid[])) AND (why <> 'wish'::text));
create policy owner_reads on match_suggestions as permissive for all to owner using true with check true;
create policy select_coordinated on match_suggestions as permissive for select to vierpoot_app using ((round_id = ANY (( SELECT app.rounds_coordinated() AS rounds_coordinated)::uuid[])) AND (why <> 'wish'::text));
create policy select_own on match_suggestions as permissive for select to vierpoot_app using ((coachee_id = ( SELECT app.person_id() AS person_id)) AND (round_id = ANY (( SELECT app.rounds_published() AS rounds_published)::uuid[])));
create policy tenant on match_suggestions as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why) on match_suggestions to vierpoot_app;
grant select on match_suggestions to vierpoot_app;

-- A personal trait volunteered for the match, sealed, with a keyed mark to compare by (C26). Owned by the person; gone 30 days after the match.
create table match_wishes (
  organisation_id uuid not null,
  profile_id uuid not null,
  mark bytea not null,
  place integer not null,
  body bytea not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, profile_id, mark),
  FOREIGN KEY (organisation_id, profile_id) REFERENCES match_profiles(organisation_id, id) ON DELETE CASCADE,
  CHECK (((place >= 0) AND (place <= 4))),
  CHECK ((length(mark) = 32))
);
create policy owner_reads on match_wishes as permissive for all to owner using true with check true;
create policy tenant on match_wishes as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));

-- At least two ways of meeting the coach puts forward and the coachee's answer (C21), sealed. Readable by both.
create table meeting_offers (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  offered_by uuid not null,
  ways bytea not null,
  offered_at timestamp with time zone not null default now(),
  answer bytea,
  answered_at timestamp with time zone,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, offered_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((answer IS NULL) = (answered_at IS NULL)))
);
CREATE INDEX meeting_offers_organisation_id_offered_by_idx ON public.meeting_offers USING btree (organisation_id, offered_by);
CREATE INDEX meeting_offers_organisation_id_relationship_id_offered_at_idx ON public.meeting_offers USING btree (organisation_id, relationship_id, offered_at);
create policy insert_coach on meeting_offers as permissive for insert to vierpoot_app with check ((offered_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.coaching() AS coaching)::uuid[])));
create policy owner_reads on meeting_offers as permissive for all to owner using true with check true;
create policy select_party on meeting_offers as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on meeting_offers as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_coachee on meeting_offers as permissive for update to vierpoot_app using ((answered_at IS NULL) AND (relationship_id = ANY (( SELECT app.coached() AS coached)::uuid[]))) with check ((answered_at = now()) AND (relationship_id = ANY (( SELECT app.coached() AS coached)::uuid[])));
grant insert (organisation_id, id, relationship_id, offered_by, ways) on meeting_offers to vierpoot_app;
grant select on meeting_offers to vierpoot_app;
grant update (answer, answered_at) on meeting_offers to vierpoot_app;

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
CREATE TRIGGER leave_rounds AFTER DELETE ON public.memberships REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION app.leave_rounds();
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

-- What a shared note said before its author changed it, sealed as it stood in notes. Written by the database; readable by whoever reads the note.
create table note_versions (
  organisation_id uuid not null,
  note_id uuid not null,
  relationship_id uuid not null,
  number integer not null,
  body bytea not null,
  replaced_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, note_id, number),
  FOREIGN KEY (organisation_id, relationship_id, note_id) REFERENCES notes(organisation_id, relationship_id, id) ON DELETE CASCADE,
  CHECK ((number > 0))
);
CREATE INDEX note_versions_organisation_id_relationship_id_note_id_idx ON public.note_versions USING btree (organisation_id, relationship_id, note_id);
create policy owner_reads on note_versions as permissive for all to owner using true with check true;
create policy select_seen on note_versions as permissive for select to vierpoot_app using ((relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])) AND app.may_see_note(note_id));
create policy tenant on note_versions as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant select on note_versions to vierpoot_app;

-- What somebody writes before, during or between talks, sealed. Private unless its author shares it (C17). Owned by its author.
create table notes (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  person_id uuid not null,
  kind text not null,
  is_shared boolean not null default false,
  body bytea not null,
  written_at timestamp with time zone not null default now(),
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  UNIQUE (organisation_id, relationship_id, id),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE CASCADE,
  CHECK (((kind <> 'preparation'::text) OR (NOT is_shared))),
  CHECK ((kind = ANY (ARRAY['preparation'::text, 'note'::text, 'moment'::text])))
);
CREATE INDEX notes_deleted_at_idx ON public.notes USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX notes_organisation_id_person_id_idx ON public.notes USING btree (organisation_id, person_id);
CREATE INDEX notes_organisation_id_relationship_id_conversation_id_idx ON public.notes USING btree (organisation_id, relationship_id, conversation_id);
CREATE INDEX notes_organisation_id_relationship_id_written_at_idx ON public.notes USING btree (organisation_id, relationship_id, written_at);
CREATE TRIGGER keep_version AFTER UPDATE OF body, is_shared ON public.notes FOR EACH ROW WHEN ((old.is_shared AND ((old.body IS DISTINCT FROM new.body) OR (NOT new.is_shared)))) EXECUTE FUNCTION app.keep_version();
create policy insert_own on notes as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on notes as permissive for all to owner using true with check true;
create policy select_own on notes as permissive for select to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND ((deleted_at IS NULL) OR (deleted_at > (now() - '00:00:30'::interval))) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy select_shared on notes as permissive for select to vierpoot_app using (is_shared AND (deleted_at IS NULL) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
create policy tenant on notes as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_own on notes as permissive for update to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND ((deleted_at IS NULL) OR (deleted_at > (now() - '00:00:30'::interval))) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]))) with check ((person_id = ( SELECT app.person_id() AS person_id)) AND ((deleted_at IS NULL) OR (deleted_at <= now())) AND (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[])));
grant insert (organisation_id, id, relationship_id, conversation_id, person_id, kind, is_shared, body) on notes to vierpoot_app;
grant select on notes to vierpoot_app;
grant update (conversation_id, is_shared, body, edited_at, deleted_at) on notes to vierpoot_app;

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

-- A version of an entry that an organisation wrote for its toolkit. Only added to: a change or an archiving is a new version. Readable by everybody of the organisation.
create table own_tools (
  organisation_id uuid not null,
  slug text not null,
  number integer not null,
  facts jsonb not null,
  nl text,
  en text,
  is_archived boolean not null default false,
  written_by uuid,
  written_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, slug, number),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, written_by) REFERENCES people(organisation_id, id) ON DELETE SET NULL (written_by),
  CHECK (((jsonb_typeof(facts) = 'object'::text) AND (length((facts)::text) <= 20000))),
  CHECK (((length(en) >= 1) AND (length(en) <= 40000))),
  CHECK (((length(nl) >= 1) AND (length(nl) <= 40000))),
  CHECK (((nl IS NOT NULL) OR (en IS NOT NULL))),
  CHECK (((number >= 1) AND (number <= 100000))),
  CHECK ((slug ~ '^own-[a-z0-9-]{1,54}$'::text))
);
CREATE INDEX own_tools_organisation_id_written_by_idx ON public.own_tools USING btree (organisation_id, written_by);
create policy insert_writers on own_tools as permissive for insert to vierpoot_app with check ((written_by = ( SELECT app.person_id() AS person_id)) AND ( SELECT app.may_write_tools() AS may_write_tools));
create policy owner_reads on own_tools as permissive for all to owner using true with check true;
create policy select_here on own_tools as permissive for select to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy tenant on own_tools as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, slug, number, facts, nl, en, is_archived, written_by) on own_tools to vierpoot_app;
grant select on own_tools to vierpoot_app;

-- How often a pair talks, and until when it put off its agreement (C15, C33). Owned by both.
create table pair_rhythms (
  organisation_id uuid not null,
  relationship_id uuid not null,
  rhythm_days integer,
  agreement_postponed_until date,
  PRIMARY KEY (organisation_id, relationship_id),
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  CHECK (((rhythm_days >= 7) AND (rhythm_days <= 190)))
);
create policy insert_party on pair_rhythms as permissive for insert to vierpoot_app with check (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[]));
create policy owner_reads on pair_rhythms as permissive for all to owner using true with check true;
create policy select_party on pair_rhythms as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on pair_rhythms as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_party on pair_rhythms as permissive for update to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])) with check (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[]));
grant insert (organisation_id, relationship_id, rhythm_days, agreement_postponed_until) on pair_rhythms to vierpoot_app;
grant select on pair_rhythms to vierpoot_app;
grant update (rhythm_days, agreement_postponed_until) on pair_rhythms to vierpoot_app;

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
create policy select_coordinated on people as permissive for select to vierpoot_app using ((id IN ( SELECT unnest(app.people_coordinated()) AS unnest)) OR ( SELECT app.is_administrator() AS is_administrator));
create policy select_counterpart on people as permissive for select to vierpoot_app using (id = ANY (( SELECT app.counterparts() AS counterparts)::uuid[]));
create policy select_own on people as permissive for select to vierpoot_app using (id = ( SELECT app.person_id() AS person_id));
create policy select_suggested on people as permissive for select to vierpoot_app using (id = ANY (( SELECT app.coaches_suggested() AS coaches_suggested)::uuid[]));
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
  rhythm_days integer,
  agreement_template jsonb not null default '{}'::jsonb,
  conversation_elements jsonb not null default '{}'::jsonb,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK (((mirror_days >= 3) AND (mirror_days <= 90))),
  CHECK (((need_interval_days >= 14) AND (need_interval_days <= 365))),
  CHECK (((rhythm_days >= 7) AND (rhythm_days <= 190))),
  CHECK ((jsonb_typeof(agreement_template) = 'object'::text)),
  CHECK ((jsonb_typeof(conversation_elements) = 'object'::text)),
  CHECK ((world = ANY (ARRAY['education'::text, 'work'::text])))
);
create policy owner_reads on programmes as permissive for all to owner using true with check true;
create policy select_joined on programmes as permissive for select to vierpoot_app using ((id = ANY (( SELECT app.programmes_joined() AS programmes_joined)::uuid[])) OR ( SELECT app.is_administrator() AS is_administrator));
create policy system_acts on programmes as permissive for all to vierpoot_system using true with check true;
create policy tenant on programmes as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
create policy update_coordinated on programmes as permissive for update to vierpoot_app using (id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[])) with check (id = ANY (( SELECT app.programmes_coordinated() AS programmes_coordinated)::uuid[]));
grant select on programmes to vierpoot_app;
grant update (name, world, mirror_days, need_interval_days, rhythm_days, agreement_template, conversation_elements) on programmes to vierpoot_app;
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
grant select (organisation_id, id, person_id, hat, device, created_at, authenticated_at, last_seen_at, idle_minutes, expires_at, ended_at) on sessions to vierpoot_app;
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
CREATE INDEX system_acts_at_idx ON public.system_acts USING brin (at);
create policy owner_sweeps on system_acts as permissive for all to owner using (at < (now() - '30 days'::interval));
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

-- A tool that was taken to a talk, helped, or was left for now. Only added to: the last line of a tool counts. Owned by both.
create table tool_uses (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  conversation_id uuid,
  tool text not null,
  state text not null,
  noted_by uuid not null,
  noted_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, noted_by) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id) REFERENCES relationships(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE SET NULL (conversation_id),
  CHECK ((state = ANY (ARRAY['planned'::text, 'helped'::text, 'not-now'::text]))),
  CHECK ((tool ~ '^[a-z0-9-]{1,60}$'::text))
);
CREATE INDEX tool_uses_organisation_id_noted_by_idx ON public.tool_uses USING btree (organisation_id, noted_by);
CREATE INDEX tool_uses_organisation_id_relationship_id_conversation_id_idx ON public.tool_uses USING btree (organisation_id, relationship_id, conversation_id);
create policy insert_party on tool_uses as permissive for insert to vierpoot_app with check ((noted_by = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on tool_uses as permissive for all to owner using true with check true;
create policy select_party on tool_uses as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on tool_uses as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant insert (organisation_id, id, relationship_id, conversation_id, tool, state, noted_by) on tool_uses to vierpoot_app;
grant select on tool_uses to vierpoot_app;

-- What one of the two wants to talk about and how they would like the other to be there, sealed. Readable by both.
create table topics (
  organisation_id uuid not null,
  id uuid not null,
  relationship_id uuid not null,
  conversation_id uuid not null,
  person_id uuid not null,
  body bytea not null,
  wish text not null,
  written_at timestamp with time zone not null default now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, relationship_id, conversation_id) REFERENCES conversations(organisation_id, relationship_id, id) ON DELETE CASCADE,
  CHECK ((wish = ANY (ARRAY['listen'::text, 'ask'::text, 'think-along'::text, 'advise'::text])))
);
CREATE INDEX topics_organisation_id_person_id_idx ON public.topics USING btree (organisation_id, person_id);
CREATE INDEX topics_organisation_id_relationship_id_conversation_id_idx ON public.topics USING btree (organisation_id, relationship_id, conversation_id);
create policy delete_own on topics as permissive for delete to vierpoot_app using ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy insert_own on topics as permissive for insert to vierpoot_app with check ((person_id = ( SELECT app.person_id() AS person_id)) AND (relationship_id = ANY (( SELECT app.pairs_at_work() AS pairs_at_work)::uuid[])));
create policy owner_reads on topics as permissive for all to owner using true with check true;
create policy select_party on topics as permissive for select to vierpoot_app using (relationship_id = ANY (( SELECT app.pairs_in_view() AS pairs_in_view)::uuid[]));
create policy tenant on topics as restrictive for all to vierpoot_app using (organisation_id = ( SELECT app.organisation_id() AS organisation_id));
grant delete on topics to vierpoot_app;
grant insert (organisation_id, id, relationship_id, conversation_id, person_id, body, wish) on topics to vierpoot_app;
grant select on topics to vierpoot_app;

CREATE OR REPLACE FUNCTION app.agreement_in_force(organisation uuid, relationship uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select s.agreement_id from agreement_signatures s
    join relationships r on r.organisation_id = s.organisation_id and r.id = s.relationship_id and r.status = 'active'
    where s.organisation_id = organisation and s.relationship_id = relationship
    group by s.agreement_id having count(*) = 2 order by max(s.signed_at) desc, s.agreement_id desc limit 1);
end $function$
;
grant execute on function app.agreement_in_force(uuid,uuid) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.answer_proposal(relationship uuid, accepts boolean)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare pair relationships; me uuid := app.person_id(); is_news boolean; asked match_asks; other match_asks;
begin
  select * into pair from relationships r
   where r.organisation_id = app.organisation_id() and me in (r.coach_id, r.coachee_id) and r.id = relationship;
  if pair.id is null then return null; end if;
  perform app.hold_in_match(pair.programme_id, 'coachee', pair.coachee_id);
  perform app.hold_in_match(pair.programme_id, 'coach', pair.coach_id);
  select * into asked from match_asks a where a.organisation_id = pair.organisation_id and a.relationship_id = pair.id
    and a.outcome is null for update;
  select * into pair from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id
    and r.status = 'proposed' for update;
  if pair.id is null then return null; end if;
  if accepts and not exists (select from coach_declarations d
    where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id) then return 'undeclared'; end if;
  if accepts and asked.relationship_id is not null and not app.has_place(asked.organisation_id, asked.round_id, asked.coach_id) then
    perform app.end_ask(asked.organisation_id, asked.relationship_id, 'full');
    return 'full';
  end if;
  is_news := (select jsonb_build_object('contact', d.evaluator_contact, 'roles', d.roles) from coach_declarations d
      where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id order by declared_at desc, id desc limit 1)
    is distinct from coalesce((select jsonb_build_object('contact', d.evaluator_contact, 'roles', d.roles) from coach_declarations d
      where d.organisation_id = pair.organisation_id and d.relationship_id = pair.id and d.declared_at <= pair.coachee_accepted_at
      order by declared_at desc, id desc limit 1), asked.shown);
  update relationships r set
    coach_accepted_at = case when me <> r.coach_id then r.coach_accepted_at when accepts then coalesce(r.coach_accepted_at, now()) end,
    coachee_accepted_at = case when accepts and me = r.coachee_id then now() when accepts and is_news then null else r.coachee_accepted_at end,
    status = case when accepts then r.status else 'declined' end
   where r.organisation_id = pair.organisation_id and r.id = pair.id;
  update relationships r set status = 'active', started_at = now()
   where r.organisation_id = pair.organisation_id and r.id = pair.id and r.status = 'proposed'
     and r.coach_accepted_at is not null and r.coachee_accepted_at is not null;
  select * into pair from relationships r where r.organisation_id = pair.organisation_id and r.id = pair.id;
  update match_asks a set outcome = case pair.status when 'active' then 'accepted' when 'declined' then 'declined' end
   where a.organisation_id = pair.organisation_id and a.relationship_id = pair.id and a.outcome is null;
  if pair.status = 'active' then
    for other in select a.* from match_asks a
      join match_rounds m on m.organisation_id = a.organisation_id and m.id = a.round_id and m.programme_id = pair.programme_id
     where a.organisation_id = pair.organisation_id and a.outcome is null and (a.coachee_id = pair.coachee_id
       or a.coach_id = pair.coach_id and not app.has_place(a.organisation_id, a.round_id, a.coach_id)) order by a.relationship_id loop
      perform app.end_ask(other.organisation_id, other.relationship_id,
        case when other.coachee_id = pair.coachee_id then 'withdrawn' else 'full' end);
    end loop;
  end if;
  return pair.status;
end $function$
;
grant execute on function app.answer_proposal(uuid,boolean) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.apply_import(import uuid, lines jsonb)
 RETURNS TABLE(taken_in uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare held imports := app.hold_import(import); coming jsonb; people_made uuid[]; memberships_made uuid[];
  profiles_made uuid[]; are_many boolean := jsonb_array_length(lines) >= 300;
begin
  if held.id is null then raise exception 'no such import' using errcode = '42501'; end if;
  if held.applied_at is not null then return; end if;
  if jsonb_array_length(lines) > 5000 then raise exception 'an import takes 5000 lines at most' using errcode = '22023'; end if;
  if exists (select from jsonb_array_elements(lines) l where coalesce(l ->> 'role', '') not in ('coach', 'coachee')) then
    raise exception 'an import gives no role of authority' using errcode = '42501';
  end if;
  select coalesce(jsonb_agg(to_jsonb(l)), '[]') into coming from (
    select distinct on (l.email) l.*, a.person_id as known
      from jsonb_to_recordset(lines) as l (person uuid, membership uuid, profile uuid, name text, email text, role text, language text,
        answers jsonb, background jsonb, hands_in boolean)
      left join accounts a on a.organisation_id = held.organisation_id and a.email = l.email
     where not exists (select from memberships m
       where m.organisation_id = held.organisation_id and m.programme_id = held.programme_id and m.person_id = a.person_id)
     order by l.email, l.person) l;
  insert into people (organisation_id, id, name, language)
    select held.organisation_id, c.person, c.name, c.language
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, name text, language text) where c.known is null;
  if are_many then analyze people; end if;
  insert into accounts (organisation_id, person_id, email)
    select held.organisation_id, c.person, c.email
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, email text) where c.known is null;
  insert into memberships (organisation_id, id, person_id, programme_id, role)
    select held.organisation_id, c.membership, coalesce(c.known, c.person), held.programme_id, c.role
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, membership uuid, role text);
  insert into match_profiles (organisation_id, id, programme_id, person_id, role, answers, handed_in_at)
    select held.organisation_id, c.profile, held.programme_id, coalesce(c.known, c.person), c.role, c.answers, case when c.hands_in then now() end
      from jsonb_to_recordset(coming) as c (person uuid, known uuid, profile uuid, role text, answers jsonb, hands_in boolean)
     where c.profile is not null on conflict do nothing;
  if are_many then analyze accounts, memberships, match_profiles; end if;
  insert into match_backgrounds (organisation_id, profile_id, answers)
    select held.organisation_id, c.profile, coalesce(c.background, '{}')
      from jsonb_to_recordset(coming) as c (profile uuid, background jsonb)
      join match_profiles p on p.organisation_id = held.organisation_id and p.id = c.profile;
  if are_many then analyze match_backgrounds; end if;
  select coalesce(array_agg(c.person) filter (where c.known is null), '{}'), coalesce(array_agg(c.membership), '{}'),
      coalesce(array_agg(c.profile) filter (where c.profile is not null), '{}')
    into people_made, memberships_made, profiles_made
    from jsonb_to_recordset(coming) as c (person uuid, known uuid, membership uuid, profile uuid);
  update imports set sheet = '', applied_at = now(), made_people = people_made, made_memberships = memberships_made, made_profiles = profiles_made
    where organisation_id = held.organisation_id and id = held.id;
  return query select coalesce(c.known, c.person) from jsonb_to_recordset(coming) as c (person uuid, known uuid);
end $function$
;
grant execute on function app.apply_import(uuid,jsonb) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.are_of_programme(programme uuid, coachee uuid, coach uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select app.person_id() in (coachee, coach) or programme = any (app.programmes_coordinated()))
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coach and role = 'coach')
    and exists (select from memberships where organisation_id = app.organisation_id()
      and programme_id = programme and person_id = coachee and role = 'coachee');
end $function$
;
grant execute on function app.are_of_programme(uuid,uuid,uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.ask_next(organisation uuid, round uuid, coachee uuid)
 RETURNS TABLE(told_id uuid, news text, about_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare programme uuid; wish match_choices; standing match_asks; wanted uuid; pair uuid; said match_profiles;
begin
  select r.programme_id into programme from match_rounds r
   where r.organisation_id = organisation and r.id = round and r.status in ('published', 'closed');
  if programme is null then return; end if;
  perform app.hold_in_match(programme, 'coachee', coachee);
  select * into wish from match_choices c where c.organisation_id = organisation and c.round_id = round and c.coachee_id = coachee;
  if wish.round_id is null or exists (select from relationships r where r.organisation_id = organisation and r.programme_id = programme
    and r.coachee_id = coachee and r.status = 'active') then return; end if;
  select * into standing from match_asks a where a.organisation_id = organisation and a.round_id = round and a.coachee_id = coachee
    and a.outcome is null;
  for wanted in select w from unnest(wish.coach_ids) with ordinality as list (w, place) order by place loop
    if standing.coach_id = wanted then return; end if;
    continue when not app.may_ask(organisation, round, coachee, wanted);
    perform app.end_ask(organisation, standing.relationship_id, 'withdrawn');
    pair := gen_random_uuid();
    select * into said from match_profiles p where p.organisation_id = organisation and p.programme_id = programme
      and p.person_id = wanted and p.role = 'coach' and p.answers ->> 'evaluatorContact' is not null;
    insert into relationships (organisation_id, id, programme_id, coach_id, coachee_id, coachee_accepted_at)
      values (organisation, pair, programme, wanted, coachee,
        case when said.declared_at <= wish.chosen_at then now() end); -- rule C14: yes to what stood on the card
    if said.by_own_hand then -- rule C14: a file declares nothing
      insert into coach_declarations (organisation_id, id, relationship_id, evaluator_contact, roles)
        values (organisation, gen_random_uuid(), pair, said.answers ->> 'evaluatorContact',
          array(select jsonb_array_elements_text(said.answers -> 'roles')));
    end if;
    insert into match_asks (organisation_id, relationship_id, round_id, coachee_id, coach_id, shown)
      values (organisation, pair, round, coachee, wanted, case when said.id is not null then
        jsonb_build_object('contact', said.answers -> 'evaluatorContact', 'roles', said.answers -> 'roles') end);
    update match_choices c set told_at = null where c.organisation_id = organisation and c.round_id = round and c.coachee_id = coachee;
    return query select wanted, 'asked', pair;
    return;
  end loop;
  perform app.end_ask(organisation, standing.relationship_id, 'withdrawn');
  update match_choices c set told_at = now() where c.organisation_id = organisation and c.round_id = round and c.coachee_id = coachee
    and (c.told_at is null or c.told_at < c.chosen_at);
  if not found then return; end if;
  return query
    select coachee, 'nobody-left', programme where wish.instead is null
    union all select m.person_id, 'wants-talk', programme from memberships m
     where m.organisation_id = organisation and m.programme_id = programme and m.role = 'coordinator';
end $function$
;
grant execute on function app.ask_next(uuid,uuid,uuid) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.asks_of(round uuid)
 RETURNS TABLE(relationship_id uuid, coachee_id uuid, coach_id uuid, asked_at timestamp with time zone, outcome text, reason bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select a.relationship_id, a.coachee_id, a.coach_id, a.asked_at, a.outcome, a.reason from match_asks a
   where a.organisation_id = app.organisation_id() and a.round_id = round and round = any (app.rounds_coordinated()) order by a.asked_at;
end $function$
;
grant execute on function app.asks_of(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.asks_to_follow(organisation uuid, relationship uuid)
 RETURNS TABLE(round_id uuid, coachee_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select distinct a.round_id, a.coachee_id from relationships this
    join match_asks a on a.organisation_id = this.organisation_id
      and (a.relationship_id = this.id or a.coach_id = this.coach_id and a.outcome = 'full')
    join match_rounds m on m.organisation_id = a.organisation_id and m.id = a.round_id and m.programme_id = this.programme_id
   where this.organisation_id = organisation and this.id = relationship and a.outcome in ('declined', 'silent', 'full')
     and not exists (select from match_asks b where b.organisation_id = a.organisation_id and b.round_id = a.round_id
       and b.coachee_id = a.coachee_id and b.outcome = 'accepted' and b.asked_at >= (select c.chosen_at from match_choices c
         where c.organisation_id = a.organisation_id and c.round_id = a.round_id and c.coachee_id = a.coachee_id));
end $function$
;
grant execute on function app.asks_to_follow(uuid,uuid) to vierpoot_system;

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

CREATE OR REPLACE FUNCTION app.both_looked_back(conversation uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select count(*) = 2 from look_backs where organisation_id = app.organisation_id() and conversation_id = conversation
    and relationship_id = any (app.pairs_in_view()));
end $function$
;
grant execute on function app.both_looked_back(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.both_noted(relationship uuid, noted bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select count(*) = 2 and bool_or(person_id = app.person_id()) from common_ground
    where organisation_id = app.organisation_id() and relationship_id = relationship and mark = noted
      and relationship_id = any (app.pairs_in_view()));
end $function$
;
grant execute on function app.both_noted(uuid,bytea) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.change_hat(new_hat text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  if live.id is null or new_hat is null or new_hat not in ('coach', 'evaluator', 'manager') then return false; end if;
  if live.hat = new_hat then return true; end if;
  if new_hat <> 'coach' and not exists (select from relationships where organisation_id = live.organisation_id
    and coach_id = live.person_id and status = 'active' and new_hat = any (app.declared_roles(id))) then return false; end if;
  insert into hat_changes (organisation_id, relationship_id, at, person_id, hat)
    select live.organisation_id, r.id, clock_timestamp(), live.person_id, new_hat from relationships r
     where r.organisation_id = live.organisation_id and r.coach_id = live.person_id and r.status = 'active'
       and app.declared_roles(r.id) && array[live.hat, new_hat]
    on conflict do nothing;
  update sessions set hat = new_hat where organisation_id = live.organisation_id and id = live.id;
  return true;
end $function$
;
grant execute on function app.change_hat(text) to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.coaches_suggested()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select coach_id from match_suggestions
  where organisation_id = app.organisation_id() and coachee_id = app.person_id() and round_id = any (app.rounds_published())); end $function$
;
grant execute on function app.coaches_suggested() to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.declared_roles(relationship uuid)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return coalesce((select roles from coach_declarations where organisation_id = app.organisation_id() and relationship_id = relationship
    and relationship_id = any (app.pairs_as_party()) order by declared_at desc, id desc limit 1), '{}');
end $function$
;
grant execute on function app.declared_roles(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.digest_facts(organisation uuid, person uuid)
 RETURNS TABLE(talk_at timestamp with time zone[], open_actions bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;
grant execute on function app.digest_facts(uuid,uuid) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.end_ask(organisation uuid, relationship uuid, as_outcome text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update match_asks a set outcome = as_outcome where a.organisation_id = organisation and a.relationship_id = relationship and a.outcome is null;
  update relationships r set status = 'declined' where r.organisation_id = organisation and r.id = relationship and r.status = 'proposed';
end $function$
;

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

CREATE OR REPLACE FUNCTION app.feed_talks(hash bytea)
 RETURNS TABLE(language text, time_zone text, id uuid, starts_at timestamp with time zone, minutes integer, changes integer, relationship_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select p.language, p.time_zone, c.id, c.starts_at, c.minutes, c.changes, c.relationship_id
    from calendar_feeds f
    join people p on p.organisation_id = f.organisation_id and p.id = f.person_id
    left join relationships r on r.organisation_id = f.organisation_id and f.person_id in (r.coach_id, r.coachee_id) and r.status = 'active'
    left join conversations c on c.organisation_id = r.organisation_id and c.relationship_id = r.id
      and c.state in ('planned', 'held') and c.starts_at > now() - interval '1 year'
   where f.token_hash = hash order by c.starts_at;
end $function$
;
grant execute on function app.feed_talks(bytea) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.follow_silence(moment timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, person_id uuid, relationship_id uuid, news text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare one match_asks;
begin
  for one in select a.* from match_asks a join relationships r on r.organisation_id = a.organisation_id and r.id = a.relationship_id
     where a.outcome is null and r.coach_accepted_at is null and a.asked_at <= moment - interval '10 days'
       and (a.reminded_at is null or a.reminded_at <= moment - interval '4 days') for update of a skip locked loop
    if one.reminded_at is null then
      update match_asks a set reminded_at = moment where a.organisation_id = one.organisation_id and a.relationship_id = one.relationship_id;
    else
      perform app.end_ask(one.organisation_id, one.relationship_id, 'silent');
    end if;
    return query select one.organisation_id, one.coach_id, one.relationship_id,
      case when one.reminded_at is null then 'remind' else 'silent' end;
  end loop;
  return query update match_asks a set nudged_at = moment from relationships r
     where r.organisation_id = a.organisation_id and r.id = a.relationship_id and a.outcome is null and a.nudged_at is null
       and r.coach_accepted_at <= moment - interval '10 days' and r.coachee_accepted_at is null
    returning a.organisation_id, a.coachee_id, a.relationship_id, 'nudge'::text;
end $function$
;
grant execute on function app.follow_silence(timestamp with time zone) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.forget_what_is_over()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  delete from system_acts where at < now() - interval '30 days';
  delete from invitations where coalesce(accepted_at, revoked_at, expires_at) < now() - interval '12 months';
  delete from imports where applied_at is null and created_at < now() - interval '24 hours';
  update imports set made_people = '{}', made_memberships = '{}', made_profiles = '{}'
    where applied_at < now() - interval '24 hours' and undone_at is null and cardinality(made_memberships) > 0;
end $function$
;
grant execute on function app.forget_what_is_over() to vierpoot_system;

CREATE OR REPLACE FUNCTION app.has_place(organisation uuid, round uuid, coach uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return coalesce((select p.capacity > (select count(*) from relationships r
      where r.organisation_id = organisation and r.programme_id = m.programme_id and r.coach_id = coach
        and r.status = 'active' and r.created_at > p.counted_at)
    from match_participants p join match_rounds m on m.organisation_id = p.organisation_id and m.id = p.round_id
   where p.organisation_id = organisation and p.round_id = round and p.person_id = coach and p.role = 'coach'), false);
end $function$
;

CREATE OR REPLACE FUNCTION app.hold_import(import uuid)
 RETURNS imports
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare held imports;
begin
  select * into held from imports where organisation_id = app.organisation_id() and id = import
    and programme_id = any (app.programmes_coordinated()) for update;
  return held;
end $function$
;

CREATE OR REPLACE FUNCTION app.hold_in_match(programme uuid, side text, person uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select pg_advisory_xact_lock(hashtextextended('match ' || side || programme::text || person::text, 0)) $function$
;

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

CREATE OR REPLACE FUNCTION app.imports_of(programme uuid)
 RETURNS TABLE(id uuid, sheet text, columns jsonb, people integer, members integer, kept integer, created_at timestamp with time zone, applied_at timestamp with time zone, undone_at timestamp with time zone, may_undo boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select i.id, i.sheet, i.columns, cardinality(i.made_people), cardinality(i.made_memberships), i.kept, i.created_at, i.applied_at,
      i.undone_at, i.applied_at > now() - interval '24 hours' and i.undone_at is null
    from imports i where i.organisation_id = app.organisation_id() and i.programme_id = programme
      and programme = any (app.programmes_coordinated()) order by i.created_at desc, i.id;
end $function$
;
grant execute on function app.imports_of(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.is_action_open(organisation uuid, action uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from actions a
    join relationships r on r.organisation_id = a.organisation_id and r.id = a.relationship_id and r.status = 'active'
    where a.organisation_id = organisation and a.id = action and a.done_at is null and a.let_go_at is null);
end $function$
;
grant execute on function app.is_action_open(uuid,uuid) to vierpoot_system;

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

CREATE OR REPLACE FUNCTION app.is_agreed(relationship uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from agreement_signatures where organisation_id = app.organisation_id() and relationship_id = relationship
    and relationship = any (app.pairs_in_view()) group by agreement_id having count(*) = 2);
end $function$
;
grant execute on function app.is_agreed(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.is_asked(relationship uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from match_asks a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and app.person_id() in (a.coach_id, a.coachee_id) and a.outcome is null);
end $function$
;
grant execute on function app.is_asked(uuid) to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.keep_import(new_id uuid, programme uuid, new_sheet text, new_columns jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not (programme = any (app.programmes_coordinated())) then return false; end if;
  insert into imports (organisation_id, id, programme_id, created_by, sheet, columns)
    values (app.organisation_id(), new_id, programme, app.person_id(), new_sheet, new_columns)
    on conflict do nothing;
  return true;
end $function$
;
grant execute on function app.keep_import(uuid,uuid,text,jsonb) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into note_versions (organisation_id, note_id, relationship_id, number, body)
    select old.organisation_id, old.id, old.relationship_id, coalesce(max(number), 0) + 1, old.body
    from note_versions where organisation_id = old.organisation_id and note_id = old.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION app.keep_wishes(programme uuid, as_role text, marks bytea[], bodies bytea[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare own match_profiles; is_asked boolean;
begin
  select * into own from match_profiles p where p.organisation_id = app.organisation_id() and p.person_id = app.person_id()
    and p.programme_id = programme and p.role = as_role for update;
  if own.id is null or cardinality(marks) is distinct from cardinality(bodies) or cardinality(marks) > 5 then return false; end if;
  is_asked := exists (select from match_settings s
    where s.organisation_id = own.organisation_id and s.programme_id = programme and s.asks_wishes);
  if not is_asked and cardinality(marks) > 0 then return false; end if;
  delete from match_wishes w where w.organisation_id = own.organisation_id and w.profile_id = own.id and not w.mark = any (marks);
  insert into match_wishes (organisation_id, profile_id, mark, place, body)
    select own.organisation_id, own.id, list.mark, list.place - 1, list.body from unnest(marks, bodies) with ordinality as list (mark, body, place)
    on conflict (organisation_id, profile_id, mark) do update set place = excluded.place, body = excluded.body;
  delete from match_suggestions s where s.organisation_id = own.organisation_id and s.programme_id = programme and s.why = 'wish'
    and own.person_id = case as_role when 'coachee' then s.coachee_id else s.coach_id end
    and not app.share_first_wish(s.organisation_id, s.programme_id, s.coachee_id, s.coach_id);
  return true;
end $function$
;
grant execute on function app.keep_wishes(uuid,text,bytea[],bytea[]) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.leave_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into common_ground (organisation_id, id, relationship_id, person_id, mark, body, dropped_at)
    select old.organisation_id, gen_random_uuid(), old.relationship_id, old.person_id, sha256(uuid_send(gen_random_uuid())), '', now()
    from relationships r join people p on p.organisation_id = r.organisation_id and p.id = old.person_id
     where r.organisation_id = old.organisation_id and r.id = old.relationship_id; -- not when the pair or the person itself goes
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION app.leave_rounds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from gone g join match_rounds r on r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') where g.role in ('coach', 'coachee')) then return null; end if;
  delete from match_pins p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coach' and p.coach_id = g.person_id;
  delete from match_pins p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coachee' and p.coachee_id = g.person_id;
  delete from match_results p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coach' and p.coach_id = g.person_id;
  delete from match_results p using gone g, match_rounds r where r.organisation_id = g.organisation_id and r.programme_id = g.programme_id
    and r.status in ('draft', 'running', 'ready') and p.organisation_id = r.organisation_id and p.round_id = r.id
    and g.role = 'coachee' and p.coachee_id = g.person_id;
  with away as (delete from match_participants t using gone g, match_rounds r where r.organisation_id = g.organisation_id
    and r.programme_id = g.programme_id and r.status in ('draft', 'running', 'ready') and t.organisation_id = r.organisation_id
    and t.round_id = r.id and t.person_id = g.person_id and t.role = g.role returning t.organisation_id, t.round_id)
  update match_rounds r set status = 'draft', progress = null from away
   where r.organisation_id = away.organisation_id and r.id = away.round_id and r.status in ('running', 'ready');
  return null;
end $function$
;

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

CREATE OR REPLACE FUNCTION app.map_import(import uuid, new_columns jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare held imports := app.hold_import(import);
begin
  if held.id is null or held.applied_at is not null then return false; end if;
  update imports set columns = new_columns where organisation_id = held.organisation_id and id = held.id;
  return true;
end $function$
;
grant execute on function app.map_import(uuid,jsonb) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.may_ask(organisation uuid, round uuid, coachee uuid, coach uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare programme uuid := (select m.programme_id from match_rounds m where m.organisation_id = organisation and m.id = round);
begin
  return app.has_place(organisation, round, coach)
    and not exists (select from match_asks a where a.organisation_id = organisation and a.round_id = round
      and a.coachee_id = coachee and a.coach_id = coach and a.outcome in ('accepted', 'declined', 'silent', 'full'))
    and not exists (select from relationships r where r.organisation_id = organisation and r.programme_id = programme
      and r.coach_id = coach and r.coachee_id = coachee and r.status in ('proposed', 'active'))
    and not exists (select from match_bans b where b.organisation_id = organisation and b.programme_id = programme
      and b.coachee_id = coachee and b.coach_id = coach)
    and exists (select from memberships s where s.organisation_id = organisation and s.programme_id = programme
      and s.person_id = coach and s.role = 'coach');
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

CREATE OR REPLACE FUNCTION app.may_plan(relationship uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return relationship = any (app.pairs_at_work()) and (app.is_agreed(relationship)
    or not exists (select from conversations where organisation_id = app.organisation_id() and relationship_id = relationship
      and state in ('planned', 'held'))
    or exists (select from pair_rhythms where organisation_id = app.organisation_id() and relationship_id = relationship
      and agreement_postponed_until >= current_date));
end $function$
;
grant execute on function app.may_plan(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.may_see_note(note uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from notes where organisation_id = app.organisation_id() and id = note and deleted_at is null
    and relationship_id = any (app.pairs_in_view()) and (is_shared or person_id = app.person_id()));
end $function$
;
grant execute on function app.may_see_note(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.may_see_note_line(note uuid, viewer uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare pair uuid;
begin
  select relationship_id into pair from notes where organisation_id = app.organisation_id() and id = note;
  return exists (select from relationships where organisation_id = app.organisation_id() and id = any (app.pairs_in_view())
    and (id = pair or pair is null and viewer in (coach_id, coachee_id)));
end $function$
;
grant execute on function app.may_see_note_line(uuid,uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.may_stand(conversation uuid, relationship uuid, new_state text, new_hat text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare known conversations; is_coach boolean;
begin
  select * into known from conversations where organisation_id = app.organisation_id() and id = conversation
    and relationship_id = relationship and relationship_id = any (app.pairs_at_work());
  is_coach := exists (select from relationships where organisation_id = app.organisation_id() and id = relationship
    and coach_id = app.person_id());
  return coalesce((new_state not in ('planned', 'held') or known.state in ('planned', 'held') or app.may_plan(relationship))
    and (new_hat = coalesce(known.hat, 'coach')
      or is_coach and (new_hat = 'coach' or new_hat = any (app.declared_roles(relationship)))), false);
end $function$
;
grant execute on function app.may_stand(uuid,uuid,text,text) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.may_write_tools()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return exists (select from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role in ('coordinator', 'administrator')); end $function$
;
grant execute on function app.may_write_tools() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.members_coordinated(as_role text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select distinct person_id from memberships
  where organisation_id = app.organisation_id() and role = as_role and programme_id = any (app.programmes_coordinated())); end $function$
;
grant execute on function app.members_coordinated(text) to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.newest_agreement(relationship uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select a.id from agreements a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and relationship = any (app.pairs_in_view())
    and not exists (select from agreements b where b.organisation_id = a.organisation_id and b.relationship_id = a.relationship_id
      and b.based_on = a.id));
end $function$
;
grant execute on function app.newest_agreement(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.note_hat_of_talk()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if app.person_id() is null then return null; end if;
  insert into hat_changes (organisation_id, relationship_id, at, person_id, hat, conversation_id)
    values (new.organisation_id, new.relationship_id, clock_timestamp(), app.person_id(), new.hat, new.id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION app.noted_count(relationship uuid)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select count(*) from common_ground where organisation_id = app.organisation_id() and relationship_id = relationship
    and person_id = app.person_id() and relationship_id = any (app.pairs_in_view()));
end $function$
;
grant execute on function app.noted_count(uuid) to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.own_profiles()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select id from match_profiles where organisation_id = app.organisation_id() and person_id = app.person_id()); end $function$
;
grant execute on function app.own_profiles() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.own_wishes(programme uuid, as_role text)
 RETURNS TABLE(mark bytea, body bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select w.mark, w.body from match_wishes w
    join match_profiles p on p.organisation_id = w.organisation_id and p.id = w.profile_id
   where w.organisation_id = app.organisation_id() and p.person_id = app.person_id() and p.programme_id = programme and p.role = as_role
   order by w.place, w.mark;
end $function$
;
grant execute on function app.own_wishes(uuid,text) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.pairs_as_party()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and live.person_id in (coach_id, coachee_id) and status <> 'declined');
end $function$
;
grant execute on function app.pairs_as_party() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.pairs_at_work()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(select id from relationships where organisation_id = live.organisation_id and status = 'active'
    and (coachee_id = live.person_id or coach_id = live.person_id and live.hat = 'coach'));
end $function$
;
grant execute on function app.pairs_at_work() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.pairs_evaluated()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  if live.hat is null or live.hat = 'coach' then return '{}'; end if;
  return array(select r.id from relationships r where r.organisation_id = live.organisation_id and r.coach_id = live.person_id
    and r.status = 'active' and live.hat = any (app.declared_roles(r.id))
    and exists (select from hat_changes h where h.organisation_id = r.organisation_id and h.relationship_id = r.id
      and h.hat = live.hat and h.conversation_id is null and h.at >= (select max(d.declared_at) from coach_declarations d
        where d.organisation_id = r.organisation_id and d.relationship_id = r.id)));
end $function$
;
grant execute on function app.pairs_evaluated() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.pairs_in_view()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(select id from relationships where organisation_id = live.organisation_id
    and (coachee_id = live.person_id and status in ('active', 'ended')
      or coach_id = live.person_id and status = 'active' and live.hat = 'coach'));
end $function$
;
grant execute on function app.pairs_in_view() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.pairs_to_declare()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(select id from relationships
    where organisation_id = live.organisation_id and coach_id = live.person_id and status in ('proposed', 'active'));
end $function$
;
grant execute on function app.pairs_to_declare() to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.profiles_coordinated()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select id from match_profiles
  where organisation_id = app.organisation_id() and handed_in_at is not null and programme_id = any (app.programmes_coordinated())); end $function$
;
grant execute on function app.profiles_coordinated() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.profiles_in_view()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session();
begin
  return array(
    select p.id from match_suggestions s
      join match_profiles p on p.organisation_id = s.organisation_id and p.programme_id = s.programme_id and p.person_id = s.coach_id
        and p.role = 'coach' and p.handed_in_at is not null
     where s.organisation_id = live.organisation_id and s.coachee_id = live.person_id and s.round_id = any (app.rounds_published())
    union
    select p.id from relationships r
      join match_profiles p on p.organisation_id = r.organisation_id and p.programme_id = r.programme_id and p.handed_in_at is not null
        and (r.coachee_id = live.person_id and p.person_id = r.coach_id and p.role = 'coach'
          or r.coach_id = live.person_id and live.hat = 'coach' and p.person_id = r.coachee_id and p.role = 'coachee')
     where r.organisation_id = live.organisation_id and r.status in ('proposed', 'active'));
end $function$
;
grant execute on function app.profiles_in_view() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.programmes_as(as_role text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select programme_id from memberships
  where organisation_id = app.organisation_id() and person_id = app.person_id() and role = as_role and programme_id is not null); end $function$
;
grant execute on function app.programmes_as(text) to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.record_note_looks(seen uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session(); note record; last access_records; next_number bigint;
begin
  for note in select n.id, n.person_id from notes n where n.organisation_id = live.organisation_id and n.id = any (seen)
      and n.is_shared and n.deleted_at is null and n.person_id <> live.person_id
      and n.relationship_id = any ((select app.pairs_at_work())::uuid[]) -- rule C28: an ex-coach is told nothing of later reading
      and not exists (select from access_records a where a.organisation_id = live.organisation_id and a.subject_id = n.person_id
        and a.viewer_id = live.person_id and a.kind = 'note' and a.object_id = n.id and a.at > now() - interval '1 hour')
      order by n.id loop
    perform pg_advisory_xact_lock(hashtextextended('access_records' || live.organisation_id::text, 0));
    select * into last from access_records where organisation_id = live.organisation_id order by number desc limit 1;
    next_number := coalesce(last.number, 0) + 1;
    insert into access_records (organisation_id, number, subject_id, viewer_id, hat, kind, object_id, hash)
    values (live.organisation_id, next_number, note.person_id, live.person_id, live.hat, 'note', note.id,
      sha256(coalesce(last.hash, '') || convert_to(concat_ws('|', live.organisation_id, next_number, note.person_id, live.person_id,
        live.hat, 'note', note.id, extract(epoch from now())), 'UTF8')));
  end loop;
end $function$
;
grant execute on function app.record_note_looks(uuid[]) to vierpoot_app;

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

CREATE OR REPLACE FUNCTION app.rounds_coordinated()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select id from match_rounds
  where organisation_id = app.organisation_id() and programme_id = any (app.programmes_coordinated())); end $function$
;
grant execute on function app.rounds_coordinated() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.rounds_open()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select r.id from match_rounds r
  where r.organisation_id = app.organisation_id() and r.status = 'published' and r.programme_id = any (app.programmes_joined())
    and exists (select from match_suggestions s
      where s.organisation_id = r.organisation_id and s.round_id = r.id and s.coachee_id = app.person_id())); end $function$
;
grant execute on function app.rounds_open() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.rounds_published()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return array(select id from match_rounds
  where organisation_id = app.organisation_id() and status in ('published', 'closed') and programme_id = any (app.programmes_joined())); end $function$
;
grant execute on function app.rounds_published() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.say_why_not(relationship uuid, sealed bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update match_asks a set reason = sealed where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and a.coach_id = app.person_id() and a.outcome is null;
  return found;
end $function$
;
grant execute on function app.say_why_not(uuid,bytea) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.session_id()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin return (app.live_session()).id; end $function$
;
grant execute on function app.session_id() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.share_first_wish(organisation uuid, programme uuid, coachee uuid, coach uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from match_profiles wishing
    join match_wishes wish on wish.organisation_id = wishing.organisation_id and wish.profile_id = wishing.id and wish.place = 0
    join match_profiles sharing on sharing.organisation_id = wishing.organisation_id and sharing.programme_id = wishing.programme_id
      and sharing.person_id = coach and sharing.role = 'coach' and sharing.handed_in_at is not null
    join match_wishes same on same.organisation_id = sharing.organisation_id and same.profile_id = sharing.id and same.mark = wish.mark
   where wishing.organisation_id = organisation and wishing.programme_id = programme and wishing.person_id = coachee and wishing.role = 'coachee') $function$
;

CREATE OR REPLACE FUNCTION app.silent_pairs(programme uuid)
 RETURNS TABLE(relationship_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select r.id from relationships r
    join programmes p on p.organisation_id = r.organisation_id and p.id = r.programme_id
    left join pair_rhythms h on h.organisation_id = r.organisation_id and h.relationship_id = r.id
   where r.organisation_id = app.organisation_id() and r.programme_id = programme and r.status = 'active'
     and programme = any (app.programmes_coordinated())
     and coalesce((select max(c.starts_at) from conversations c where c.organisation_id = r.organisation_id and c.relationship_id = r.id
       and c.state in ('planned', 'held')), r.started_at)
       < now() - make_interval(hours => 36 * coalesce(h.rhythm_days, p.rhythm_days, case p.world when 'work' then 91 else 35 end));
end $function$
;
grant execute on function app.silent_pairs(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.suggest_by_wish(round uuid, coachees uuid[], coaches uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare this match_rounds;
begin
  select * into this from match_rounds r where r.organisation_id = app.organisation_id() and r.id = round and r.status = 'published'
    and r.id = any (app.rounds_coordinated());
  if this.id is null or not exists (select from match_settings s where s.organisation_id = this.organisation_id
    and s.programme_id = this.programme_id and s.asks_wishes) then return; end if;
  insert into match_suggestions (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why)
    select distinct on (two.coachee) this.organisation_id, this.id, this.programme_id, two.coachee, two.coach, 9, 'wish'
      from unnest(coachees, coaches) as two (coachee, coach)
      join match_participants taking on taking.organisation_id = this.organisation_id and taking.round_id = this.id
        and taking.person_id = two.coach and taking.role = 'coach'
     where exists (select from match_suggestions s where s.organisation_id = this.organisation_id and s.round_id = this.id
       and s.coachee_id = two.coachee having count(*) between 1 and 4)
       and app.share_first_wish(this.organisation_id, this.programme_id, two.coachee, two.coach)
       and not exists (select from memberships m where m.organisation_id = this.organisation_id and m.programme_id = this.programme_id
         and m.person_id in (two.coachee, two.coach) and m.role = 'coordinator') order by two.coachee, two.coach
    on conflict do nothing;
end $function$
;
grant execute on function app.suggest_by_wish(uuid,uuid[],uuid[]) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.sweep_notes()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare swept integer;
begin
  delete from notes where deleted_at < now() - interval '30 seconds';
  get diagnostics swept = row_count;
  return swept;
end $function$
;
grant execute on function app.sweep_notes() to vierpoot_system;

CREATE OR REPLACE FUNCTION app.sweep_rounds()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  delete from match_suggestions s where s.why = 'wish' and (s.created_at < now() - interval '12 months'
    or not app.share_first_wish(s.organisation_id, s.programme_id, s.coachee_id, s.coach_id)
    or exists (select from relationships r where r.organisation_id = s.organisation_id and r.programme_id = s.programme_id
      and r.coachee_id = s.coachee_id and r.started_at < now() - interval '30 days' and r.started_at >= s.created_at));
  update match_asks a set reason = null where a.reason is not null and a.outcome is not null and a.asked_at < now() - interval '30 days';
  delete from match_rounds r where r.created_at < now() - interval '12 months'
    and not exists (select from match_decisions d where d.organisation_id = r.organisation_id and d.round_id = r.id
      and d.at >= now() - interval '12 months')
    and not exists (select from match_asks a where a.organisation_id = r.organisation_id and a.round_id = r.id
      and (a.outcome is null or a.asked_at >= now() - interval '12 months'));
end $function$
;
grant execute on function app.sweep_rounds() to vierpoot_system;

CREATE OR REPLACE FUNCTION app.sweep_wishes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  delete from match_wishes w using match_profiles p
   where p.organisation_id = w.organisation_id and p.id = w.profile_id
     and (w.created_at < now() - interval '12 months' or exists (select from relationships r
       where r.organisation_id = p.organisation_id and r.programme_id = p.programme_id and p.person_id in (r.coach_id, r.coachee_id)
         and r.started_at >= w.created_at and r.started_at < now() - interval '30 days'));
end $function$
;
grant execute on function app.sweep_wishes() to vierpoot_system;

CREATE OR REPLACE FUNCTION app.take_digests(moment timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, person_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;
grant execute on function app.take_digests(timestamp with time zone) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.take_stock()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if cardinality(app.programmes_coordinated()) = 0 then return; end if;
  analyze match_participants, match_results;
end $function$
;
grant execute on function app.take_stock() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.talk_times(organisation uuid, talk uuid)
 RETURNS TABLE(relationship_id uuid, state text, starts_at timestamp with time zone, minutes integer, changes integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select c.relationship_id, c.state, c.starts_at, c.minutes, c.changes
    from conversations c join relationships r on r.organisation_id = c.organisation_id and r.id = c.relationship_id and r.status = 'active'
   where c.organisation_id = organisation and c.id = talk;
end $function$
;
grant execute on function app.talk_times(uuid,uuid) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.tell_let_go(organisation uuid, coachee uuid, relationship uuid)
 RETURNS TABLE(person_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query update match_asks a set let_go_told_at = now() from relationships r
   where r.organisation_id = a.organisation_id and r.id = a.relationship_id and r.coach_accepted_at is not null
     and a.organisation_id = organisation and a.outcome in ('declined', 'withdrawn') and a.let_go_told_at is null
     and a.coachee_id = coalesce(coachee, (select one.coachee_id from relationships one where one.organisation_id = organisation and one.id = relationship))
    returning a.coach_id;
end $function$
;
grant execute on function app.tell_let_go(uuid,uuid,uuid) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.undelivered_mails()
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not app.is_administrator() then return 0; end if;
  return (select count(*)::integer from jobs where organisation_id = app.organisation_id() and tries >= 8
    and (leased_until is null or leased_until < now()));
end $function$
;
grant execute on function app.undelivered_mails() to vierpoot_app;

CREATE OR REPLACE FUNCTION app.undo_import(import uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare held imports := app.hold_import(import); gone uuid[]; gone_people uuid[];
begin
  if held.applied_at is null or held.undone_at is not null or held.applied_at <= now() - interval '24 hours' then return false; end if;
  select coalesce(array_agg(m.person_id), '{}') into gone from memberships m
   where m.organisation_id = held.organisation_id and m.id = any (held.made_memberships)
     and not (m.person_id = any (held.made_people)
       and exists (select from sessions s where s.organisation_id = m.organisation_id and s.person_id = m.person_id))
     and not exists (select from relationships r where r.organisation_id = m.organisation_id and r.programme_id = m.programme_id
       and m.person_id in (r.coach_id, r.coachee_id))
     and not exists (select from match_suggestions s where s.organisation_id = m.organisation_id and s.programme_id = m.programme_id
       and m.person_id in (s.coach_id, s.coachee_id) and s.why <> 'wish')
     and not exists (select from match_profiles p where p.organisation_id = m.organisation_id and p.programme_id = m.programme_id
       and p.person_id = m.person_id and (not p.id = any (held.made_profiles) or p.changed_at > held.applied_at));
  delete from match_suggestions s where s.organisation_id = held.organisation_id and s.programme_id = held.programme_id and s.why = 'wish'
    and s.coach_id = any (gone);
  delete from match_profiles where organisation_id = held.organisation_id and id = any (held.made_profiles) and person_id = any (gone);
  delete from memberships where organisation_id = held.organisation_id and id = any (held.made_memberships) and person_id = any (gone);
  select coalesce(array_agg(p.id), '{}') into gone_people from people p
   where p.organisation_id = held.organisation_id and p.id = any (gone) and p.id = any (held.made_people)
     and not exists (select from memberships m where m.organisation_id = p.organisation_id and m.person_id = p.id);
  delete from people where organisation_id = held.organisation_id and id = any (gone_people);
  update imports set undone_at = now(), kept = cardinality(held.made_memberships) - cardinality(gone),
      made_people = '{}', made_memberships = '{}', made_profiles = '{}'
    where organisation_id = held.organisation_id and id = held.id;
  return true;
end $function$
;
grant execute on function app.undo_import(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.was_asked(relationship uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from match_asks a where a.organisation_id = app.organisation_id() and a.relationship_id = relationship
    and a.coach_id = app.person_id() and a.outcome is not null);
end $function$
;
grant execute on function app.was_asked(uuid) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.were_suggested(round uuid, coaches uuid[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return coaches <@ array(select coach_id from match_suggestions
    where organisation_id = app.organisation_id() and round_id = round and coachee_id = app.person_id())
    and cardinality(coaches) = (select count(distinct one) from unnest(coaches) one);
end $function$
;
grant execute on function app.were_suggested(uuid,uuid[]) to vierpoot_app;

CREATE OR REPLACE FUNCTION app.wish_marks(organisation uuid, programme uuid)
 RETURNS TABLE(person_id uuid, role text, mark bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select p.person_id, p.role, w.mark from match_wishes w
    join match_profiles p on p.organisation_id = w.organisation_id and p.id = w.profile_id
   where w.organisation_id = organisation and p.programme_id = programme and p.handed_in_at is not null
     and exists (select from match_settings s where s.organisation_id = organisation and s.programme_id = programme and s.asks_wishes)
   order by p.person_id, w.place;
end $function$
;
grant execute on function app.wish_marks(uuid,uuid) to vierpoot_system;

CREATE OR REPLACE FUNCTION app.wishes_in_common(programme uuid, other uuid)
 RETURNS bytea[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare live sessions := app.live_session(); since timestamptz; as_role text;
begin
  select max(met.at), min(met.side) into since, as_role from (
    select s.created_at as at, 'coachee' as side from match_suggestions s
     where s.organisation_id = live.organisation_id and s.programme_id = programme and s.round_id = any (app.rounds_published())
       and s.coachee_id = live.person_id and s.coach_id = other
    union all
    select coalesce((select s.created_at from match_asks a join match_suggestions s on s.organisation_id = a.organisation_id
          and s.round_id = a.round_id and s.coachee_id = a.coachee_id and s.coach_id = a.coach_id
        where a.organisation_id = r.organisation_id and a.relationship_id = r.id), r.created_at),
      case when r.coachee_id = live.person_id then 'coachee' else 'coach' end
     from relationships r where r.organisation_id = live.organisation_id and r.programme_id = programme and r.status in ('proposed', 'active')
       and (r.coachee_id = live.person_id and r.coach_id = other or live.hat = 'coach' and r.coach_id = live.person_id and r.coachee_id = other)
  ) met;
  return array(select mine.mark from match_wishes mine
    join match_profiles me on me.organisation_id = mine.organisation_id and me.id = mine.profile_id and me.programme_id = programme
      and me.person_id = live.person_id and me.role = as_role
    join match_profiles they on they.organisation_id = me.organisation_id and they.programme_id = programme and they.person_id = other
      and they.role = case as_role when 'coach' then 'coachee' else 'coach' end
    join match_wishes theirs on theirs.organisation_id = they.organisation_id and theirs.profile_id = they.id and theirs.mark = mine.mark
   where mine.organisation_id = live.organisation_id and mine.created_at <= since and theirs.created_at <= since
   order by case as_role when 'coachee' then mine.place else theirs.place end);
end $function$
;

CREATE OR REPLACE FUNCTION app.wishes_met(programme uuid, other uuid)
 RETURNS bytea[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from memberships m where m.organisation_id = app.organisation_id() and m.programme_id = programme
    and m.person_id in (app.person_id(), other) and m.role = 'coordinator') then return '{}'; end if;
  return app.wishes_in_common(programme, other);
end $function$
;
grant execute on function app.wishes_met(uuid,uuid) to vierpoot_app;
