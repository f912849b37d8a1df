/** What the page put down for the editor: where it goes, what it replaces, and every word it may say. */
export type Parts = {
  /** `/live/<relationship>/<conversation>` on our own address. */
  path: string;
  /** The id of the talk; the document has the same name. */
  name: string;
  /** The two people of the pair, by id. */
  people: ReadonlyMap<string, string>;
  me: string;
  /** Sentences by name; `{name}` in one of them stands for a person. */
  words: Readonly<Record<string, string | undefined>>;
  /** Shown once the document is there; empty until then. */
  desk: HTMLElement;
  host: HTMLElement;
  buttons: readonly HTMLButtonElement[];
  /** The notes as the server drew them, and the form: they go when the document is there. */
  still: readonly HTMLElement[];
  presence: HTMLElement;
  status: HTMLElement;
};

/** Reads the parts of `[data-live]`; null when the page is not as this script knows it: then it stays a document. */
export function readParts(root: HTMLElement): Parts | null {
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-live-${name}]`);
  const [desk, host, presence, status] = [part('desk'), part('host'), part('presence'), part('status')];
  const { path, me, people = '' } = root.dataset;
  if (!desk || !host || !presence || !status || path === undefined || me === undefined) return null;
  return {
    path,
    name: path.split('/').at(-1) ?? '',
    people: new Map(people.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)])),
    me,
    words: root.dataset,
    desk,
    host,
    buttons: [...desk.querySelectorAll<HTMLButtonElement>('button[data-act]')],
    still: [...root.querySelectorAll<HTMLElement>('[data-live-still]')],
    presence,
    status
  };
}

/** Says something in a place that is read aloud, once. */
export function sayIn(place: HTMLElement, words: string): void {
  if (place.textContent !== words) place.textContent = words;
}
