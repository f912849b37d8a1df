import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import ChoiceState from './ChoiceState.svelte';

const pair = { id: 'one', coach: { name: 'Hugo Claes' } } as Relationship; // all that is read of it

it('names no coach who is being asked: the next name would tell who said no', () => {
  const asked = render(ChoiceState, { props: { state: 'asking', pair } }).body;
  expect(asked).toContain('We vragen nu een coach van je keuze.');
  expect(asked).not.toContain('Hugo');
  expect(render(ChoiceState, { props: { state: 'asking', pair: null } }).body).toBe(asked);
});

it('names the coach whose proposal the coachee decides on', () => {
  expect(render(ChoiceState, { props: { state: 'accept', pair } }).body).toContain('Er ligt een voorstel met Hugo Claes.');
});
