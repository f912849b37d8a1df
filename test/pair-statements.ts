import { type RawBuilder, sql } from 'kysely';
import type { ActOf, Alteration } from './act.ts';
import { inserting } from './asking.ts';
import { blank, type Paper, type PairTable } from './model-types.ts';
import { markOf } from './pair-rows.ts';
import { rowOfPaper } from './pair-world-rows.ts';

export function laying(act: ActOf<'lay'>): RawBuilder<unknown> {
  return inserting(act.of, { organisation_id: act.organisation, ...rowOfPaper(act.of, { ...blank, ...act }) });
}

/** Which row a paper is; nothing: the policies for reading are not asked, only those for changing. */
function where(of: PairTable, id: string | null, paper: Paper): RawBuilder<unknown> {
  if (id === null) return sql``;
  const pair = sql`where relationship_id = ${paper.pair}`;
  if (of === 'pair_rhythms') return pair;
  if (of === 'learnings') return sql`${pair} and person_id = ${paper.person}`;
  if (of === 'card_answers') return sql`${pair} and person_id = ${paper.person} and card = ${paper.word}`;
  if (of === 'live_updates') return sql`${pair} and body = ${Buffer.from(paper.word)}`;
  return sql`where id = ${id}`;
}

export function altering({ of, id, paper, to, hat }: ActOf<'alter'>): RawBuilder<unknown> {
  return sql`update ${sql.table(of)} set ${settings(of, to, hat)} ${where(of, id, paper)}`;
}

function settings(of: PairTable, to: Alteration, hat: string): RawBuilder<unknown> {
  const at = to === 'later' ? sql`now() + interval '1 day'` : to === 'early' ? sql`now() - interval '1 day'` : sql`now()`;
  const changes: Partial<Record<PairTable, RawBuilder<unknown>>> = {
    evaluation_releases: sql`withdrawn_at = ${at}`,
    meeting_offers: sql`answer = 'answer', answered_at = ${at}`,
    actions: sql`done_at = ${at}`,
    pair_rhythms: sql`agreement_postponed_until = current_date + 1`,
    notes: settingsOfNote(to, at)
  };
  return changes[of] ?? (to === 'hat' ? sql`hat = ${hat}` : sql`state = ${to}`);
}

function settingsOfNote(to: Alteration, at: RawBuilder<unknown>): RawBuilder<unknown> {
  if (to === 'rewrite') return sql`body = 'rewritten'`;
  if (to === 'share' || to === 'unshare') return sql`is_shared = ${to === 'share'}`;
  return sql`deleted_at = ${to === 'there' ? null : at}`;
}

export function takingAway({ of, id, paper }: ActOf<'take away'>): RawBuilder<unknown> {
  return sql`delete from ${sql.table(of)} ${where(of, id, paper)}`;
}

export function askingPair({ question, pair, id, word }: ActOf<'ask pair'>): RawBuilder<unknown> {
  if (question === 'both_noted') return sql`select app.both_noted(${pair}, ${markOf(word)})`;
  if (question === 'noted_count') return sql`select nullif(app.noted_count(${pair}), 0)`;
  if (question === 'declared_roles') return sql`select nullif(app.declared_roles(${pair}), '{}')`;
  if (question === 'silent_pairs') return sql`select 1 from programmes p, app.silent_pairs(p.id) s where s.relationship_id = ${pair}`;
  const about = question === 'both_looked_back' || question === 'may_see_note' ? id : pair;
  return sql`select ${sql.raw(`app.${question}`)}(${about})`;
}
