import { expect, it } from 'vitest';
import { drawLot } from './lot.ts';

it('lays the cards the same at every look, whatever order they came in', () => {
  expect(drawLot(['c', 'a', 'b'], 'noor')).toEqual(drawLot(['b', 'c', 'a'], 'noor'));
});

it('puts no coach first for everybody (C23)', () => {
  const firsts = Array.from({ length: 300 }, (_, at) => drawLot(['hugo', 'mo', 'an'], `coachee ${at}`)[0]);
  for (const coach of ['hugo', 'mo', 'an']) expect(firsts.filter((first) => first === coach).length).toBeGreaterThan(50);
});
