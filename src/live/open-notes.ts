import type { Editor } from '@tiptap/core';
import * as Y from 'yjs';
import { type Line, openLine } from './line.ts';
import { makeEditor } from './make-editor.ts';
import { type Parts, readParts, sayIn } from './parts.ts';
import { showPresence } from './presence.ts';
import { wireButtons } from './toolbar.ts';

/** Puts the editor in the place of the drawn notes as soon as the document has come, and keeps the page honest about the connection. */
export function openNotes(root: HTMLElement): void {
  const parts = readParts(root);
  if (!parts) return;
  const document = new Y.Doc();
  let editor: Editor | null = null;
  const line = openLine(parts, document, {
    come: () => {
      editor ??= begin(parts, document, line);
      editor.setEditable(line.mayWrite(), false);
      parts.desk.classList.toggle('is-read-only', !line.mayWrite());
    },
    over: () => {
      end(parts, editor, line);
    }
  });
  showPresence(parts, line.awareness);
  addEventListener('beforeunload', (event) => {
    if (line.hasUnsent()) event.preventDefault();
  });
}

function begin(parts: Parts, document: Y.Doc, line: Line): Editor {
  for (const element of parts.still) element.hidden = true;
  parts.desk.hidden = false;
  const editor = makeEditor(parts, document, line.awareness);
  wireButtons(parts, editor);
  return editor;
}

/** Access is over. What is on the screen goes with it, unless something on it reached nobody yet: that may be copied. */
function end(parts: Parts, editor: Editor | null, line: Line): void {
  sayIn(parts.presence, '');
  for (const element of parts.still) element.hidden = true;
  editor?.setEditable(false, false);
  for (const button of parts.buttons) button.disabled = true;
  if (line.hasUnsent()) {
    sayIn(parts.status, parts.words['overUnsent'] ?? '');
    return;
  }
  sayIn(parts.status, parts.words['over'] ?? '');
  editor?.destroy();
  parts.desk.hidden = true;
  for (const element of parts.still) element.replaceChildren();
}
