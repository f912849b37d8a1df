/** What it takes to know how a version stands. `signedBy`: ids of people, each once. */
export type VersionFacts = {
  readonly id: string;
  readonly basedOn: string | null;
  readonly writtenBy: string;
  readonly signedBy: readonly string[];
};

/** How an agreement stands for one of the two; null where there is none yet. */
export type Standing<Version> = {
  /** The version that nothing follows: the one to sign or to change. */
  readonly newest: Version | null;
  /** The newest that both signed (C13, C15). */
  readonly inForce: Version | null;
  /** The newest that this person wrote or signed: what came after it is news. */
  readonly known: Version | null;
};

/** Both of a pair. */
const both = 2;

/** The versions from first to newest, each after the one it was based on. Versions that hang on nothing are left out. */
export function orderVersions<Version extends VersionFacts>(versions: readonly Version[]): Version[] {
  const following = new Map(versions.map((version) => [version.basedOn, version]));
  const ordered: Version[] = [];
  let next = following.get(null);
  while (next !== undefined && ordered.length < versions.length) {
    ordered.push(next);
    next = following.get(next.id);
  }
  return ordered;
}

/** How the agreement stands for `me`. `ordered`: from first to newest. */
export function describeStanding<Version extends VersionFacts>(ordered: readonly Version[], me: string): Standing<Version> {
  return {
    newest: ordered.at(-1) ?? null,
    inForce: ordered.findLast(({ signedBy }) => signedBy.length === both) ?? null,
    known: ordered.findLast(({ writtenBy, signedBy }) => writtenBy === me || signedBy.includes(me)) ?? null
  };
}
