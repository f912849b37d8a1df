import { makeHeap, type Heap } from './heap.ts';

/**
 * One search for the cheapest way to a place, over coaches 0 to m - 1 and the sink m; in the heap, m + 1 + i stands for "the rest
 * of the row of coachee i".
 *
 * `far`: distance so far (Infinity: not reached). `from[j]`: the coachee who would come to coach j; `viaSink` for a coach reached from
 * the sink. `from[m]`: the coachee who would stay unmatched, or `viaCoach + j` when a free place of coach j would be used.
 * `touched`, `settled`: nodes to put back, and nodes whose price rises. `limit[0]`: no further than this.
 * `sinkTakes`: the way may end at the sink, that is, with somebody unmatched or in a place that need not be filled.
 */
export type Search = {
  readonly heap: Heap;
  readonly far: Float64Array;
  readonly from: Int32Array;
  readonly touched: Int32Array;
  readonly settled: Int32Array;
  readonly limit: Float64Array;
  sinkTakes: boolean;
  touchedCount: number;
  settledCount: number;
};

/** In `from`: reached from the sink. */
export const viaSink = -1;

/** Room for a search; made once. */
export function makeSearch(coachees: number, coaches: number): Search {
  return {
    heap: makeHeap(2 * (coachees + coaches) + 2),
    far: new Float64Array(coaches + 1).fill(Infinity),
    from: new Int32Array(coaches + 1).fill(viaSink),
    touched: new Int32Array(coaches + 1),
    settled: new Int32Array(coaches + 1),
    limit: new Float64Array(1),
    sinkTakes: false,
    touchedCount: 0,
    settledCount: 0
  };
}
