import { expect, it } from 'vitest';
import { lastPostponement, parsePostponement } from './postponement.ts';

const today = '2026-11-22';

it('puts an agreement off to a day to come, at most three months away (C15)', () => {
  expect(lastPostponement(today)).toBe('2027-02-22');
  expect(['2026-11-23', ' 2027-02-22 '].map((text) => parsePostponement(text, today))).toEqual(['2026-11-23', '2027-02-22']);
  for (const text of [today, '2026-11-21', '2027-02-23', '2026-11-31', '', 'later']) expect(parsePostponement(text, today)).toBeNull();
});
