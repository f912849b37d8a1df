import type { Library, ToolOnShelf } from '#lib/content/library.ts';
import { supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import { filterTools } from '#lib/domain/toolkit/filter-tools.ts';
import type { ToolKind, World } from '#lib/domain/toolkit/tool.ts';
import type { Locale } from '#lib/i18n/locale.ts';

/** What somebody looks for in the toolkit, as the address of the page says. `words` "" and null: no wish. */
export type ToolChoice = {
  words: string;
  leg: SupportType | null;
  situation: string | null;
  world: World | null;
  maxMinutes: number | null;
  kind: ToolKind | null;
};

/** A tool as a list shows it. */
export type FoundTool = Pick<ToolOnShelf['tool'], 'id' | 'minutes' | 'world' | 'kind' | 'evidence' | 'isLocal'> & {
  title: string;
  goal: string;
};

const worlds: readonly World[] = ['education', 'work'];
const kinds: readonly ToolKind[] = ['tool', 'exercise', 'example', 'insight'];
const longestSearch = 200;

/** How long a tool may take at most, in minutes, as one can choose. */
export const lengths: readonly number[] = [10, 15, 30, 45];

/** What the address asks for. Anything unknown in it is no wish: a page that was kept still opens. */
export function readToolChoice({ searchParams }: URL, library: Library): ToolChoice {
  const asked = (name: string) => searchParams.get(name);
  return {
    words: (asked('q') ?? '').trim().slice(0, longestSearch),
    leg: supportTypes.find((leg) => leg === asked('leg')) ?? null,
    situation: library.situations.find(({ id }) => id === asked('situation'))?.id ?? null,
    world: worlds.find((world) => world === asked('world')) ?? null,
    maxMinutes: lengths.find((minutes) => String(minutes) === asked('minutes')) ?? null,
    kind: kinds.find((kind) => kind === asked('kind')) ?? null
  };
}

/** Whether anything is asked for at all. */
export function isLookingFor({ words, ...wishes }: ToolChoice): boolean {
  return words !== '' || Object.values(wishes).some((wish) => wish !== null);
}

/** The tools that fit: with words the best answer first, without them leg by leg (C41). */
export function findTools(library: Library, choice: ToolChoice, locale: Locale): FoundTool[] {
  const entries = library.tools.map(({ tool, finding, words }) => ({ ...tool, situations: finding.situations, words: words[locale] }));
  const fitting = filterTools(entries, choice);
  const found = choice.words === '' ? fitting : inOrder(fitting, library.findTools(choice.words, locale));
  return found.map(({ id, minutes, world, kind, evidence, isLocal, words: { title, goal } }) => ({
    id,
    minutes,
    world,
    kind,
    evidence,
    isLocal,
    title,
    goal
  }));
}

function inOrder<Entry extends { id: string }>(entries: readonly Entry[], ids: readonly string[]): Entry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
