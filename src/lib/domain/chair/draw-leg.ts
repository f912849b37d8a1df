import type { SupportType } from '#lib/domain/support/support-type.ts';
import { drawBar, type Bar } from './draw-bar.ts';
import { between, point, project, projectCircle, stepAside, unitsPerPoint, type Point, type Spot } from './project.ts';
import { halfWidth, seatSpot } from './seat-plane.ts';
import type { SettledChair } from './settle-chair.ts';

/** Where a leg stands. */
export type Corner = 'front-left' | 'front-right' | 'back-left' | 'back-right';

/** How a leg is drawn: solid; broken off, with its place left open; or dotted because nothing is known (C1). */
export type LegState = 'standing' | 'missing' | 'unmeasured';

/** What to draw of one leg: its value on the seat's own scale, the two marks, and its state. */
export type LegToDraw = {
  readonly leg: SupportType;
  readonly state: LegState;
  readonly offered: number | null;
  readonly needed: number | null;
};

/** A flag on the height of the need: a stroke from the leg to the outside and a pennant at its end. */
export type FlagDrawing = { readonly stroke: readonly [Point, Point]; readonly pennant: readonly [Point, Point, Point] };

/**
 * One leg as drawn. `shape`: the leg from top to foot; `shade`: its side away from the light; `place`: the open place of
 * a missing leg down to the floor; `contact`: its shadow on the floor; `offered`: the middle of a ring; `needed`: a
 * flag; `reach`: a line from the top of the leg to marks above it; `wobble`: strokes beside a foot that hovers.
 */
export type LegDrawing = {
  readonly leg: SupportType;
  readonly corner: Corner;
  readonly state: LegState;
  readonly shape: readonly Point[];
  readonly shade: readonly Point[];
  readonly place: Bar | null;
  readonly contact: Point & { readonly rx: number; readonly ry: number };
  readonly offered: Point | null;
  readonly needed: FlagDrawing | null;
  readonly reach: readonly [Point, Point] | null;
  readonly wobble: readonly (readonly [Point, Point, Point])[];
};

/** The corner of each leg: what coach and coachee do together in front, what the coachee goes on with at the back. */
const corners: Readonly<Record<SupportType, { corner: Corner; right: number; back: number }>> = {
  'socio-emotional': { corner: 'front-left', right: -1, back: -1 },
  network: { corner: 'front-right', right: 1, back: -1 },
  autonomy: { corner: 'back-left', right: -1, back: 1 },
  career: { corner: 'back-right', right: 1, back: 1 }
};

/** Width of a leg at the seat and at the foot, and how far feet stand out; drawing units and a factor. */
const [topWidth, footWidth, splay] = [16, 10, 1.12];

/** A gap under a foot that is too small to see, in scale points. */
const unseenHover = 0.1;

/** Draws one leg of a settled chair, with this many strokes of movement at each side of a foot that hovers. */
export function drawLeg(chair: SettledChair, toDraw: LegToDraw, strokes: number): LegDrawing {
  const { leg, state } = toDraw;
  const axis = axisOf(chair, toDraw);
  const [top, foot] = [project(axis.top), project(axis.foot)];
  const [, , footRight, footLeft] = drawBar(top, foot, { from: topWidth, to: footWidth });
  const bar: Bar = [topEdge(chair, leg, -topWidth / 2), topEdge(chair, leg, topWidth / 2), footRight, footLeft];
  const isLifted = chair.hover[leg] > unseenHover;
  return {
    leg,
    corner: corners[leg].corner,
    state,
    shape: state === 'missing' ? breakOff(bar) : bar,
    shade: shadeOf(bar),
    place: state === 'missing' && isLifted ? drawBar(foot, project(axis.ground), { from: footWidth, to: footWidth }) : null,
    contact: { ...project(axis.ground), ...projectCircle(11) },
    ...drawMarks(chair, toDraw),
    wobble: isLifted ? drawWobble(foot, strokes) : []
  };
}

/** The line of a leg: its top under the seat, its foot, and the floor under it. Of an unmeasured leg the foot is on the floor. */
function axisOf(chair: SettledChair, { leg, state }: LegToDraw): { top: Spot; foot: Spot; ground: Spot } {
  const { right, back } = corners[leg];
  const top = seatSpot(chair, { right, back, up: 0 });
  const ground = { x: top.x * splay, y: top.y * splay, z: 0 };
  return { top, ground, foot: { ...ground, z: state === 'unmeasured' ? 0 : chair.hover[leg] * unitsPerPoint } };
}

/** A point of the leg's upper end, cut along the slope of the seat, this far aside of its middle. */
function topEdge(chair: SettledChair, leg: SupportType, aside: number): Point {
  const { right, back } = corners[leg];
  const step = stepAside(aside / halfWidth);
  return project(seatSpot(chair, { right: right + step.x, back: back + step.y, up: 0 }));
}

function drawMarks(chair: SettledChair, toDraw: LegToDraw): Pick<LegDrawing, 'offered' | 'needed' | 'reach'> {
  const { leg, offered, needed } = toDraw;
  const { top, foot } = axisOf(chair, toDraw);
  const length = (top.z - foot.z) / unitsPerPoint;
  const at = (value: number) => project(between(foot, top, value / length));
  const highest = Math.max(offered ?? 0, needed ?? 0);
  return {
    offered: offered === null ? null : at(offered),
    needed: needed === null ? null : drawFlag(at(needed), corners[leg].right),
    reach: highest > length ? [project(top), at(highest)] : null
  };
}

function drawFlag({ x, y }: Point, side: number): FlagDrawing {
  const mast = x + side * 13;
  return {
    stroke: [point(x, y), point(mast, y)],
    pennant: [point(mast, y), point(mast, y - 12), point(mast + side * 13, y - 6)]
  };
}

/** The right third of a bar. */
function shadeOf([left, right, footRight, footLeft]: Bar): Bar {
  const part = (from: Point, to: Point) => point(to.x + (from.x - to.x) / 3, to.y + (from.y - to.y) / 3);
  return [part(left, right), right, footRight, part(footLeft, footRight)];
}

/** A bar that ends in splinters. */
function breakOff([left, right, footRight, footLeft]: Bar): Point[] {
  const along = (share: number, rise: number) =>
    point(footRight.x + (footLeft.x - footRight.x) * share, footRight.y + (footLeft.y - footRight.y) * share - rise);
  return [left, right, footRight, along(0.25, 6), along(0.5, -1), along(0.72, 5), footLeft];
}

function drawWobble({ x, y }: Point, strokes: number): [Point, Point, Point][] {
  return [-1, 1].flatMap((side) =>
    Array.from({ length: strokes }, (_, ring): [Point, Point, Point] => {
      const [near, reach] = [x + side * (10 + ring * 5), 5 + ring * 2.5];
      return [point(near, y - reach), point(near + side * (3 + ring), y), point(near, y + reach * 0.7)];
    })
  );
}
