import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import type { ChairLegs } from '#lib/domain/chair/chair-legs.ts';
import { forEachLeg, supportTypes } from '#lib/domain/support/support-type.ts';
import Chair from './Chair.svelte';
import ChairStrip from './ChairStrip.svelte';
import LegTable from './LegTable.svelte';

const names = { 'socio-emotional': 'Heard and safe', network: 'People', autonomy: 'Room to choose', career: 'Next steps' };
const legend = { offered: 'L-offered', received: 'L-received', needed: 'L-needed', missing: 'L-missing', unmeasured: 'L-unmeasured' };
const words = { title: 'Your chair', description: 'Career is not measured.', labels: names, legend };

const chairOf = (...received: readonly (number | null)[]): ChairLegs =>
  forEachLeg((leg) => ({ offered: 4, received: received[supportTypes.indexOf(leg)] ?? null, needed: 3, wish: null }));
const draw = (chair: ChairLegs, more: { isSmall?: boolean; idPrefix?: string } = {}) =>
  render(Chair, { props: { chair, idPrefix: 'chair', words, ...more } }).body;
const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;

it('draws four legs, each in its own pattern (C1)', () => {
  const html = draw(chairOf(4, 3.5, 3, 3.5));
  expect(supportTypes.map((leg) => count(html, new RegExp(`<pattern id="chair-${leg}"`, 'g')))).toEqual([1, 1, 1, 1]);
  expect(supportTypes.map((leg) => count(html, new RegExp(`fill="url\\(#chair-${leg}\\)"`, 'g')))).toEqual([1, 1, 1, 1]);
});

it('tells in words what it shows', () => {
  const html = draw(chairOf(4, 3.5, 3, 3.5)).replaceAll(/ class="[^"]*"/g, '');
  expect(html).toContain('role="img" aria-labelledby="chair-title" aria-describedby="chair-description"');
  expect(html).toContain('<title id="chair-title">Your chair</title>');
  expect(html).toContain('<desc id="chair-description">Career is not measured.</desc>');
});

it('writes the name of every leg under its foot', () => {
  const text = draw(chairOf(4, 3.5, 3, 3.5)).replaceAll(/<[^>]*>/g, '|');
  expect(['Heard and', 'safe', 'People', 'Room to', 'choose', 'Next steps'].filter((line) => !text.includes(`|${line}|`))).toEqual([]);
});

it('carries no inline style and no script, so that the content policy lets it through', () => {
  const html = draw(chairOf(4, 1.2, 3, null)) + draw(chairOf(4, 1.2, 3, 3), { isSmall: true });
  expect(html).not.toMatch(/\sstyle=|<script|<style|\son[a-z]+=/);
});

it('keeps two chairs on one page apart', () => {
  const ids = (draw(chairOf(3)) + draw(chairOf(3), { idPrefix: 'second' })).match(/id="[^"]+"/g) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
});

it('explains only the signs that occur', () => {
  const signsIn = (html: string) => Object.values(legend).filter((sign) => html.includes(sign));
  expect(signsIn(draw(chairOf(4, 3.5, 3, 3.5)))).toEqual(['L-offered', 'L-received', 'L-needed']);
  expect(signsIn(draw(chairOf(4, 1.2, 3, null)))).toEqual(Object.values(legend));
  expect(signsIn(draw(forEachLeg(() => ({ offered: null, received: null, needed: null, wish: null }))))).toEqual(['L-unmeasured']);
});

it('moves only when the residual is more than noise, and never when small', () => {
  const settling = (html: string) => html.includes('<g class="settling');
  expect([settling(draw(chairOf(4, 3, 3, 4))), settling(draw(chairOf(3, 3, 3, 3)))]).toEqual([true, false]);
  expect(settling(draw(chairOf(4, 3, 3, 4), { isSmall: true }))).toBe(false);
});

it('puts chairs in a strip in the order given, each with its date and its words (C4)', () => {
  const moment = (date: string) => ({ chair: chairOf(3, 3, 3, 3), date, dateTime: '2026-03-01', title: `T ${date}`, description: 'D' });
  const html = render(ChairStrip, { props: { moments: [moment('1 Mar'), moment('1 Jun')], idPrefix: 'strip', label: 'Over time' } }).body;
  expect(html).toContain('<ol aria-label="Over time"');
  expect(html.match(/T \d \w+|<time[^>]*>[^<]+/g)?.map((found) => found.replace(/<[^>]*>/, ''))).toEqual([
    'T 1 Mar',
    '1 Mar',
    'T 1 Jun',
    '1 Jun'
  ]);
});

it('shows all four legs in a real table, in the numbers of the language, with a word for what is absent (C1)', () => {
  const headings = { leg: 'leg', offered: 'offered', received: 'received', needed: 'needed' };
  const comparisons = { ...names, network: '' };
  const tableWords = { caption: 'The four legs', headings, names, absent: 'niet gemeten', comparisons };
  const html = render(LegTable, { props: { chair: chairOf(3.64, 2, 3, null), words: tableWords, locale: 'nl' } }).body;
  expect([count(html, /<th scope="row"/g), count(html, /<th scope="col"/g), count(html, /<caption/g)]).toEqual([4, 4, 1]);
  expect(html.match(/<td[^>]*>[^<]*/g)?.map((cell) => cell.replace(/<[^>]*>/, ''))).toEqual(
    [
      ['4,0', '3,6', '3', 'Heard and safe'],
      ['4,0', '2,0', '3'],
      ['4,0', '3,0', '3', 'Room to choose'],
      ['4,0', 'niet gemeten', '3', 'Next steps']
    ].flat()
  );
});
