import { unitsPerPoint, type Spot } from './project.ts';
import type { SettledChair } from './settle-chair.ts';

/** Half the distance between two legs at the seat, in drawing units. */
export const halfWidth = 54;

/** A place on the seat: `right` and `back` from its middle in half widths, `up` from its underside in drawing units. */
export type SeatPlace = { readonly right: number; readonly back: number; readonly up: number };

/** The spot in the room of a place on the seat, however the seat is tilted. */
export function seatSpot({ seatHeight, tilt }: Pick<SettledChair, 'seatHeight' | 'tilt'>, place: SeatPlace): Spot {
  const { right, back, up } = place;
  const height = (seatHeight + tilt.right * right + tilt.back * back) * unitsPerPoint;
  const normal = seatNormal(tilt);
  return {
    x: right * halfWidth + normal.x * up,
    y: back * halfWidth + normal.y * up,
    z: height + normal.z * up
  };
}

/** The direction that is straight up for somebody on the seat, of length 1. */
function seatNormal(tilt: SettledChair['tilt']): Spot {
  const [x, y] = [(-tilt.right * unitsPerPoint) / halfWidth, (-tilt.back * unitsPerPoint) / halfWidth];
  const length = Math.hypot(x, y, 1);
  return { x: x / length, y: y / length, z: 1 / length };
}
