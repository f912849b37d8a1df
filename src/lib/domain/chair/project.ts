/** A point of the drawing, in units of its viewBox, rounded to 0.1; y grows downwards. */
export type Point = { readonly x: number; readonly y: number };

/** A spot in the room around the chair, in drawing units: x to the right, y to the back, z up; the floor is z = 0. */
export type Spot = { readonly x: number; readonly y: number; readonly z: number };

/** The fixed measures of the drawing, in units of the viewBox: its width, and where the middle of the floor falls. */
export const canvas = { width: 320, middle: 147, floor: 300 } as const;

/** Drawing units per scale point: the length of a leg of 1. */
export const unitsPerPoint = 28;

/** The eye: turned 30 degrees to the left of the chair, looking 18 degrees down, without perspective. */
const turn = { sin: 0.5, cos: 0.866 } as const;
const look = { sin: 0.309, cos: 0.951 } as const;

/** Where a spot in the room falls in the drawing. */
export function project({ x, y, z }: Spot): Point {
  const depth = y * turn.cos - x * turn.sin;
  return point(canvas.middle + x * turn.cos + y * turn.sin, canvas.floor - depth * look.sin - z * look.cos);
}

/** The step in the room that the eye sees as this far to the right, at the same depth. */
export function stepAside(distance: number): { x: number; y: number } {
  return { x: distance * turn.cos, y: distance * turn.sin };
}

/** How wide and high a circle on the floor looks. */
export function projectCircle(radius: number): { rx: number; ry: number } {
  return { rx: roundTenth(radius), ry: roundTenth(radius * look.sin) };
}

/** A point of the drawing, rounded to 0.1. */
export function point(x: number, y: number): Point {
  return { x: roundTenth(x), y: roundTenth(y) };
}

/** The spot at `share` of the way from one spot to another; below 0 and above 1 lie in line with them. */
export function between(from: Spot, to: Spot, share: number): Spot {
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    z: from.z + (to.z - from.z) * share
  };
}

function roundTenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
