import { drawBar, type Bar } from './draw-bar.ts';
import { project, type Point } from './project.ts';
import { seatSpot } from './seat-plane.ts';
import type { SettledChair } from './settle-chair.ts';
import { seatThickness } from './draw-seat.ts';

/** The backrest: two posts, and slats between them from low to high, each an outline. */
export type BackDrawing = { readonly posts: readonly [Bar, Bar]; readonly slats: readonly (readonly Point[])[] };

/** Height of the posts and how far their tops lean back; drawing units and half widths. */
const post = { height: 112, lean: 0.2, right: 0.98, back: 1 } as const;

/** Width of a post at its top and at the seat, in drawing units. */
const postWidths = { from: 7.5, to: 10 } as const;

/** Each slat: its lower and upper edge as a share of the post, and how far it bows up in the middle. */
const slats = [
  { low: 0.3, high: 0.4, rise: 0 },
  { low: 0.54, high: 0.65, rise: 2 },
  { low: 0.8, high: 0.97, rise: 8 }
] as const;

const steps = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1] as const;

/** Draws the backrest of a settled chair; it stands square on the seat and leans with it. */
export function drawBack(chair: SettledChair): BackDrawing {
  const at = (place: BackPlace) => backPoint(chair, place);
  const drawPost = (across: number) => drawBar(at({ across, share: 1, rise: 0 }), at({ across, share: 0, rise: 0 }), postWidths);
  return {
    posts: [drawPost(-1), drawPost(1)],
    slats: slats.map(({ low, high, rise }) => [
      ...steps.map((step) => at({ across: step * 2 - 1, share: low, rise: rise * 0.6 })),
      ...steps.toReversed().map((step) => at({ across: step * 2 - 1, share: high, rise }))
    ])
  };
}

/** `across`: -1 (left post) to 1 (right post). `share`: of the height of the posts. `rise`: how far it bows up, in drawing units. */
type BackPlace = { readonly across: number; readonly share: number; readonly rise: number };

function backPoint(chair: SettledChair, { across, share, rise }: BackPlace): Point {
  const bow = Math.cos((across * Math.PI) / 2);
  return project(
    seatSpot(chair, {
      right: post.right * across,
      back: post.back + post.lean * share + 0.1 * bow,
      up: seatThickness + post.height * share + rise * bow
    })
  );
}
