// The editor of live notes, loaded on the page of a talk only. Without it the page shows the notes and a form to add to them.
import { openNotes } from './open-notes.ts';

for (const root of document.querySelectorAll<HTMLElement>('[data-live]')) openNotes(root);
