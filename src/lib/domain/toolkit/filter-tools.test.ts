import { expect, it } from 'vitest';
import { filterTools, type ToolFilter } from './filter-tools.ts';
import type { ToolToFind } from './tool.ts';

const plain = { phases: ['working'], evidence: 'plausible', sources: [], situations: ['applying'] } as const;
const tools: readonly ToolToFind[] = [
  { ...plain, id: 'vacancy', legs: ['career'], world: 'work', minutes: 15, kind: 'tool' },
  { ...plain, id: 'map', legs: ['network', 'career'], world: 'both', minutes: 30, kind: 'exercise' },
  { ...plain, id: 'listen', legs: ['socio-emotional'], world: 'education', minutes: 45, kind: 'insight', situations: ['conflict'] },
  { ...plain, id: 'agenda', legs: ['autonomy'], world: 'education', minutes: 10, kind: 'tool' },
  { ...plain, id: 'futures', legs: ['career'], world: 'education', minutes: 60, kind: 'exercise', situations: ['conflict', 'ending'] },
  { ...plain, id: 'energy', legs: ['career'], world: 'both', minutes: 15, kind: 'exercise', situations: ['ending', 'conflict'] }
];
const ids = (filter: ToolFilter) => filterTools(tools, filter).map(({ id }) => id);

it('arranges all tools leg by leg, short before long, then by name (C41)', () => {
  expect(ids({})).toEqual(['listen', 'map', 'agenda', 'energy', 'vacancy', 'futures']);
});

it('finds the tools of a leg, those that serve it most first (C41)', () => {
  expect(ids({ leg: 'career' })).toEqual(['energy', 'vacancy', 'futures', 'map']);
});

it('finds tools of both worlds in either world', () => {
  expect(ids({ world: 'work' })).toEqual(['map', 'energy', 'vacancy']);
  expect(ids({ world: 'education' })).toEqual(['listen', 'map', 'agenda', 'energy', 'futures']);
  expect(ids({ world: 'both' })).toEqual(['map', 'energy']);
});

it('finds tools that take at most so many minutes, and that of a kind', () => {
  expect(ids({ maxMinutes: 15 })).toEqual(['agenda', 'energy', 'vacancy']);
  expect(ids({ kind: 'exercise' })).toEqual(['map', 'energy', 'futures']);
});

it('finds the tools of a situation, leg by leg, those that serve it most first (C41)', () => {
  expect(ids({ situation: 'conflict' })).toEqual(['listen', 'futures', 'energy']);
  expect(ids({ situation: 'unknown' })).toEqual([]);
});

it('keeps every leg in sight when no leg is chosen (C6)', () => {
  for (const filter of [{}, { world: 'education' }, { maxMinutes: 45 }] as const)
    expect(new Set(filterTools(tools, filter).flatMap(({ legs }) => legs)).size).toBe(4);
});

it('finds only tools that fit every wish', () => {
  expect(ids({ leg: 'career', world: 'education', maxMinutes: 30, kind: 'exercise' })).toEqual(['energy', 'map']);
  expect(ids({ leg: 'autonomy', world: 'work' })).toEqual([]);
});

it('leaves the choice open for a wish that is null', () => {
  expect(ids({ leg: null, situation: null, world: null, maxMinutes: null, kind: null })).toEqual(ids({}));
});
