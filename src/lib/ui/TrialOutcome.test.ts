import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import TrialOutcome from './TrialOutcome.svelte';

const trial = {
  before: { matched: 12_000, ground: 61, horizon: null },
  after: { matched: 12_001, ground: 60.5, horizon: null },
  moved: 1,
  listed: 12_000,
  gained: ['noor'],
  lost: []
};

it('writes numbers in the table as in the sentences beside it', () => {
  const { body } = render(TrialOutcome, { props: { trial, asked: 'Stel: er komt 1 coach bij.', base: null, names: {} } });
  for (const cell of ['12.000', '12.001', '60,5', '–']) expect(body).toContain(`<td>${cell}</td>`);
  expect(body).toContain('Coachees met een andere coach: 1. Coachees met een ander lijstje: 12.000.');
  expect(body).toContain('1 coachee heeft dan wel een coach.');
});
