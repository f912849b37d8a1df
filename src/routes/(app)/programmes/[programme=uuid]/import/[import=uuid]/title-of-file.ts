import { m } from '#lib/i18n/m.ts';
import type { Plan } from './show-plan.ts';

type SettledFile = { isThrownAway: boolean; undoneAt: Date | null; came: number | null };

/** What the page of a file is called, by how far the file is. */
export function titleOfFile(plan: Plan | null, { isThrownAway, undoneAt, came }: SettledFile): string {
  if (plan) return plan.missing.length > 0 ? m.import_title_columns() : m.import_title_report();
  if (isThrownAway) return m.import_title_thrown();
  if (undoneAt) return m.import_title_undone();
  return came === null ? m.import_title_done_plain() : m.import_title_done({ count: came });
}
