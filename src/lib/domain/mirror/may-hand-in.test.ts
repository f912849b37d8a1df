import { expect, it } from 'vitest';
import { mayHandIn } from './may-hand-in.ts';

it('wants half of the sheet answered before the other can be seen (C7)', () => {
  expect([0, 11, 12, 24].map((answered) => mayHandIn({ answered, total: 24 }))).toEqual([false, false, true, true]);
});
