import { project, type Point } from './project.ts';
import { seatSpot } from './seat-plane.ts';
import type { SettledChair } from './settle-chair.ts';

/** One side of the seat, as an outline. */
export type SeatEdge = { readonly side: 'front' | 'right' | 'back' | 'left'; readonly shape: readonly Point[] };

/**
 * The seat as the eye sees it. `top`: outline of its upper side; `edges`: the sides that face the eye;
 * `seams`: where its three boards meet; `grain`: lines of the wood; `isSeenFromBelow`: it tilts away so far that
 * the underside shows, and `top` is then the underside without seams and grain.
 */
export type SeatDrawing = {
  readonly top: readonly Point[];
  readonly edges: readonly SeatEdge[];
  readonly seams: readonly (readonly Point[])[];
  readonly grain: readonly (readonly Point[])[];
  readonly isSeenFromBelow: boolean;
};

/** The thickness of the seat, in drawing units. */
export const seatThickness = 9;

/** The corners of the seat, a little wider in front, in half widths. */
const outline = [
  { right: -1.2, back: -1.2 },
  { right: 1.2, back: -1.2 },
  { right: 1.1, back: 1.14 },
  { right: -1.1, back: 1.14 }
] as const;

/** The sides, each from its own corner of the outline to the next. */
const sides = ['front', 'right', 'back', 'left'] as const;

/** Grain: how far to the right, where it starts and ends, and how much it waves; in half widths. */
const grainLines = [
  { right: -0.93, from: -1.05, to: 0.5, wave: 0.03 },
  { right: -0.66, from: -0.5, to: 1, wave: -0.04 },
  { right: -0.14, from: -1.1, to: 0.1, wave: 0.03 },
  { right: 0.12, from: -0.6, to: 1.05, wave: 0.05 },
  { right: 0.66, from: -1.05, to: 0.75, wave: -0.04 },
  { right: 0.9, from: -0.35, to: 1, wave: 0.02 }
] as const;

const steps = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** Draws the seat of a settled chair. */
export function drawSeat(chair: SettledChair): SeatDrawing {
  const at = (right: number, back: number, up: number) => project(seatSpot(chair, { right, back, up }));
  const upper = outline.map(({ right, back }) => at(right, back, seatThickness));
  const lower = outline.map(({ right, back }) => at(right, back, 0));
  const isSeenFromBelow = !turnsToEye(upper);
  const line = ({ right, from, to, wave }: (typeof grainLines)[number]) =>
    steps.map((step) => at(right + wave * Math.sin(step * 2 * Math.PI), from + (to - from) * step, seatThickness));
  return {
    top: isSeenFromBelow ? lower : upper,
    edges: drawEdges(upper, lower),
    seams: isSeenFromBelow ? [] : [-0.4, 0.4].map((right) => [at(right, -1.2, seatThickness), at(right, 1.14, seatThickness)]),
    grain: isSeenFromBelow ? [] : grainLines.map(line),
    isSeenFromBelow
  };
}

function drawEdges(upper: readonly Point[], lower: readonly Point[]): SeatEdge[] {
  return sides
    .map((side, index) => {
      const next = (index + 1) % sides.length;
      return { side, shape: [lower[index], lower[next], upper[next], upper[index]].flatMap((corner) => corner ?? []) };
    })
    .filter(({ shape }) => turnsToEye(shape));
}

/** Whether a face listed counter-clockwise from outside is seen from outside. */
function turnsToEye(corners: readonly Point[]): boolean {
  const area = corners.reduce((sum, corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    return sum + corner.x * next.y - next.x * corner.y;
  }, 0);
  return area < 0;
}
