import type { Instance } from './instance.ts';

/**
 * The best coaches of each coachee at the prices of the moment they were looked up, best first.
 *
 * `value`: score - price at that moment. Prices only rise, so it never is less than the value now; `bound`: nothing outside the
 * front was worth more, so nothing ever will be (-Infinity: there is nothing outside). `size` -1: never looked up.
 */
export type Fronts = {
  readonly width: number;
  readonly coach: Int32Array;
  readonly score: Int32Array;
  readonly value: Float64Array;
  readonly size: Int32Array;
  readonly bound: Float64Array;
  readonly workshop: Workshop;
};

/** Where one front is made: `entry` and `value` of what was collected, `order` to select in. */
export type Workshop = {
  readonly entry: Int32Array;
  readonly value: Float64Array;
  readonly order: Float64Array;
};

const denseWidth = 32;
const sparseWidth = 8;

/** Empty fronts: 16 bytes for each place in them. */
export function makeFronts({ coachees, coaches, columns, starts }: Instance): Fronts {
  const width = Math.min(coaches, columns ? sparseWidth : denseWidth);
  const longest = starts ? longestRow(starts) : coaches;
  return {
    width,
    coach: new Int32Array(coachees * width),
    score: new Int32Array(coachees * width),
    value: new Float64Array(coachees * width),
    size: new Int32Array(coachees).fill(-1),
    bound: new Float64Array(coachees),
    workshop: {
      entry: new Int32Array(longest),
      value: new Float64Array(longest),
      order: new Float64Array(Math.max(longest, denseWidth))
    }
  };
}

function longestRow(starts: Int32Array): number {
  return starts.reduce((longest, start, row) => Math.max(longest, start - (starts[row - 1] ?? 0)), 0);
}
