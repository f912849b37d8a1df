import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forEachLeg, supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import type { ChairLegs, LegValues } from './chair-legs.ts';
import { chooseBasis, drawChair, type ChairDrawing } from './draw-chair.ts';
import { unitsPerPoint, type Point } from './project.ts';

const nothing: LegValues = { offered: null, received: null, needed: null, wish: null };
const received = (...values: readonly (number | null)[]): ChairLegs =>
  forEachLeg((leg) => ({ ...nothing, received: values[supportTypes.indexOf(leg)] ?? null }));
const legOf = (drawing: ChairDrawing, leg: SupportType) => drawing.legs.filter((drawn) => drawn.leg === leg);
const statesOf = (drawing: ChairDrawing) => drawing.legs.map(({ state }) => state);
const heightOf = (points: readonly Point[]) => Math.max(...points.map(({ y }) => y)) - Math.min(...points.map(({ y }) => y));

const extreme = fc.oneof(fc.constantFrom(1, 1.5, 2, 3, 5), fc.double({ min: 1, max: 5, noNaN: true }));
const value = fc.option(extreme);
const leg = fc.record({ offered: value, received: value, needed: value, wish: fc.constant(null) });
const anyChair: fc.Arbitrary<ChairLegs> = fc.record({ 'socio-emotional': leg, network: leg, autonomy: leg, career: leg });
const anyBasis = fc.constantFrom('offered', 'received', 'needed', undefined);

/** Every point anywhere in a drawing. */
function pointsIn(part: unknown): Point[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'x' in part && 'y' in part && typeof part.x === 'number' && typeof part.y === 'number' ? [{ x: part.x, y: part.y }] : [];
  return [...own, ...Object.values(part).flatMap(pointsIn)];
}

it('always draws all four legs, each at its own corner (C1)', () => {
  fc.assert(
    fc.property(anyChair, anyBasis, (chair, basis) => {
      const drawing = drawChair(chair, basis);
      expect(drawing.legs.map((drawn) => drawn.leg)).toEqual(supportTypes);
      expect(drawing.legs.map(({ corner }) => corner)).toEqual(['front-left', 'front-right', 'back-left', 'back-right']);
      expect(drawing.legs.map(({ shape }) => shape.length >= 4)).toEqual([true, true, true, true]);
    })
  );
});

it('stays inside its frame, whatever the chair', () => {
  fc.assert(
    fc.property(anyChair, anyBasis, (chair, basis) => {
      const { frame, legs, seat, back } = drawChair(chair, basis);
      const points = pointsIn({ legs, seat, back });
      expect(points.filter(({ x }) => x < 3 || x > frame.width - 3)).toEqual([]);
      expect(points.filter(({ y }) => y < frame.y + 3 || y > frame.y + frame.height)).toEqual([]);
    }),
    { numRuns: 2000 }
  );
});

it('stays inside its frame at every corner of the scale', () => {
  const ends = [1, 5];
  const corners = ends.flatMap((a) => ends.flatMap((b) => ends.flatMap((c) => ends.map((d) => [a, b, c, d] as const))));
  const drawings = corners.flatMap((values) => {
    const chair = forEachLeg((key) => ({ ...nothing, received: values[supportTypes.indexOf(key)] ?? null, offered: 5, needed: 5 }));
    const turned = forEachLeg((key) => ({ ...nothing, offered: values[supportTypes.indexOf(key)] ?? null, received: 5, needed: 5 }));
    return [drawChair(chair), drawChair(turned, 'offered')];
  });
  const outside = drawings.flatMap(({ legs, seat, back, frame }) =>
    pointsIn({ legs, seat, back }).filter(({ x, y }) => x < 3 || x > 317 || y < frame.y + 3)
  );
  expect(outside).toEqual([]);
});

it('holds only finite numbers, rounded to a tenth', () => {
  fc.assert(
    fc.property(anyChair, (chair) => {
      const { legs, seat, back, labels } = drawChair(chair);
      const numbers = pointsIn({ legs, seat, back, labels }).flatMap(({ x, y }) => [x, y]);
      expect(numbers.filter((number) => !Number.isFinite(number) || Math.abs(number * 10 - Math.round(number * 10)) > 1e-6)).toEqual([]);
    })
  );
});

it('ends every frame at the same floor, as wide as every other, so that chairs can stand side by side (C4)', () => {
  fc.assert(
    fc.property(anyChair, (chair) => {
      const { frame } = drawChair(chair);
      expect([frame.x, frame.width, frame.y + frame.height]).toEqual([0, 320, 346]);
    })
  );
});

it('makes a leg longer on paper when more is received', () => {
  const front = (length: number) => heightOf(legOf(drawChair(received(length, 3, 3, 3)), 'socio-emotional').flatMap(({ shape }) => shape));
  expect(front(4)).toBeGreaterThan(front(3) + unitsPerPoint * 0.8);
});

it('moves the corners of legs that change places', () => {
  const at = (drawing: ChairDrawing, key: SupportType) => legOf(drawing, key).map(({ shape }) => shape);
  const [chair, changed] = [drawChair(received(4, 2.5, 3, 3)), drawChair(received(3, 2.5, 4, 3))];
  expect(at(changed, 'socio-emotional')).not.toEqual(at(chair, 'socio-emotional'));
  expect(at(changed, 'autonomy')).not.toEqual(at(chair, 'autonomy'));
});

it('draws an unmeasured leg dotted, as long as the seat is high and never at zero (C1)', () => {
  const drawing = drawChair(received(3.9, 3.2, 3.8, null));
  expect(statesOf(drawing)).toEqual(['standing', 'standing', 'standing', 'unmeasured']);
  const dotted = legOf(drawing, 'career');
  expect(heightOf(dotted.flatMap(({ shape }) => shape))).toBeGreaterThan(2.5 * unitsPerPoint);
});

it('stands a dotted leg on the floor also where the others lift the seat', () => {
  const [dotted] = legOf(drawChair(received(1.6, 5, 5, null)), 'career');
  const foot = Math.max(...(dotted?.shape.map(({ y }) => y) ?? [0]));
  expect(Math.abs(foot - (dotted?.contact.y ?? 0))).toBeLessThan(2);
});

it('draws a level dotted chair when nothing is measured', () => {
  const drawing = drawChair(received());
  expect(drawing.isMeasured).toBe(false);
  expect(statesOf(drawing)).toEqual(['unmeasured', 'unmeasured', 'unmeasured', 'unmeasured']);
  expect(drawing.settled).toMatchObject({ tilt: { right: 0, back: 0 }, seatHeight: 3 });
});

it('breaks off a missing leg, keeps its place open, and lets nothing wobble there', () => {
  const drawing = drawChair(received(4, 1.4, 3.8, 3.6));
  const [network] = legOf(drawing, 'network');
  expect([network?.state, network?.place === null, network?.shape.length]).toEqual(['missing', false, 7]);
  expect(drawing.wobbles).toBe(false);
  expect(drawing.legs.flatMap(({ wobble }) => wobble)).toEqual([]);
});

it('breaks no leg off when the legs show what is offered or needed', () => {
  const chair = forEachLeg(() => ({ offered: 1, received: 1, needed: 1, wish: null }));
  expect(statesOf(drawChair(chair, 'offered'))).toEqual(['standing', 'standing', 'standing', 'standing']);
  expect(statesOf(drawChair(chair, 'needed'))).toEqual(['standing', 'standing', 'standing', 'standing']);
  expect(statesOf(drawChair(chair, 'received'))).toEqual(['missing', 'missing', 'missing', 'missing']);
});

it('wobbles from a residual of a quarter point, with two strokes at each side of both feet that hover', () => {
  const [firm, loose] = [drawChair(received(3.4, 3, 3.5, 4)), drawChair(received(3.5, 3, 3.5, 4))];
  expect([firm.wobbles, loose.wobbles]).toEqual([false, true]);
  expect(loose.legs.map(({ wobble }) => wobble.length)).toEqual([0, 4, 4, 0]);
  expect(firm.legs.map(({ wobble }) => wobble.length)).toEqual([0, 2, 2, 0]);
});

it('draws no stroke at a chair that stands firm', () => {
  expect(drawChair(received(4, 3, 4, 3)).legs.flatMap(({ wobble }) => wobble)).toEqual([]);
});

it('sees the underside of a seat that leans back steeply, without boards and grain', () => {
  const { seat } = drawChair(received(4.8, 4.6, 2.6, 2.4));
  expect([seat.isSeenFromBelow, seat.seams.length, seat.grain.length]).toEqual([true, 0, 0]);
  expect(drawChair(received(4, 4, 4, 4)).seat.isSeenFromBelow).toBe(false);
});

it('shows the front and the right side of a level seat', () => {
  expect(drawChair(received(3, 3, 3, 3)).seat.edges.map(({ side }) => side)).toEqual(['front', 'right']);
});

it('marks offered and needed on the scale of the leg: the same value falls on the top of the leg', () => {
  const { legs } = drawChair(forEachLeg(() => ({ offered: 3, received: 3, needed: 4, wish: null })));
  const tops = legs.map(({ shape }) => shape.slice(0, 2).reduce((sum, { y }) => sum + y / 2, 0));
  const rings = legs.map(({ offered }) => offered?.y ?? 0);
  const flags = legs.map(({ needed }) => needed?.stroke[0] ?? { x: 0, y: 0 });
  expect(rings.filter((y, index) => Math.abs(y - (tops[index] ?? 0)) > 0.2)).toEqual([]);
  expect(flags.filter(({ y }, index) => Math.round((rings[index] ?? 0) - y) < unitsPerPoint * 0.85)).toEqual([]);
  expect(legs.map(({ reach }) => reach?.[1])).toEqual(flags);
});

it('draws no mark for what is not measured, and no line where no mark stands above the leg', () => {
  const chair = forEachLeg((key) => ({ ...nothing, received: 3, offered: key === 'network' ? 2 : null }));
  const legs = drawChair(chair).legs;
  expect(legs.map(({ offered }) => offered !== null)).toEqual([false, true, false, false]);
  expect(legs.flatMap(({ needed, reach }) => [needed, reach])).toEqual(Array.from({ length: 8 }, () => null));
});

it('flies the flags to the outside', () => {
  const flags = drawChair(forEachLeg(() => ({ ...nothing, received: 3, needed: 3 }))).legs.flatMap(({ needed }) => needed ?? []);
  expect(flags.map(({ stroke, pennant }) => Math.sign(pennant[2].x - stroke[0].x))).toEqual([-1, 1, -1, 1]);
});

it('leads the names to the feet in the order in which the feet stand, so that no line crosses', () => {
  fc.assert(
    fc.property(anyChair, (chair) => {
      const leaders = Object.values(drawChair(chair).labels).map(({ leader }) => leader);
      const order = (end: 0 | 1) =>
        leaders.map((_, index) => index).sort((a, b) => (leaders[a]?.[end].x ?? 0) - (leaders[b]?.[end].x ?? 0));
      expect(order(0)).toEqual(order(1));
      expect(leaders.every(([from, to]) => from.y < to.y)).toBe(true);
    })
  );
});

it('shows what is received, else what is offered, else what is needed', () => {
  const some = (measure: 'offered' | 'received' | 'needed') => ({ ...received(), career: { ...nothing, [measure]: 3 } });
  expect([chooseBasis(received(null, 2)), chooseBasis(some('offered')), chooseBasis(some('needed')), chooseBasis(received())]).toEqual([
    'received',
    'offered',
    'needed',
    'received'
  ]);
});

it('does not mark the measure that the legs themselves show', () => {
  const chair = forEachLeg(() => ({ offered: 4, received: null, needed: 3, wish: null }));
  const marks = (basis: 'offered' | 'needed') =>
    drawChair(chair, basis).legs.map(({ offered, needed }) => [offered !== null, needed !== null]);
  expect(marks('offered')).toEqual(Array.from({ length: 4 }, () => [false, true]));
  expect(marks('needed')).toEqual(Array.from({ length: 4 }, () => [true, false]));
});
