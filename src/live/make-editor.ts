import { Editor, Extension } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Document } from '@tiptap/extension-document';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import type { Plugin } from '@tiptap/pm/state';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Parts } from './parts.ts';

/** One line of text per item, and Tab stays what it is everywhere: the way to the next control. */
const OneLineItem = ListItem.extend({
  content: 'paragraph',
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  }
});

const kept = ['paragraph', 'bulletList', 'orderedList', 'listItem'];

/** Makes the editor: paragraphs, lists, bold, italic; undo takes back what was typed here, never what the other typed. */
export function makeEditor(parts: Parts, document: Y.Doc, awareness: Awareness): Editor {
  const attributes = {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': parts.host.dataset['labelledby'] ?? '',
    'aria-describedby': parts.host.dataset['describedby'] ?? '',
    class: 'live-text'
  };
  return new Editor({
    element: parts.host,
    content: { type: 'doc', content: [{ type: 'paragraph' }] }, // as text it would be read as markup, which this page refuses
    injectCSS: false, // the page brings its own; styles in the page are not allowed
    extensions: [
      Document,
      Paragraph,
      Text,
      Bold,
      Italic,
      BulletList,
      OrderedList,
      OneLineItem,
      ListKeymap,
      // Undo never takes away a list or a line that the other has written in meanwhile.
      Collaboration.configure({ document, field: 'text', yUndoOptions: { protectedNodes: new Set(kept) } }),
      cursors(parts, awareness)
    ],
    editorProps: { attributes }
  });
}

/** Where the other is: a line in the text with the name beside it, and what is selected. Classes only, no styles. */
function cursors(parts: Parts, awareness: Awareness) {
  const nameOf = (user: { id?: string }) => parts.people.get(user.id ?? '') ?? '';
  return Extension.create({
    name: 'cursors',
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: (user: { id?: string }) => cursorOf(nameOf(user)),
        selectionBuilder: () => ({ class: 'live-selection' })
      }) as Plugin // untyped upstream
    ]
  });
}

function cursorOf(name: string): HTMLElement {
  const cursor = document.createElement('span');
  cursor.className = 'live-cursor';
  cursor.setAttribute('aria-hidden', 'true'); // who is present is said elsewhere, once
  const label = document.createElement('span');
  label.className = 'live-cursor-name';
  label.textContent = name;
  cursor.append('\u2060', label, '\u2060');
  return cursor;
}
