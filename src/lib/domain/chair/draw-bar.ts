import { point, type Point } from './project.ts';

/** The four corners of a bar that hangs from one point to another: left and right above, right and left below. */
export type Bar = readonly [Point, Point, Point, Point];

/** A straight bar that may taper, square across its own line. A bar without length lies level. */
export function drawBar(from: Point, to: Point, widths: { readonly from: number; readonly to: number }): Bar {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const across = length === 0 ? { x: 1, y: 0 } : { x: (to.y - from.y) / length, y: (from.x - to.x) / length };
  const edge = (end: Point, reach: number) => point(end.x + across.x * reach, end.y + across.y * reach);
  return [edge(from, -widths.from / 2), edge(from, widths.from / 2), edge(to, widths.to / 2), edge(to, -widths.to / 2)];
}
