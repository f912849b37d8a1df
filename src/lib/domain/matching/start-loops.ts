import { scoreRowCode } from './score-row.generated.ts';

/** The functions of score-row.wat, where what they take is told. */
export type Loops = {
  readonly earnWorking: (own: number, near: number, apart: number) => void;
  readonly earnTags: (parts: number, partsEnd: number, earned: number) => void;
  readonly weigh: (rates: number, share: number) => void;
  readonly forbidSpeechless: (tags: number, tagsEnd: number) => void;
};

type Memory = { readonly buffer: ArrayBuffer };

/** Part of browsers and of Node, whose names the study is not told: what of it is used here, which waits for nothing and reads nothing. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory;
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, given: object) => { readonly exports: unknown };
};

const pageBytes = 65_536;

/** Memory of so many bytes, at least, and the loops on it. `places`: where what they share begins, by the names in score-row.wat. */
export function startLoops(bytes: number, places: Readonly<Record<string, number>>): { loops: Loops; buffer: ArrayBuffer } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const code = Uint8Array.from({ length: scoreRowCode.length / 2 }, (_, at) => parseInt(scoreRowCode.slice(2 * at, 2 * at + 2), 16));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { board: { memory, ...places } });
  return { loops: exports as Loops, buffer: memory.buffer }; // as: the text exports these
}
