import { expect, it } from 'vitest';
import { isForeign } from './foreign-request.ts';

const own = 'https://vierpoot.example';
const post = (headers: Record<string, string>) => isForeign(new Request(`${own}/home`, { method: 'POST', headers }), own);

it('lets a form of our own pages through', () => {
  expect(post({ 'sec-fetch-site': 'same-origin', origin: own })).toBe(false);
});

it('refuses every other site, also a sibling and a request without a page', () => {
  const sites = ['cross-site', 'same-site', 'none', ''];
  expect(sites.map((site) => post({ 'sec-fetch-site': site, origin: own }))).toEqual([true, true, true, true]);
});

it('goes by Origin where a browser sends no Fetch Metadata, as over plain http', () => {
  expect(post({ origin: own })).toBe(false);
  expect([post({ origin: 'https://evil.example' }), post({ origin: 'null' }), post({ origin: `${own}.evil.example` })]).toEqual([
    true,
    true,
    true
  ]);
});

it('refuses an unsafe request that says nothing of where it comes from', () => {
  expect(post({})).toBe(true);
});

it('never refuses a request that only reads', () => {
  expect(isForeign(new Request(own, { headers: { 'sec-fetch-site': 'cross-site' } }), own)).toBe(false);
});
