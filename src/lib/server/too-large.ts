/**
 * Whether a request says that it is longer than `most` bytes (413), or does not say how long it is (411): it could then be as long as
 * the server takes at all. Browsers always say it. Null: it may be read.
 */
export function sizeRefusal({ headers }: Request, most: number): 411 | 413 | null {
  if (headers.has('transfer-encoding') && !headers.has('content-length')) return 411;
  return Number(headers.get('content-length') ?? 0) > most ? 413 : null;
}
