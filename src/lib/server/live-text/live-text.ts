import * as Y from 'yjs';
import type { LiveBlock, TextRun } from '#lib/domain/conversation/live-blocks.ts';

/** The part of the shared document that holds the text; the editor in the browser (src/live) writes to the same. */
const fragmentName = 'text';

/** All pieces as one update. Order does not matter, and a piece may come twice. */
export function mergePieces(pieces: readonly Uint8Array[]): Uint8Array {
  return withDocument(pieces, (document) => Y.encodeStateAsUpdate(document));
}

/** What the pieces say together. What the schema of the editor does not know is left out: nobody can have typed it there. */
export function readBlocks(pieces: readonly Uint8Array[]): LiveBlock[] {
  return withDocument(pieces, blocksOf);
}

/** The update that adds paragraphs after everything else; it changes nothing that stands there. */
export function appendParagraphs(pieces: readonly Uint8Array[], lines: readonly string[]): Uint8Array {
  return withDocument(pieces, (document) => {
    const before = Y.encodeStateVector(document);
    document.getXmlFragment(fragmentName).push(lines.map(paragraph));
    return Y.encodeStateAsUpdate(document, before);
  });
}

/** The blocks of an open document. */
export function blocksOf(document: Y.Doc): LiveBlock[] {
  const blocks = document
    .getXmlFragment(fragmentName)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? blockOf(node) : []));
  const last = blocks.findLastIndex((block) => block.kind !== 'paragraph' || block.runs.length > 0);
  return blocks.slice(0, last + 1); // the editor keeps an empty line at the end to type in
}

function withDocument<T>(pieces: readonly Uint8Array[], work: (document: Y.Doc) => T): T {
  const document = new Y.Doc();
  try {
    document.transact(() => {
      for (const piece of pieces) Y.applyUpdate(document, piece);
    });
    return work(document);
  } finally {
    document.destroy();
  }
}

function paragraph(line: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(line)]);
  return element;
}

function blockOf(element: Y.XmlElement): LiveBlock[] {
  if (element.nodeName === 'paragraph') return [{ kind: 'paragraph', runs: runsOf(element) }];
  const kind = element.nodeName === 'bulletList' ? 'bullets' : element.nodeName === 'orderedList' ? 'numbers' : null;
  if (kind === null) return [];
  const items = element.toArray().flatMap((item) => (item instanceof Y.XmlElement && item.nodeName === 'listItem' ? [runsOf(item)] : []));
  return [{ kind, items }];
}

/** The text of an element and of what stands in it. */
function runsOf(element: Y.XmlElement): TextRun[] {
  return element.toArray().flatMap((node) => {
    if (node instanceof Y.XmlText) return textRuns(node);
    return node instanceof Y.XmlElement ? runsOf(node) : [];
  });
}

type Stretch = { insert?: unknown; attributes?: Record<string, unknown> };

function textRuns(text: Y.XmlText): TextRun[] {
  const stretches = text.toDelta() as Stretch[]; // untyped in Yjs
  return stretches.flatMap(({ insert, attributes = {} }) =>
    typeof insert === 'string' && insert !== '' ? [{ text: insert, isBold: 'bold' in attributes, isItalic: 'italic' in attributes }] : []
  );
}
