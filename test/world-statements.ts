import { type RawBuilder, sql } from 'kysely';
import { inserting } from './asking.ts';
import { hashOf } from './people.ts';
import type { Act, ActKind, ActOf, BlindTarget } from './act.ts';
import { amending, entering, striking } from './match-statements.ts';
import { altering, askingPair, laying, takingAway } from './pair-statements.ts';

const sealed = Buffer.from('sealed');

/** The one statement in which a person does this act. */
export function statementOf(act: Act): RawBuilder<unknown> {
  const statement = statements[act.kind] as (act: Act) => RawBuilder<unknown>; // the entry of this act's own kind
  return statement(act);
}

/** No condition: the policies for reading are not asked, only those for changing. */
const blindStatements: Readonly<Record<BlindTarget, string>> = {
  people: "update people set name = 'renamed'",
  programmes: 'update programmes set mirror_days = 30',
  sessions: 'update sessions set ended_at = now()',
  passkeys: 'delete from passkeys',
  memberships: 'delete from memberships',
  invitations: 'update invitations set revoked_at = now()',
  responses: "update mirror_responses set answers = 'rewritten'",
  releases: "update mirror_releases set level = 'nothing', scores = null",
  mailChoices: 'delete from mail_choices',
  feeds: 'delete from calendar_feeds'
};

const statements: { readonly [Kind in ActKind]: (act: ActOf<Kind>) => RawBuilder<unknown> } = {
  save: (a) =>
    inserting('mirror_responses', {
      ...{ organisation_id: a.organisation, mirror_id: a.mirror, relationship_id: a.pair, person_id: a.person, role: a.role },
      ...{ answers: Buffer.from('draft'), ...(a.isHandedIn ? { handed_in_at: sql`now()` } : {}) }
    }),
  rewrite: (a) =>
    sql`update mirror_responses set answers = 'rewritten', saved_at = now() where mirror_id = ${a.mirror} and role = ${a.role}`,
  'hand in': (a) =>
    sql`update mirror_responses set handed_in_at = ${a.isNow ? sql`now()` : sql`now() - interval '1 day'`}
      where mirror_id = ${a.mirror} and role = ${a.role}`,
  release: (a) =>
    inserting('mirror_releases', {
      ...{ organisation_id: a.organisation, mirror_id: a.mirror, relationship_id: a.pair },
      ...{ level: a.level, scores: a.level === 'nothing' ? null : sealed }
    }),
  'release again': (a) =>
    sql`update mirror_releases set level = ${a.level}, scores = ${a.level === 'nothing' ? null : sealed} where mirror_id = ${a.mirror}`,
  'open mirror': (a) => sql`select app.open_mirror(${a.id}, ${a.pair}, 'four-legs-1')`,
  end: (a) => sql`select app.end_relationship(${a.pair})`,
  answer: (a) => sql`select nullif(app.answer_proposal(${a.pair}, ${a.accepts}), 'undeclared')`,
  need: (a) =>
    inserting('needs', {
      ...{ organisation_id: a.organisation, id: a.id, relationship_id: a.pair, person_id: a.person },
      ...{ instrument: 'needs-1', answers: sealed }
    }),
  key: (a) =>
    inserting('data_keys', {
      ...{ organisation_id: a.organisation, id: a.id, relationship_id: a.pair, purpose: a.purpose },
      ...{ key_id: 'test', wrapped: sealed }
    }),
  look: (a) => sql`select app.record_look(${a.pair}, 'mirror-scores', ${a.object})`,
  invite: (a) =>
    inserting('invitations', {
      ...{ organisation_id: a.organisation, id: a.id, programme_id: a.programme, role: a.role, invited_by: a.by },
      ...{ email: 'a@example.org', name: 'A', token_hash: hashOf(Buffer.from(a.id)) }
    }),
  revoke: (a) => sql`update invitations set revoked_at = now() where id = ${a.invitation}`,
  propose: (a) =>
    inserting('relationships', {
      ...{ organisation_id: a.organisation, id: a.id, programme_id: a.programme },
      ...{ coach_id: a.coach, coachee_id: a.coachee, proposed_by: a.by, ...(a.isStarted ? { status: 'active' } : {}) }
    }),
  join: (a) =>
    inserting('memberships', { organisation_id: a.organisation, id: a.id, person_id: a.person, programme_id: a.programme, role: a.role }),
  leave: (a) => sql`delete from memberships where id = ${a.membership}`,
  'create programme': (a) => sql`select app.create_programme(${a.id}, ${a.membership}, 'New', 'work') is not null`,
  'set rhythm': (a) => sql`update programmes set mirror_days = ${a.days} where id = ${a.programme}`,
  rename: (a) => sql`update people set name = ${a.name} where id = ${a.person}`,
  'sign off': (a) => sql`update sessions set ended_at = now() where id = ${a.session}`,
  'add passkey': (a) =>
    inserting('passkeys', {
      ...{ organisation_id: a.organisation, id: a.id, person_id: a.person, credential_id: a.id },
      ...{ public_key: sealed, name: 'key' }
    }),
  'drop passkey': (a) => sql`delete from passkeys where id = ${a.passkey}`,
  'refuse mails': (a) => inserting('mail_choices', { organisation_id: a.organisation, person_id: a.person, kind: 'digest' }),
  'want mails': (a) => sql`delete from mail_choices where person_id = ${a.whose}`,
  'open feed': (a) =>
    inserting('calendar_feeds', {
      ...{ organisation_id: a.organisation, person_id: a.person, token_hash: hashOf(Buffer.from(`${a.organisation} ${a.person}`)) }
    }),
  'close feed': (a) => sql`delete from calendar_feeds where person_id = ${a.whose}`,
  'sign on': (a) => sql`update sessions set ended_at = null where id = ${a.session}`,
  lay: laying,
  alter: altering,
  'take away': takingAway,
  enter: entering,
  amend: amending,
  strike: striking,
  wear: (a) => sql`select app.change_hat(${a.hat})`,
  'look at notes': (a) => sql`select app.record_note_looks(${[...a.notes]}::uuid[])`,
  'ask pair': askingPair,
  queue: (a) => inserting('jobs', { organisation_id: a.organisation, id: a.id, kind: 'test' }),
  blind: (a) => sql.raw(blindStatements[a.of]),
  ask: (a) => {
    if (a.question === 'mirror_turns') return sql`select mirror_id from app.mirror_turns(${a.pair})`;
    return sql`select ${sql.raw(`app.${a.question}`)}(${a.mirror})`;
  }
};
