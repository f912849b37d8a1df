import type { ChainedCommands, Editor } from '@tiptap/core';
import type { Parts } from './parts.ts';

/** What a button does, by its `data-act`. `isOn` null: it does something once and has no state. */
type Act = { run: (chain: ChainedCommands) => ChainedCommands; isOn: ((editor: Editor) => boolean) | null };

const acts: Readonly<Record<string, Act>> = {
  bold: { run: (chain) => chain.toggleBold(), isOn: (editor) => editor.isActive('bold') },
  italic: { run: (chain) => chain.toggleItalic(), isOn: (editor) => editor.isActive('italic') },
  bullets: { run: (chain) => chain.toggleBulletList(), isOn: (editor) => editor.isActive('bulletList') },
  numbers: { run: (chain) => chain.toggleOrderedList(), isOn: (editor) => editor.isActive('orderedList') },
  undo: { run: (chain) => chain.undo(), isOn: null },
  redo: { run: (chain) => chain.redo(), isOn: null }
};

/** Makes the buttons of the page work on the editor, and lets them say what is on where the cursor stands. */
export function wireButtons({ buttons }: Parts, editor: Editor): void {
  for (const button of buttons) {
    const act = acts[button.dataset['act'] ?? ''];
    if (!act) continue;
    button.addEventListener('click', () => {
      editor.view.focus(); // at once: Tiptap's own focus comes a moment later, and what is typed meanwhile is lost
      act.run(editor.chain()).run();
    });
  }
  const show = () => {
    for (const button of buttons) {
      const isOn = acts[button.dataset['act'] ?? '']?.isOn;
      button.disabled = !editor.isEditable;
      if (isOn) button.setAttribute('aria-pressed', String(isOn(editor)));
    }
  };
  editor.on('transaction', show);
  editor.on('update', show);
  show();
}
