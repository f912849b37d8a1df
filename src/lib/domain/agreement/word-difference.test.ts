import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareWords, type DifferencePiece } from './word-difference.ts';

const joined = (pieces: readonly DifferencePiece[], without: DifferencePiece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');
const shown = (older: string, newer: string) =>
  compareWords(older, newer)
    .map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `{+${text}+}` })[kind])
    .join('');

/** Texts that share words, as versions of one text do; and anything at all. */
const word = fc.constantFrom('wij', 'praten', 'één', "'s", 'uur', ' ', '\n', '.', 'éé́n', '👩‍👩‍👧', 'Жук', '\ud83d');
const text = fc.oneof(
  fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 40 })
);

it.each<[string, string, string]>([
  ['wij praten elke week', 'wij praten elke maand', 'wij praten elke [-week-]{+maand+}'],
  ['een uur', 'ongeveer een uur', '{+ongeveer +}een uur'],
  ['een uur, online', 'een uur', 'een uur[-, online-]'],
  ['Vier weken. Een uur.', 'Zes weken. Een uur.', '[-Vier-]{+Zes+} weken. Een uur.'],
  ['op maandag om tien uur', 'op vrijdag in de middag', 'op [-maandag om tien uur-]{+vrijdag in de middag+}'],
  ['elke maand een uur', 'elke vier weken, een uur', 'elke [-maand-]{+vier weken,+} een uur'],
  ['', 'nieuw', '{+nieuw+}'],
  ['oud', '', '[-oud-]'],
  ['gelijk', 'gelijk', 'gelijk'],
  ['', '', '']
])('shows the difference between "%s" and "%s" by whole words', (older, newer, difference) => {
  expect(shown(older, newer)).toBe(difference);
});

it('gives back both texts, whatever they are', () => {
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const pieces = compareWords(older, newer);
      expect([joined(pieces, 'new'), joined(pieces, 'gone')]).toEqual([older, newer]);
    })
  );
});

it('has no empty piece and no two neighbours of one kind, and says what went before what came', () => {
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const kinds = compareWords(older, newer).map(({ kind, text: piece }) => (piece === '' ? 'empty' : kind));
      expect(kinds.join(' ')).not.toMatch(/empty|same same|gone gone|new new|new gone/);
    })
  );
});

it('keeps every word of a text into which others were written, and takes none away', () => {
  const words = fc.array(fc.constantFrom('wij', 'praten', 'elke', 'week', 'samen'), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(words, fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }), (before, places) => {
      const after = before.flatMap((one, index) => (places.includes(index) ? ['nieuw', one] : [one]));
      const pieces = compareWords(before.join(' '), [...after, 'nieuw'].join(' '));
      expect(pieces.filter(({ kind }) => kind === 'gone')).toEqual([]);
    })
  );
});

it('shows no change where there is none', () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(compareWords(same, same)).toEqual(same === '' ? [] : [{ kind: 'same', text: same }]);
    })
  );
});

it('shows two long texts that have nothing in common as one change', () => {
  const [older, newer] = ['a '.repeat(1999), 'b '.repeat(1999)];
  expect(compareWords(older, newer).length).toBe(3); // the last space is common
  expect(joined(compareWords(older, newer), 'gone')).toBe(newer);
});
