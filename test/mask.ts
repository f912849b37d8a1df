/** A second lock behind the first. `also`: names of other mutants; `sql`: what takes the other lock away and what puts it back. */
export type Mask = { reason: string; also?: readonly string[]; sql?: readonly [apply: string, undo: string] };
