import { intAt, numberAt } from './cells.ts';

/** Nodes by distance, nearest first (a binary heap). A node may be in it more than once; the nearest counts. `far`: the distances. */
export type Heap = { far: Float64Array; node: Int32Array; size: number };

/** An empty heap with room for so many; it doubles when that is not enough. */
export function makeHeap(room: number): Heap {
  return { far: new Float64Array(room), node: new Int32Array(room), size: 0 };
}

/** Puts a node in. */
export function push(heap: Heap, distance: number, added: number): void {
  if (heap.size === heap.node.length) grow(heap);
  const { far, node } = heap;
  let at = heap.size;
  heap.size += 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (numberAt(far, above) <= distance) break;
    far[at] = numberAt(far, above);
    node[at] = intAt(node, above);
    at = above;
  }
  far[at] = distance;
  node[at] = added;
}

/** Takes the nearest out; whoever calls has looked at `far[0]` and `node[0]` before. */
export function dropNearest(heap: Heap): void {
  const { far, node } = heap;
  heap.size -= 1;
  const size = heap.size;
  const distance = numberAt(far, size);
  const moved = intAt(node, size);
  let at = 0;
  for (let below = 1; below < size; below = 2 * at + 1) {
    const nearest = below + 1 < size && numberAt(far, below + 1) < numberAt(far, below) ? below + 1 : below;
    if (numberAt(far, nearest) >= distance) break;
    far[at] = numberAt(far, nearest);
    node[at] = intAt(node, nearest);
    at = nearest;
  }
  far[at] = distance;
  node[at] = moved;
}

function grow(heap: Heap): void {
  const { far, node } = heap;
  heap.far = new Float64Array(2 * far.length);
  heap.node = new Int32Array(2 * node.length);
  heap.far.set(far);
  heap.node.set(node);
}
