import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '#lib/domain/mirror/instrument.ts';
import type { NeedsInstrument } from '#lib/domain/needs/parse-needs.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { type AcquaintanceShelf, readAcquaintance } from './acquaintance.ts';
import { type AgreementOnShelf, readAgreementFields } from './agreement-schema.ts';
import { type MirrorWords, type NeedsWords, readInstrument } from './instrument-schema.ts';
import { type MatchShelf, readMatching } from './matching.ts';
import { makeToolSearch, type ToolSearch } from './search/tool-search.ts';
import { readSituations, type Situation } from './situations.ts';
import { readTool, type ToolEntry } from './tool-schema.ts';

export type MirrorOnShelf = { instrument: Instrument; words: Record<Locale, MirrorWords> };
export type NeedsOnShelf = { instrument: NeedsInstrument; words: Record<Locale, NeedsWords> };
export type ToolOnShelf = ToolEntry;

/** The shelf: what people read and answer, read once at the start. */
export type Library = {
  /** The questionnaire of this id. Throws when it is not on the shelf: rounds outlive versions, so versions stay. */
  mirror: (id: string) => MirrorOnShelf;
  /** Every mirrored questionnaire, newest version first. */
  mirrors: readonly MirrorOnShelf[];
  needs: (id: string) => NeedsOnShelf;
  /** The version of the need questions that is asked now. */
  currentNeeds: NeedsOnShelf;
  tools: readonly ToolOnShelf[];
  tool: (id: string) => ToolOnShelf | null;
  /** Finds tools by what somebody types. */
  findTools: ToolSearch;
  /** What can be going on when somebody looks for a tool, in the order in which it is offered (C41). */
  situations: readonly Situation[];
  /** Ways of meeting, topics of common ground and question cards (C21, C22). */
  acquaintance: AcquaintanceShelf;
  /** What a working agreement is about, with the text it begins with (C13-C16). */
  agreement: AgreementOnShelf;
  /** What people choose from when they tell about themselves for the match. */
  matching: MatchShelf;
};

/** Reads the shelf. Throws ContentError with file, field and reason when an entry is not as it should be. */
export function readLibrary(root: string): Library {
  const shelf = join(root, 'content');
  const entries = foldersIn(join(shelf, 'instruments')).map((id) => readInstrument(join(shelf, 'instruments', id)));
  const mirrors = entries.flatMap((entry) => (entry.kind === 'mirror' ? [entry.entry] : [])).reverse();
  const needs = entries.flatMap((entry) => (entry.kind === 'needs' ? [entry.entry] : []));
  const currentNeeds = needs.at(-1);
  if (!currentNeeds || mirrors.length === 0) throw new RangeError('readLibrary wants a mirror and need questions on the shelf');
  const tools = foldersIn(join(shelf, 'toolkit')).map((id) => readTool(join(shelf, 'toolkit', id)));
  const situations = readSituations(root);
  return {
    mirrors,
    mirror: (id) =>
      onShelf(
        mirrors.find((entry) => entry.instrument.id === id),
        id
      ),
    needs: (id) =>
      onShelf(
        needs.find((entry) => entry.instrument.id === id),
        id
      ),
    currentNeeds,
    tools,
    tool: (id) => tools.find((entry) => entry.tool.id === id) ?? null,
    findTools: makeToolSearch(tools, situations),
    situations,
    acquaintance: readAcquaintance(root),
    agreement: readAgreementFields(join(shelf, 'agreement')),
    matching: readMatching(root)
  };
}

/** The shelf with the own entries of an organisation beside those of the house; what was put away is opened, and no longer found. */
export function withOwnTools(library: Library, own: readonly ToolEntry[]): Library {
  const tools = [...library.tools, ...own.filter((entry) => entry.own?.isArchived !== true)];
  return {
    ...library,
    tools,
    tool: (id) => library.tool(id) ?? own.find((entry) => entry.tool.id === id) ?? null,
    findTools: makeToolSearch(tools, library.situations)
  };
}

function onShelf<T>(entry: T | undefined, id: string): T {
  if (entry === undefined) throw new RangeError(`the shelf wants ${id}, which was used before; put its folder back`);
  return entry;
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
