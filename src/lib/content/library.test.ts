import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forEachLeg, supportTypes } from '#lib/domain/support/support-type.ts';
import { suggestTools } from '#lib/domain/toolkit/suggest-tools.ts';
import { temporaryFolder } from '#test/temporary-folder.ts';
import { readLibrary } from './library.ts';

const root = process.cwd();

function shelfWith(prepare: (content: string) => void): string {
  const copy = temporaryFolder('shelf');
  cpSync(join(root, 'content'), join(copy, 'content'), { recursive: true });
  prepare(join(copy, 'content'));
  return copy;
}

/** A second, tiny questionnaire: one item per leg. */
function addTinyInstrument(content: string): void {
  const folder = join(content, 'instruments/tiny-1');
  mkdirSync(folder);
  const items = supportTypes.map((leg, index) => ({ id: `TT${index + 1}`, leg, facet: 'tiny', core: true }));
  const structure = {
    id: 'tiny-1',
    kind: 'mirror',
    validated: true,
    periodDays: 30,
    groupSize: 2,
    licence: 'CC0',
    sources: ['made for a test'],
    items
  };
  const words = (me: string, coach: string) => ({
    title: 'Tiny',
    intro: { coach: me, coachee: me },
    period: 'in the past month',
    scale: ['a', 'b', 'c', 'd', 'e'],
    notApplicable: 'n/a',
    items: Object.fromEntries(items.map(({ id }) => [id, { coach: `${me} listen`, coachee: `${coach} listens` }]))
  });
  writeFileSync(join(folder, 'instrument.json'), JSON.stringify(structure));
  writeFileSync(join(folder, 'nl.json'), JSON.stringify(words('Ik', 'Mijn coach')));
  writeFileSync(join(folder, 'en.json'), JSON.stringify(words('I', 'My coach')));
}

it('holds a questionnaire of six items per leg, and the need questions (C1)', () => {
  const { mirrors, currentNeeds } = readLibrary(root);
  const [first] = mirrors;
  expect(supportTypes.map((leg) => first?.instrument.items.filter((item) => item.leg === leg).length)).toEqual([6, 6, 6, 6]);
  expect(currentNeeds.instrument.items.map(({ leg }) => leg).toSorted()).toEqual([...supportTypes].toSorted());
});

it('takes another questionnaire from its folder alone, without touching code', () => {
  const library = readLibrary(shelfWith(addTinyInstrument));
  expect(library.mirror('tiny-1').instrument.items).toHaveLength(4);
  expect(library.mirror('tiny-1').words.nl.items['TT1']?.coachee).toBe('Mijn coach listens');
});

it('refuses a broken questionnaire with file, field and reason', () => {
  const broken = shelfWith((content) => {
    addTinyInstrument(content);
    writeFileSync(join(content, 'instruments/tiny-1/en.json'), JSON.stringify({ title: 'Tiny' }));
  });
  expect(() => readLibrary(broken)).toThrow(/tiny-1\/en\.json.*intro/s);
});

it('asks after the other contacts of the coachee too (C38)', () => {
  const { instrument, words } = readLibrary(root).mirror('four-legs-1');
  const item = instrument.items.find(({ facet }) => facet === 'other-relations');
  expect(item?.leg).toBe('socio-emotional');
  expect(words.en.items[item?.id ?? '']?.coachee).toContain('someone else');
});

it('has tools for every leg from education and from work (C6, C42)', () => {
  const { tools } = readLibrary(root);
  for (const leg of supportTypes) {
    const worlds = tools.filter(({ tool }) => tool.legs.includes(leg)).map(({ tool }) => tool.world);
    expect(worlds.length).toBeGreaterThanOrEqual(3);
    expect(worlds).toEqual(expect.arrayContaining(['education', 'work']));
  }
});

it('says of every tool how well it is supported (C40)', () => {
  for (const { tool } of readLibrary(root).tools) expect(['research-based', 'practice-based', 'plausible']).toContain(tool.evidence);
});

it('suggests something to do, not to read, for every leg, world and phase, with one idea from over the wall (C2, C3, C42)', () => {
  const tools = readLibrary(root).tools.map(({ tool }) => tool);
  const nothing = { offered: null, received: null, needed: null, wish: null };
  const pairs = (['education', 'work'] as const).flatMap((world) =>
    (['acquainting', 'working', 'closing', null] as const).map((phase) => ({ world, phase }))
  );
  for (const leg of supportTypes) {
    const chair = forEachLeg((one) => (one === leg ? { ...nothing, received: 3, needed: 5 } : nothing));
    for (const pair of pairs) {
      const found = suggestTools({ chair, tools, ...pair });
      const told = found.map((one) => [one.leg, ['tool', 'exercise'].includes(one.tool.kind), one.isFromOtherWorld]);
      expect({ pair, told }).toEqual({
        pair,
        told: [
          [leg, true, false],
          [leg, true, false],
          [leg, true, true]
        ]
      });
    }
  }
});
