import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { appendParagraphs, mergePieces, readBlocks } from './live-text.ts';

/** What an editor would have written: `write` fills the fragment of a fresh document. */
function written(write: (text: Y.XmlFragment) => void): Uint8Array {
  const document = new Y.Doc();
  write(document.getXmlFragment('text'));
  return Y.encodeStateAsUpdate(document);
}

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

const linesOf = (pieces: readonly Uint8Array[]) =>
  readBlocks(pieces).map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : block.kind));

it('reads paragraphs and lists with their looks', () => {
  const piece = written((text) => {
    const bold = new Y.XmlText();
    text.push([element('paragraph', bold), element('bulletList', element('listItem', element('paragraph', new Y.XmlText('one'))))]);
    bold.insert(0, 'fat', { bold: {} });
    bold.insert(3, ' thin', { bold: null });
  });
  expect(readBlocks([piece])).toEqual([
    {
      kind: 'paragraph',
      runs: [
        { text: 'fat', isBold: true, isItalic: false },
        { text: ' thin', isBold: false, isItalic: false }
      ]
    },
    { kind: 'bullets', items: [[{ text: 'one', isBold: false, isItalic: false }]] }
  ]);
});

it('leaves out what no editor of ours writes, and the empty lines at the end', () => {
  const piece = written((text) => {
    text.push([element('script', new Y.XmlText('x')), element('paragraph', new Y.XmlText('kept')), element('paragraph')]);
  });
  expect(linesOf([piece])).toEqual(['kept']);
});

it('adds under everything that stands there, and changes nothing of it', () => {
  const first = appendParagraphs([], ['one', 'two']);
  const second = appendParagraphs([first], ['three']);
  expect(linesOf([first, second])).toEqual(['one', 'two', 'three']);
});

it('merges pieces to the same text, in any order and however often they come', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (lines, chances) => {
      const pieces: Uint8Array[] = [];
      for (const line of lines) pieces.push(appendParagraphs(pieces, [line]));
      const chance = () => Number(chances.next().value);
      const shuffled = [...pieces, ...pieces.slice(chance() % pieces.length)].toSorted(() => (chance() % 2) - 0.5);
      expect(linesOf([mergePieces(shuffled)])).toEqual(lines);
    })
  );
});

it('keeps both texts of two who wrote without knowing of each other', () => {
  const [one, other] = [appendParagraphs([], ['mine']), appendParagraphs([], ['yours'])];
  expect(linesOf([one, other]).toSorted()).toEqual(['mine', 'yours']);
});
