import type { SheetTable, Sheet } from './model-types.ts';

type Row = Readonly<Record<string, string | number | boolean | Buffer | null>>;

/** How a sheet stands in the database: one word that says what it is and holds, what whoever enters it writes, and what comes later. */
type SheetPlace = { word: string; wordOf: (sheet: Sheet) => string; rowOf: (sheet: Sheet) => Row; laterOf?: (sheet: Sheet) => Row };

const pairOf = (sheet: Sheet) => ({ coachee_id: sheet.person, coach_id: sheet.other });
const wordOfPair = (sheet: Sheet) => `${sheet.round} ${sheet.person} ${sheet.other}`;
const pairWord = `round_id || ' ' || coachee_id || ' ' || coach_id`;

const places: Readonly<Record<SheetTable, SheetPlace>> = {
  match_profiles: {
    wordOf: (s) => `${s.id} ${s.state === 'in'}`,
    word: `id || ' ' || (handed_in_at is not null)`,
    rowOf: (s) => ({ id: s.id, programme_id: s.programme, person_id: s.person, role: s.word, answers: '{}' }),
    laterOf: (s) => ({ handed_in_at: s.state === 'in' ? new Date().toISOString() : null })
  },
  match_backgrounds: {
    wordOf: (s) => `${s.id} ${s.state}`,
    word: `profile_id || ' ' || (answers ->> 'state')`,
    rowOf: (s) => ({ profile_id: s.id, answers: JSON.stringify({ state: s.state }) })
  },
  match_settings: {
    wordOf: (s) => `${s.programme} ${s.person} ${s.state}`,
    word: `programme_id || ' ' || changed_by || ' ' || (settings ->> 'state')`,
    rowOf: (s) => ({ programme_id: s.programme, changed_by: s.person, settings: JSON.stringify({ state: s.state }) })
  },
  match_bans: {
    wordOf: (s) => `${s.programme} ${s.person} ${s.other} ${s.word}`,
    word: `programme_id || ' ' || coachee_id || ' ' || coach_id || ' ' || barrier`,
    rowOf: (s) => ({ programme_id: s.programme, ...pairOf(s), barrier: s.word })
  },
  match_rounds: {
    wordOf: (s) => `${s.id} ${s.state}`,
    word: `id || ' ' || status`,
    rowOf: (s) => ({ id: s.id, programme_id: s.programme, created_by: s.person }),
    laterOf: (s) => ({ status: s.state })
  },
  match_participants: {
    wordOf: (s) => `${s.round} ${s.person} ${s.word} ${s.state === 'ready'}`,
    word: `round_id || ' ' || person_id || ' ' || role || ' ' || (coalesce(capacity, 0) = 3)`,
    rowOf: (s) => ({
      round_id: s.round,
      person_id: s.person,
      role: s.word,
      capacity: s.word === 'coach' ? (s.state === 'ready' ? 3 : 1) : null
    })
  },
  match_pins: { wordOf: wordOfPair, word: pairWord, rowOf: (s) => ({ round_id: s.round, ...pairOf(s) }) },
  match_results: {
    wordOf: (s) => `${wordOfPair(s)} ${s.state === 'ready'}`,
    word: `${pairWord} || ' ' || (place = 2)`,
    rowOf: (s) => ({ round_id: s.round, ...pairOf(s), place: s.state === 'ready' ? 2 : 1, why: 'fit', is_assigned: true })
  },
  match_suggestions: {
    wordOf: wordOfPair,
    word: pairWord,
    rowOf: (s) => ({ round_id: s.round, programme_id: s.programme, ...pairOf(s), place: 1, why: 'fit' })
  },
  match_choices: {
    wordOf: (s) => `${s.round} ${s.person} ${s.other ?? ''}`,
    word: `round_id || ' ' || coachee_id || ' ' || array_to_string(coach_ids, '')`,
    rowOf: (s) => ({
      ...{ round_id: s.round, coachee_id: s.person, coach_ids: `{${s.other ?? ''}}`, instead: s.other === null ? 'talk' : null }
    })
  },
  match_decisions: {
    wordOf: (s) => s.id,
    word: 'id::text',
    rowOf: (s) => ({ id: s.id, round_id: s.round, person_id: s.person, act: 'pin' })
  },
  match_rule_changes: {
    wordOf: (s) => s.id,
    word: 'id::text',
    rowOf: (s) => ({ id: s.id, programme_id: s.programme, person_id: s.person, changes: '[]' })
  },
  own_tools: {
    wordOf: (s) => s.id,
    word: 'substr(slug, 5)',
    rowOf: (s) => ({ slug: `own-${s.id}`, number: 1, facts: '{}', nl: 'x', written_by: s.person })
  }
};

/** Where sheets of a table stand. */
export function sheetPlace(table: SheetTable) {
  const { word, wordOf, rowOf, laterOf } = places[table];
  return { table, word, wordOf, rowOf: (sheet: Sheet) => ({ ...rowOf(sheet), ...laterOf?.(sheet) }) };
}

/** What whoever enters a sheet writes. */
export function rowOfSheet(table: SheetTable, sheet: Sheet): Row {
  return places[table].rowOf(sheet);
}
