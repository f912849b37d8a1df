import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import RunState from './RunState.svelte';

const counts = { coachees: 40, coaches: 12, matched: 0, listed: 0 };
const progress = { stage: 'scoring', done: 12, of: 40 } as const;
const shown = (round: { status: string; isLost: boolean }, moved: number | null = null) =>
  render(RunState, {
    props: { round: { ...round, progress }, counts, isProven: false, moved, base: '/round', isOutOfDate: false, isUnsure: false }
  });

it('tells of a run in a part of the page that says its changes aloud, with nothing to press inside it', () => {
  const { body } = shown({ status: 'running', isLost: false });
  const [, aloud = ''] = /<p[^>]*role="status"[^>]*>(.*?)<\/p>/su.exec(body) ?? [];
  expect(aloud).toBe('We vergelijken iedereen met iedereen.');
  expect(body).toMatch(/data-watch-count[^>]*>12 van 40</u);
  expect(body).toMatch(/action="\?\/cancel"/u);
});

it('reloads nothing by itself, and leads to the page as it is then (WCAG F41)', () => {
  const { body, head } = shown({ status: 'running', isLost: false });
  expect(head + body).not.toContain('http-equiv');
  expect(body).toContain('<a href="/round">Kijk hoe ver het is</a>');
});

it('watches no run that was lost', () => {
  expect(shown({ status: 'running', isLost: true }).body).not.toContain('data-watch');
});

it('says after another run how many have another coach than before, and leads to who', () => {
  const ready = { status: 'ready', isLost: false };
  expect(shown(ready).body).not.toContain('hiervoor');
  expect(shown(ready, 0).body).toContain('Iedereen heeft dezelfde coach als in de berekening hiervoor.');
  expect(shown(ready, 2).body).toContain(
    '<a href="/round/compare?with=earlier">2 coachees hebben een andere coach dan in de berekening hiervoor</a>'
  );
});

it('says that it was checked, of a run that left its proof only', () => {
  const state = {
    round: { status: 'ready', isLost: false, progress: null },
    counts,
    moved: null,
    base: '/round',
    isOutOfDate: false,
    isUnsure: false
  };
  const bodyOf = (isProven: boolean) => render(RunState, { props: { ...state, isProven } }).body;
  expect([bodyOf(true).includes('Nagerekend: met deze regels'), bodyOf(false).includes('Nagerekend')]).toEqual([true, false]);
});
