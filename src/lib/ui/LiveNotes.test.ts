import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { liveWords } from '#lib/i18n/live-words.ts';
import LiveNotes from './LiveNotes.svelte';

const text = '<img src=x onerror=alert(1)> %nonce%';
const notes = {
  blocks: [{ kind: 'paragraph', runs: [{ text, isBold: true, isItalic: false }] }],
  mayWrite: true,
  versions: []
} as const;
const shown = (given: Partial<Parameters<typeof drawn>[0]>) => drawn({ notes, editor: null, ...given });

function drawn(given: { notes: object; editor: object | null }): { head: string; body: string } {
  const props = { words: liveWords('Yusuf'), action: '?/add', timeZone: 'Europe/Brussels', ...given };
  return render(LiveNotes, { props: props as Parameters<typeof LiveNotes>[1] }); // the shapes above are what a page gives
}

it('draws what was written as text, never as markup', () => {
  const { body } = shown({});
  expect(body).toContain('<strong>&lt;img src=x onerror=alert(1)> %nonce%</strong>');
  expect(body).not.toContain('<img');
});

it('starts the editor only when the page offers one, with the word of this answer on its script', () => {
  const editor = { script: '/live/notes.js?1', nonce: 'once', path: '/live/a/b', me: 'a', people: [{ id: 'a', name: 'Noor de Wit' }] };
  expect(shown({ editor }).head).toContain('<script type="module" src="/live/notes.js?1" nonce="once"></script>');
  expect(shown({ editor }).body).toContain('data-people="a Noor de Wit"');
  expect(shown({}).head).not.toContain('<script');
  expect(shown({}).body).not.toContain('data-live=""');
});

it('has no form where nobody may write', () => {
  expect(shown({}).body).toContain('action="?/add"');
  expect(shown({ notes: { ...notes, mayWrite: false } }).body).not.toContain('<form');
});
