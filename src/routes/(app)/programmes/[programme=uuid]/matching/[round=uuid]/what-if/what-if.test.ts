import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Page from './+page.svelte';

const languages = [{ value: 'dutch', label: 'Nederlands' }];
const data = { programme: { id: 'p', name: 'P' }, round: { id: 'r' }, coaches: [], languages, sectors: [], shortfalls: [] };
const picture = { matched: 1, ground: 50, horizon: 50 };
const trial = { before: picture, after: picture, moved: 0, listed: 0, gained: [], lost: [] };
const bodyOf = (spoken: string) => {
  const values = { count: '2', each: '1', sector: '', spoken };
  const form = { values, problem: null, asked: 'coaches', trial, names: {} };
  return render(Page, { props: { data, form, params: {} } as never }).body; // as: what the page reads of it
};

it('asks which language coaches to come speak, and says in the answer which was chosen', () => {
  expect(bodyOf('dutch')).toContain('Taal: Nederlands.');
  expect(bodyOf('')).toContain('Taal: Maakt niet uit.');
  expect(bodyOf('dutch')).toMatch(/<option value="dutch"[^>]*selected[^>]*>Nederlands<\/option>/u);
  expect(bodyOf('')).toContain('Dan houdt de taal niemand tegen');
});
