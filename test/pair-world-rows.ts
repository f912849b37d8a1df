import type { Paper, PairTable } from './model-types.ts';
import { markOf } from './pair-rows.ts';

type Row = Readonly<Record<string, string | number | boolean | Buffer | null>>;

/** How a paper stands in the database. */
type PaperPlace = {
  table: PairTable;
  /** One word that says what it is and holds: in the model and, as SQL, in the table. */
  wordOf: (paper: Paper) => string;
  word: string;
  /** What whoever lays it down writes, and what only comes to it later or from the database. */
  rowOf: (paper: Paper) => Row;
  laterOf?: (paper: Paper) => Row;
};

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day).toISOString();
const sealed = Buffer.from('sealed');
const dayOf = (paper: Paper) => ago(paper.word === 'long ago' ? 400 : -1);
const byId = { wordOf: (p: Paper) => p.id, word: 'id::text' };
const inTalk = (p: Paper) => ({ conversation_id: p.talk });

const places: Readonly<Record<PairTable, Omit<PaperPlace, 'table'>>> = {
  coach_declarations: {
    wordOf: (p) => `${p.id} ${p.roles.join(' ')}`,
    word: `id || ' ' || array_to_string(roles, ' ')`,
    rowOf: (p) => ({
      ...{ id: p.id, evaluator_contact: p.roles.includes('evaluator') ? 'self' : 'none', roles: `{${p.roles.join(',')}}` }
    }),
    laterOf: (p) => ({ declared_at: ago(2 - p.number / 10) })
  },
  hat_changes: {
    wordOf: (p) => `${p.pair} ${p.person} ${p.hat}`,
    word: `relationship_id || ' ' || person_id || ' ' || hat`,
    rowOf: (p) => ({ person_id: p.person, hat: p.hat, conversation_id: p.talk, at: ago(2 - p.number / 10) })
  },
  evaluation_releases: {
    wordOf: (p) => `${p.id} ${p.state === 'withdrawn'}`,
    word: `id || ' ' || (withdrawn_at is not null)`,
    rowOf: (p) => ({ id: p.id, person_id: p.person, body: sealed }),
    laterOf: (p) => ({ withdrawn_at: p.state === 'withdrawn' ? ago(1) : null })
  },
  meeting_offers: {
    wordOf: (p) => `${p.id} ${p.state === 'answered'}`,
    word: `id || ' ' || (answered_at is not null)`,
    rowOf: (p) => ({ id: p.id, offered_by: p.person, ways: sealed }),
    laterOf: (p) => ({ answer: p.state === 'answered' ? sealed : null, answered_at: p.state === 'answered' ? ago(1) : null })
  },
  card_draws: { ...byId, rowOf: (p) => ({ id: p.id, card: 'card', drawn_by: p.person }) },
  card_answers: {
    wordOf: (p) => `${p.pair} ${p.person} ${p.word}`,
    word: `relationship_id || ' ' || person_id || ' ' || card`,
    rowOf: (p) => ({ card: p.word, person_id: p.person, body: sealed })
  },
  common_ground: {
    wordOf: (p) => (p.state === 'dropped' ? `dropped ${p.pair} ${p.person}` : `${p.id} ${p.word}`),
    word: `case when dropped_at is null then id || ' ' || rtrim(encode(mark, 'escape'), '.')
      else 'dropped ' || relationship_id || ' ' || person_id end`,
    rowOf: (p) => ({ id: p.id, person_id: p.person, mark: markOf(p.word), body: sealed })
  },
  learnings: {
    wordOf: (p) => `${p.pair} ${p.person} ${p.isOpen}`,
    word: `relationship_id || ' ' || person_id || ' ' || is_shown`,
    rowOf: (p) => ({ person_id: p.person, is_shown: p.isOpen, body: sealed })
  },
  agreements: {
    ...byId,
    rowOf: (p) => ({ id: p.id, based_on: p.link, written_by: p.person, fields: sealed, evaluation: 'nothing', review_on: '2030-01-01' })
  },
  agreement_signatures: {
    wordOf: (p) => `${p.link ?? ''} ${p.person}`,
    word: `agreement_id || ' ' || person_id`,
    rowOf: (p) => ({ agreement_id: p.link, person_id: p.person })
  },
  pair_rhythms: {
    wordOf: (p) => `${p.pair} ${p.isOpen}`,
    word: `relationship_id || ' ' || (agreement_postponed_until is not null)`,
    rowOf: (p) => ({ rhythm_days: 14, agreement_postponed_until: p.isOpen ? ago(-3).slice(0, 10) : null })
  },
  conversations: {
    wordOf: (p) => `${p.id} ${p.state} ${p.hat}`,
    word: `id || ' ' || state || ' ' || hat`,
    rowOf: (p) => ({ id: p.id, state: p.state, starts_at: dayOf(p), time_zone: 'Europe/Brussels', hat: p.hat, created_by: p.person })
  },
  conversation_times: {
    ...byId,
    rowOf: (p) => ({ ...inTalk(p), id: p.id, starts_at: ago(-p.number - Math.random()), proposed_by: p.person })
  },
  topics: { ...byId, rowOf: (p) => ({ ...inTalk(p), id: p.id, person_id: p.person, body: sealed, wish: 'listen' }) },
  notes: {
    wordOf: (p) => `${p.id} ${p.isOpen} ${p.word} ${p.state === 'there'}`,
    word: `id || ' ' || is_shared || ' ' || encode(body, 'escape') || ' ' || (deleted_at is null)`,
    rowOf: (p) => ({ ...inTalk(p), id: p.id, person_id: p.person, kind: 'note', is_shared: p.isOpen, body: Buffer.from(p.word) }),
    laterOf: (p) => ({ deleted_at: p.state === 'there' ? null : ago(p.state === 'over' ? 1 : 0) })
  },
  note_versions: {
    wordOf: (p) => `${p.link ?? ''} ${p.number} ${p.word}`,
    word: `note_id || ' ' || number || ' ' || encode(body, 'escape')`,
    rowOf: (p) => ({ note_id: p.link, number: p.number, body: Buffer.from(p.word) })
  },
  goals: {
    wordOf: (p) => `${p.id} ${p.state}`,
    word: `id || ' ' || state`,
    rowOf: (p) => ({ ...inTalk(p), id: p.id, body: sealed, created_by: p.person }),
    laterOf: (p) => ({ state: p.state })
  },
  goal_reviews: {
    ...byId,
    rowOf: (p) => ({ ...inTalk(p), id: p.id, goal_id: p.link, outcome: 'continued', reviewed_by: p.person })
  },
  actions: {
    wordOf: (p) => `${p.id} ${p.state === 'done'}`,
    word: `id || ' ' || (done_at is not null)`,
    rowOf: (p) => ({ ...inTalk(p), id: p.id, goal_id: p.link, owner: p.role, body: sealed, created_by: p.person }),
    laterOf: (p) => ({ done_at: p.state === 'done' ? ago(1) : null })
  },
  look_backs: {
    wordOf: (p) => `${p.talk ?? ''} ${p.role}`,
    word: `conversation_id || ' ' || role`,
    rowOf: (p) => ({ ...inTalk(p), person_id: p.person, role: p.role, answers: sealed })
  },
  live_updates: {
    wordOf: (p) => `${p.talk ?? ''} ${p.word}`,
    word: `conversation_id || ' ' || encode(body, 'escape')`,
    rowOf: (p) => ({ ...inTalk(p), body: Buffer.from(p.word), written_by: p.person })
  },
  tool_uses: { ...byId, rowOf: (p) => ({ ...inTalk(p), id: p.id, tool: 'energy-map', state: 'helped', noted_by: p.person }) },
  live_versions: { ...byId, rowOf: (p) => ({ ...inTalk(p), id: p.id, body: sealed }) }
};

/** What somebody writes to lay this paper down. */
export function rowOfPaper(of: PairTable, paper: Paper): Row {
  return { relationship_id: paper.pair, ...places[of].rowOf(paper) };
}

/** Where a table of pairs stands, with the whole row that a paper is. */
export function paperPlace(of: PairTable): PaperPlace {
  const place = places[of];
  const rowOf = (paper: Paper) => ({ ...rowOfPaper(of, paper), ...place.laterOf?.(paper) });
  return { ...place, table: of, rowOf };
}
