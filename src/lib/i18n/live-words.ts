import { m } from './m.ts';

/** Every word of the notes that two people write together; `name`: the other one. Those in `said` are said by the script of the page. */
export function liveWords(name: string) {
  return {
    label: m.live_label(),
    help: m.live_help(),
    visibility: m.live_visibility({ name }),
    none: m.live_none(),
    readOnly: m.live_read_only(),
    toolbar: m.live_toolbar(),
    add: m.live_add(),
    addHelp: m.live_add_help(),
    addButton: m.live_add_button(),
    versions: m.live_versions(),
    versionsHelp: m.live_versions_help(),
    acts: [
      { act: 'bold', word: m.live_bold() },
      { act: 'italic', word: m.live_italic() },
      { act: 'bullets', word: m.live_bullets() },
      { act: 'numbers', word: m.live_numbers() },
      { act: 'undo', word: m.live_undo() },
      { act: 'redo', word: m.live_redo() }
    ],
    said: {
      'data-here': m.live_here({ name: '{name}' }),
      'data-broken': m.live_broken(),
      'data-back': m.live_back(),
      'data-signed-out': m.live_signed_out(),
      'data-over': m.live_over(),
      'data-over-unsent': m.live_over_unsent(),
      'data-full': m.live_full()
    }
  } as const;
}

/** What is wrong with a text for the notes, as a sentence; undefined when nothing is. */
export function liveProblem(problem: 'missing' | 'long' | undefined): string | undefined {
  return problem && { missing: m.live_problem_missing(), long: m.live_problem_long() }[problem];
}
