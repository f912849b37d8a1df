/** First minor release of each major that closes CVE-2026-120154 (reading past row-level security by upsert). */
const safeMinors: Readonly<Record<number, number>> = { 15: 20, 16: 16, 17: 12, 18: 7 };

/** Why this server is too old, in one sentence; null when it is not. `version`: server_version_num, for example 150020. */
export function tooOld(version: number): string | null {
  const major = Math.floor(version / 10_000);
  const minor = version % 10_000;
  if (major < 15) return `PostgreSQL ${major} is too old; Vierpoot needs 15.20, 16.16, 17.12, 18.7 or later.`;
  const safe = safeMinors[major];
  if (safe === undefined || minor >= safe) return null;
  return `PostgreSQL ${major}.${minor} lets rows be read past their policies (CVE-2026-120154); update it to ${major}.${safe} or later, or set DATABASE_OLD_VERSION=allow.`;
}
