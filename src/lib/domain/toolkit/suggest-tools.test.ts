import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChairLegs, LegValues } from '#lib/domain/chair/chair-legs.ts';
import { forEachLeg, supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import { suggestTools, type SuggestionInput } from './suggest-tools.ts';
import type { Tool } from './tool.ts';

const nothing: LegValues = { offered: null, received: null, needed: null, wish: null };
const chairOf = (legs: Partial<Record<SupportType, readonly [received: number, needed: number]>>): ChairLegs =>
  forEachLeg((leg) => {
    const [received, needed] = legs[leg] ?? [null, null];
    return { ...nothing, received, needed };
  });

const plain = { minutes: 20, kind: 'tool', phases: ['working'], evidence: 'practice-based', sources: [] } as const;
const tool = (id: string, legs: readonly SupportType[], facts: Partial<Tool> = {}): Tool => ({
  ...plain,
  world: 'both',
  ...facts,
  id,
  legs
});
const suggest = (input: Pick<SuggestionInput, 'chair' | 'tools'> & Partial<SuggestionInput>) =>
  suggestTools({ world: 'education', phase: 'working', ...input });
const ids = (input: Parameters<typeof suggest>[0]) => suggest(input).map((suggestion) => suggestion.tool.id);

const wantsNetwork = chairOf({ 'socio-emotional': [4, 4], network: [2, 5], autonomy: [3, 4], career: [4, 3] });

it('gives two tools of the own world or both, and one from the other side of the wall (C42): docs/methods/suggestion.md', () => {
  const tools = [
    tool('map', ['network'], { evidence: 'plausible' }),
    tool('first-message', ['network'], { world: 'education' }),
    tool('introduction', ['network'], { world: 'both', minutes: 45 }),
    tool('lunch', ['network'], { world: 'work' }),
    tool('fair', ['network'], { world: 'work', minutes: 10 }),
    tool('agenda', ['autonomy'])
  ];
  expect(suggest({ chair: wantsNetwork, tools }).map((found) => [found.tool.id, found.leg, found.why, found.isFromOtherWorld])).toEqual([
    ['first-message', 'network', 'too-little', false],
    ['introduction', 'network', 'too-little', false],
    ['fair', 'network', 'too-little', true]
  ]);
});

it('turns the wall round for a pair at work', () => {
  const tools = [tool('school', ['network'], { world: 'education' }), tool('lunch', ['network'], { world: 'work' })];
  const found = suggest({ chair: wantsNetwork, tools, world: 'work' });
  expect(found.map((suggestion) => [suggestion.tool.id, suggestion.isFromOtherWorld])).toEqual([
    ['lunch', false],
    ['school', true]
  ]);
});

it('serves a weak socio-emotional leg first, and blocks no other leg (C2)', () => {
  const chair = chairOf({ 'socio-emotional': [2.5, 1], network: [1, 5], autonomy: [3, 3], career: [3, 3] });
  const tools = [tool('map', ['network']), tool('listen', ['socio-emotional'], { minutes: 90 })];
  expect(suggest({ chair, tools }).map(({ tool: found, why }) => [found.id, why])).toEqual([
    ['listen', 'foundation'],
    ['map', 'too-little']
  ]);
});

it('fills up from the next missed leg when the leading leg has too few tools (C3)', () => {
  const tools = [tool('map', ['network']), tool('agenda', ['autonomy']), tool('vacancy', ['career'])];
  expect(ids({ chair: wantsNetwork, tools })).toEqual(['map', 'agenda']);
});

it('suggests a tool that serves two missed legs only once', () => {
  expect(ids({ chair: wantsNetwork, tools: [tool('both-legs', ['network', 'autonomy'])] })).toEqual(['both-legs']);
});

it('takes only one leg to keep well when nothing is missed', () => {
  const chair = chairOf({ 'socio-emotional': [4, 4], network: [3, 3.2], autonomy: [3, 3], career: [3, 3] });
  const tools = [tool('map', ['network']), tool('agenda', ['autonomy'])];
  expect(suggest({ chair, tools }).map(({ tool: found, why }) => [found.id, why])).toEqual([['map', 'about-right']]);
});

it('suggests nothing when all that is known is more than wanted', () => {
  expect(suggest({ chair: chairOf({ network: [5, 2] }), tools: [tool('map', ['network'])] })).toEqual([]);
});

it('begins with the foundation when nothing is known', () => {
  const tools = [tool('map', ['network']), tool('listen', ['socio-emotional'])];
  expect(suggest({ chair: chairOf({}), tools }).map(({ tool: found, why }) => [found.id, why])).toEqual([['listen', 'start']]);
});

it.each<readonly [string, Partial<Tool>, Partial<Tool>]>([
  ['a tool for this phase before one for another', { phases: ['working'], minutes: 90 }, { phases: ['closing'], minutes: 5 }],
  ['stronger evidence before weaker', { evidence: 'research-based', minutes: 90 }, { evidence: 'practice-based', minutes: 5 }],
  ['practice before the plausible', { evidence: 'practice-based', minutes: 90 }, { evidence: 'plausible', minutes: 5 }],
  ['short before long', { minutes: 10 }, { minutes: 11 }]
])('puts %s', (_, better, worse) => {
  expect(ids({ chair: wantsNetwork, tools: [tool('a', ['network'], worse), tool('b', ['network'], better)] })).toEqual(['b', 'a']);
});

it('puts what a pair can do before what it can read, however well that fits', () => {
  const tools = [
    tool('a', ['network'], { kind: 'insight', evidence: 'research-based', minutes: 5 }),
    tool('b', ['network'], { kind: 'example', minutes: 5 }),
    tool('c', ['autonomy', 'network'], { kind: 'exercise', phases: ['closing'], evidence: 'plausible', minutes: 90 })
  ];
  expect(ids({ chair: wantsNetwork, tools })).toEqual(['c', 'a']);
});

it('lets a tool that the pair took up lately step back, without hiding it', () => {
  const tools = [tool('a', ['network']), tool('b', ['network'], { kind: 'insight' })];
  expect(ids({ chair: wantsNetwork, tools, lately: ['a'] })).toEqual(['b', 'a']);
  expect(ids({ chair: wantsNetwork, tools: tools.slice(0, 1), lately: ['a'] })).toEqual(['a']);
});

it('puts a tool that serves the leg most before one that also serves it', () => {
  const tools = [tool('a', ['career', 'network'], { minutes: 5 }), tool('b', ['network', 'career'], { minutes: 90 })];
  expect(ids({ chair: wantsNetwork, tools })).toEqual(['b', 'a']);
});

it('asks for no phase when none is known', () => {
  const tools = [tool('a', ['network'], { phases: ['closing'], minutes: 5 }), tool('b', ['network'], { minutes: 90 })];
  expect(ids({ chair: wantsNetwork, tools, phase: null })).toEqual(['a', 'b']);
});

it('gives the same tools whatever order they are stored in, each once, for two legs or one', () => {
  const tools = supportTypes.flatMap((leg, index) => [
    tool(`a${String(index)}`, [leg, 'network']),
    tool(`b${String(index)}`, [leg], { world: 'work' }),
    tool(`c${String(index)}`, [leg], { world: 'education' })
  ]);
  const shuffled = fc.shuffledSubarray(tools, { minLength: tools.length });
  fc.assert(
    fc.property(shuffled, (order) => {
      const found = ids({ chair: wantsNetwork, tools: order });
      expect(found).toEqual(ids({ chair: wantsNetwork, tools }));
      expect(new Set(found).size).toBe(found.length);
      expect(found.length).toBe(3);
    })
  );
});

const anyTool = fc.record({
  legs: fc.shuffledSubarray([...supportTypes], { minLength: 1 }),
  world: fc.constantFrom('education' as const, 'work' as const, 'both' as const),
  kind: fc.constantFrom('tool' as const, 'exercise' as const, 'example' as const, 'insight' as const),
  minutes: fc.integer({ min: 5, max: 240 }),
  phases: fc.shuffledSubarray(['acquainting', 'working', 'closing'] as const, { minLength: 1 })
});
const anyShelf = fc
  .array(anyTool, { maxLength: 24 })
  .map((facts) => facts.map(({ legs, ...rest }, index) => tool(`t${String(index)}`, legs, rest)));
const anyValue = fc.option(fc.constantFrom(1, 2, 2.9, 3, 4, 5));
const anyChair = fc
  .tuple(...supportTypes.map(() => fc.record({ received: anyValue, needed: anyValue })))
  .map((values) => forEachLeg((leg) => ({ ...nothing, ...values[supportTypes.indexOf(leg)] })));
const anyInput = fc.record({
  chair: anyChair,
  tools: anyShelf,
  world: fc.constantFrom('education' as const, 'work' as const),
  phase: fc.constantFrom('acquainting' as const, 'working' as const, 'closing' as const, null),
  lately: fc.subarray(Array.from({ length: 24 }, (_, index) => `t${String(index)}`))
});
const isReading = ({ kind }: Tool) => kind === 'insight' || kind === 'example';

it('suggests at most two from the own side and one from over the wall, each once and with its reason (C42)', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const found = suggestTools(input);
      expect(new Set(found.map(({ tool: { id } }) => id)).size).toBe(found.length);
      expect(found.filter(({ isFromOtherWorld }) => !isFromOtherWorld).length).toBeLessThanOrEqual(2);
      expect(found.filter(({ isFromOtherWorld }) => isFromOtherWorld).length).toBeLessThanOrEqual(1);
      for (const {
        tool: { legs, world },
        leg,
        isFromOtherWorld
      } of found) {
        expect(legs).toContain(leg);
        expect(isFromOtherWorld).toBe(world !== 'both' && world !== input.world);
      }
    })
  );
});

it('begins with the foundation whenever it is weak and the shelf has anything for it on the own side (C2)', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const { received } = input.chair['socio-emotional'];
      const isOwn = ({ legs, world }: Tool) => legs.includes('socio-emotional') && [input.world, 'both'].includes(world);
      if (received === null || received >= 3 || !input.tools.some(isOwn)) return;
      expect(suggestTools(input)[0]).toMatchObject({ leg: 'socio-emotional', why: 'foundation' });
    })
  );
});

it('never gives something to read, nor a tool of lately, where the same leg had a fresh thing to do', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const found = suggestTools(input);
      const given = found.map(({ tool: { id } }) => id);
      for (const { tool: one, leg, isFromOtherWorld } of found) {
        if (!isReading(one) && !input.lately.includes(one.id)) continue;
        const isOnSameSide = ({ world }: Tool) => (world !== 'both' && world !== input.world) === isFromOtherWorld;
        const better = input.tools.filter(
          (other) => other.legs.includes(leg) && isOnSameSide(other) && !isReading(other) && !input.lately.includes(other.id)
        );
        expect(better.filter(({ id }) => !given.includes(id))).toEqual([]);
      }
    })
  );
});
