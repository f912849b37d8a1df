/**
 * The published lot in which cards lie before a coachee: it says nothing of who fits, and is the same at every look.
 * Every id has a number: over its characters, (number x 31 + code) mod 1000003, plus one. The lot of a coach for a coachee is their two
 * numbers multiplied, mod 1000003; lowest first, equals by id.
 */
export function drawLot(ids: readonly string[], coachee: string): string[] {
  const lot = (id: string) => (numberOf(coachee) * numberOf(id)) % prime;
  return ids.toSorted((one, other) => lot(one) - lot(other) || (one < other ? -1 : 1));
}

/** A place from 0 in a row of so many, for this id; the same at every look. */
export function placeInLot(id: string, size: number): number {
  return numberOf(id) % size;
}

const prime = 1_000_003;

function numberOf(id: string): number {
  return 1 + Array.from(id).reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % prime, 0);
}
