/**
 * What came of a file, in numbers, kept beside its columns; nobody's name or answer. `lines`: people in the file; `came`: who came in;
 * `left`: lines that were left out; each null while it is not known. `rest`: the import under which the lines that were left out wait on,
 * null when there is none.
 */
export type ImportOutcome = {
  readonly lines: number | null;
  readonly came: number | null;
  readonly left: number | null;
  readonly rest: string | null;
};

/** Reads what is kept; what is none is null. */
export function parseOutcome(kept: unknown): ImportOutcome {
  const given: Readonly<Record<string, unknown>> = typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const count = (value: unknown) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null);
  const rest = given['rest'];
  return {
    ...{ lines: count(given['lines']), came: count(given['came']), left: count(given['left']) },
    rest: typeof rest === 'string' && /^[0-9a-f-]{36}$/u.test(rest) ? rest : null
  };
}

/** Whether a file was thrown away as it waited: it is settled, and nobody came in. */
export function isThrownAway(appliedAt: Date | null, { came }: ImportOutcome): boolean {
  return appliedAt !== null && came === 0;
}
