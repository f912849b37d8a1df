import type { Point } from '#lib/domain/chair/project.ts';

/** Points as the attribute of a `polygon` or `polyline`. */
export function toPoints(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

/** A closed path through the points with every corner rounded off by at most `radius`. */
export function toRoundedPath(points: readonly Point[], radius: number): string {
  const corners = points.map((corner, index) => {
    const before = points.at(index - 1) ?? corner;
    const after = points[(index + 1) % points.length] ?? corner;
    const [from, to] = [towards(corner, before, radius), towards(corner, after, radius)];
    return `${index === 0 ? 'M' : 'L'}${from.x} ${from.y}Q${corner.x} ${corner.y} ${to.x} ${to.y}`;
  });
  return `${corners.join('')}Z`;
}

/** The point at most `distance`, and at most 40 % of the way, from one point to another. */
function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = Math.min(0.4, distance / length);
  const place = (a: number, b: number) => Math.round((a + (b - a) * share) * 10) / 10;
  return { x: place(from.x, to.x), y: place(from.y, to.y) };
}
