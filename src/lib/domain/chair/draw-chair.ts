import { forEachLeg, supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import type { ChairLegs } from './chair-legs.ts';
import type { Measure } from './describe-chair.ts';
import { drawBack, type BackDrawing } from './draw-back.ts';
import { labelsFrom, placeLabels, type LabelPlace } from './draw-labels.ts';
import { drawLeg, type LegDrawing, type LegState } from './draw-leg.ts';
import { drawSeat, type SeatDrawing } from './draw-seat.ts';
import { isMissing } from './foundation.ts';
import { canvas, project, projectCircle, type Point } from './project.ts';
import { settleChair, type SettledChair } from './settle-chair.ts';

/** A rectangle of the drawing, as an SVG viewBox. */
export type Frame = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * The whole drawing in numbers, without words or colours. `frame`: the viewBox of the chair, as wide for every chair and
 * ending at the same height under the floor, so that chairs can stand side by side; names go below it, from `labels`.
 * `basis`: which of the three numbers the legs show. `isMeasured`: false = nothing known, all dotted. `settled`: how it
 * stands, in scale points. `wobbles`: whether it rocks by more than noise.
 */
export type ChairDrawing = {
  readonly frame: Frame;
  readonly basis: Measure;
  readonly isMeasured: boolean;
  readonly settled: SettledChair;
  readonly wobbles: boolean;
  readonly shadow: Point & { readonly rx: number; readonly ry: number };
  readonly legs: readonly LegDrawing[];
  readonly seat: SeatDrawing;
  readonly back: BackDrawing;
  readonly labels: Readonly<Record<SupportType, LabelPlace>>;
};

/**
 * From here the four legs do not fit one plane by more than chance: 1.645 x .155, the noise in the residual of four
 * scores with a standard error of .31. Source: docs/methods/chair-geometry.md.
 */
const wobbleFrom = 0.25;

/** Room above the highest part of the chair, in drawing units. */
const airAbove = 10;

/**
 * Draws a chair: always four legs (C1), standing as it would stand. Legs are as long as `basis` says; offered and needed
 * become marks on them unless they are the basis. A leg is drawn missing only when the legs show what is received.
 *
 * Unit: drawing units of a viewBox 320 wide, rounded to 0.1. Missing: dotted, never 0. Method: chair-geometry.md.
 */
export function drawChair(chair: ChairLegs, basis: Measure = chooseBasis(chair)): ChairDrawing {
  const states = forEachLeg((leg) => stateOf(chair, leg, basis));
  const missing = supportTypes.filter((leg) => states[leg] === 'missing');
  const settled = settleChair(
    forEachLeg((leg) => chair[leg][basis]),
    missing
  );
  const canWobble = settled.residual !== null && missing.length === 0;
  const wobbles = canWobble && settled.residual >= wobbleFrom;
  const strokes = canWobble ? (wobbles ? 2 : 1) : 0;
  const legs = forEachLeg((leg) => drawLeg(settled, { leg, state: states[leg], ...marksOf(chair, leg, basis) }, strokes));
  const parts = { legs: supportTypes.map((leg) => legs[leg]), seat: drawSeat(settled), back: drawBack(settled) };
  const top = Math.floor(topOf(parts)) - airAbove;
  return {
    frame: { x: 0, y: top, width: canvas.width, height: labelsFrom - top },
    basis,
    isMeasured: supportTypes.some((leg) => chair[leg][basis] !== null),
    settled,
    wobbles,
    shadow: { ...project({ x: 0, y: 0, z: 0 }), ...projectCircle(96) },
    ...parts,
    labels: placeLabels(forEachLeg((leg) => legs[leg].contact))
  };
}

/** What the legs show by default: what is received, else what is offered, else what is needed. */
export function chooseBasis(chair: ChairLegs): Measure {
  const isKnown = (measure: Measure) => supportTypes.some((leg) => chair[leg][measure] !== null);
  const order: readonly Measure[] = ['received', 'offered', 'needed'];
  return order.find(isKnown) ?? 'received';
}

function stateOf(chair: ChairLegs, leg: SupportType, basis: Measure): LegState {
  if (chair[leg][basis] === null) return 'unmeasured';
  return basis === 'received' && isMissing(chair[leg]) ? 'missing' : 'standing';
}

function marksOf(chair: ChairLegs, leg: SupportType, basis: Measure) {
  const { offered, needed } = chair[leg];
  return { offered: basis === 'offered' ? null : offered, needed: basis === 'needed' ? null : needed };
}

/** The highest point of the drawing (the smallest y). */
function topOf({ legs, seat, back }: Pick<ChairDrawing, 'legs' | 'seat' | 'back'>): number {
  const marks = legs.flatMap((leg) => [...(leg.offered ? [leg.offered.y - 6] : []), ...(leg.needed?.pennant.map(({ y }) => y) ?? [])]);
  const points = [...legs.flatMap((leg) => leg.shape), ...seat.top, ...back.posts.flat(), ...back.slats.flat()];
  return Math.min(...marks, ...points.map(({ y }) => y));
}
