import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import type { ToolSources } from '#lib/content/tool-schema.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listToolVersions } from '#lib/server/queries/own-tools.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { importShelf } from './import-shelf.ts';
import { archiveOwnTool, readOwnLibrary, writeOwnTool } from './keep-own-tools.ts';

const house = readLibrary(process.cwd());
const file = (name: string) => readFileSync(`content/toolkit/energy-map/${name}`, 'utf8');
const walk: ToolSources = {
  id: 'own-walk',
  facts: file('tool.json'),
  texts: { nl: file('nl.md').replace('De energiekaart', 'De zwaluwkaart') }
};

onBothEngines('own tools', (opened) => {
  let town: Town;
  const as = <T>(name: Identity, work: (db: PersonDb) => Promise<T>) => town.database.doors.asPerson(town.people[name].token, work);
  const authorOf = (name: Identity) => ({ organisationId: town.people[name].organisation, personId: town.people[name].id });
  const write = (sources: ToolSources, basedOn?: number) =>
    as('coordinator', (db) => writeOwnTool(db, authorOf('coordinator'), { sources, ...(basedOn !== undefined && { basedOn }) }));
  const shelfOf = (name: Identity) => as(name, (db) => readOwnLibrary(db, house, town.people[name].organisation));
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('stand beside those of the house for everybody here, are found, and are not there for another organisation (C6, C40)', async () => {
    expect(await write(walk)).toEqual({ number: 1, outcome: 'new' });
    const shelf = await shelfOf('coachee');
    expect(shelf.tools).toHaveLength(house.tools.length + 1);
    expect(shelf.tool('own-walk')?.tool.isLocal).toBe(true);
    expect(shelf.findTools('zwaluwkaart', 'nl')).toEqual(['own-walk']);
    expect(shelf.tool('own-walk')?.own?.writtenIn).toEqual(['nl']);
    expect((await shelfOf('strangerCoachee')).tool('own-walk')).toBeNull();
    expect(house.tools.every(({ tool }) => shelf.tool(tool.id) === house.tool(tool.id))).toBe(true);
  });

  it('are kept version by version; what two change at once is not lost unseen', async () => {
    const text = { ...walk, texts: { nl: walk.texts.nl?.replace('zwaluwkaart', 'merelkaart') ?? '' } };
    expect(await write(walk)).toEqual({ number: 1, outcome: 'same' });
    expect(await write(text, 1)).toEqual({ number: 2, outcome: 'changed' });
    expect(await write(walk, 1)).toEqual({ outcome: 'overtaken' });
    expect((await shelfOf('coach')).findTools('merelkaart', 'nl')).toEqual(['own-walk']); // the index is made anew
    expect((await as('coach', (db) => listToolVersions(db, 'own-walk'))).map(({ number }) => number)).toEqual([2, 1]);
  });

  it('are put away and taken back: no longer found, still to be read where a pair used them', async () => {
    const put = (isArchived: boolean) =>
      as('coordinator', (db) => archiveOwnTool(db, authorOf('coordinator'), { slug: 'own-walk', isArchived }));
    expect(await put(true)).toBe(true);
    const shelf = await shelfOf('coach');
    expect([shelf.tools.length, shelf.findTools('merelkaart', 'nl').includes('own-walk')]).toEqual([house.tools.length, false]);
    expect(shelf.tool('own-walk')?.own?.isArchived).toBe(true);
    expect(await put(false)).toBe(true);
    expect((await shelfOf('coach')).tools).toHaveLength(house.tools.length + 1);
  });

  it('come in from a zip all together or not at all, and a dry run leaves nothing', async () => {
    const situations = house.situations.map(({ id }) => id);
    const bring = (entries: readonly ToolSources[], isDry: boolean) =>
      importShelf(
        (work) => as('strangerCoordinator', work),
        () => Promise.resolve(authorOf('strangerCoordinator')),
        { entries, situations, locale: 'nl', isDry }
      );
    const outcomes = async (...asked: Parameters<typeof bring>) => (await bring(...asked)).map(({ outcome }) => outcome);
    const hostile = { ...walk, id: 'own-bad', texts: { nl: `${walk.texts.nl ?? ''}\n<script>alert(1)</script>` } };
    const unknown = { ...walk, id: 'own-odd', facts: walk.facts.replace('too-much', 'never-heard-of') };
    expect(await outcomes([walk], true)).toEqual(['new']);
    expect(await outcomes([walk, hostile, unknown], false)).toEqual(['new', 'refused', 'refused']);
    expect((await shelfOf('stranger')).tool('own-walk')).toBeNull();
    expect(await outcomes([walk], false)).toEqual(['new']);
    expect(await outcomes([walk, { ...walk, id: 'own-second' }], false)).toEqual(['same', 'new']);
    expect((await shelfOf('stranger')).findTools('zwaluwkaart', 'nl').toSorted()).toEqual(['own-second', 'own-walk']);
    const [line] = await bring([{ ...walk, facts: '{' }], true);
    expect(line?.faults[0]).toContain('tool.json');
  });
});
