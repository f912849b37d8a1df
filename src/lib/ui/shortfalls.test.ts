import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Shortfalls from './Shortfalls.svelte';

const nobody = { same: 0, tie: 0, line: 0, evaluator: 0, language: 0, apart: 0 };
const alone = { unmatchedCount: 3, coacheeCount: 3, coachCount: 0, places: 0, coaches: [] as string[] }; // as: an empty list says nothing of what it holds
const ruledOut = [
  { id: 'one', name: 'Noor', by: { ...nobody, language: 6, tie: 2 } },
  { id: 'other', name: 'Sam', by: { ...nobody, apart: 1 } }
];
type Shown = { shortfalls: (typeof alone)[]; ruledOut: typeof ruledOut; base: string | null };
const textOf = (props: Shown) =>
  render(Shortfalls, { props })
    .body.replaceAll(/<!--.*?-->/gu, '')
    .replaceAll(/\s+/gu, ' ');

it('leads to the first few for whom no coach is possible, and says what rules how many out', () => {
  const text = textOf({ shortfalls: [alone], ruledOut, base: '/round' });
  expect(text).toContain('Dit zijn de eerste 2:');
  expect(text).toMatch(/<a href="\/round\/one">Noor<\/a>: Een band met 2 coaches\. Geen gedeelde taal met 6 coaches\./u);
  expect(text).toMatch(/<a href="\/round\/other">Sam<\/a>: Niet samen met 1 coach: /u);
});

it('names nobody on the page of one', () => {
  const text = textOf({ shortfalls: [{ ...alone, unmatchedCount: 1 }], ruledOut: ruledOut.slice(0, 1), base: null });
  expect(text).toContain('Geen gedeelde taal met 6 coaches.');
  expect(text).not.toMatch(/Noor|eerste/u);
});

it('says nothing of them where people are only short of places', () => {
  const few = { ...alone, coachCount: 2, places: 1, coaches: ['Hugo', 'Ida'] };
  expect(textOf({ shortfalls: [few], ruledOut: [], base: '/round' })).not.toContain('coaches. Geen');
});
