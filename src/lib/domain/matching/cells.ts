/**
 * One cell of a typed array that is known to be there. The compiler cannot know that an index is inside; the `?? 0` says what
 * cannot be, and costs nothing once compiled: small functions are put in place, and a typed array holds numbers only.
 */
export function intAt(cells: Int32Array, index: number): number {
  return cells[index] ?? 0;
}

/** As `intAt`, of a Float64Array; apart, so that each stays about one kind of array. */
export function numberAt(cells: Float64Array, index: number): number {
  return cells[index] ?? 0;
}

/** As `intAt`, of a Uint8Array. */
export function byteAt(cells: Uint8Array, index: number): number {
  return cells[index] ?? 0;
}
