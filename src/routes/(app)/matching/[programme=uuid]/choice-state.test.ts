import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import ChoiceState from './ChoiceState.svelte';

const unsent = { chosen: ['Noor', 'Hugo Claes'], isSent: false };
const pair = { id: 'one', coach: { name: 'Hugo Claes' } } as Relationship; // all that is read of it

it('names who was chosen, and no coach who is being asked: the next name would tell who said no', () => {
  const asked = render(ChoiceState, { props: { ...unsent, state: 'asking', pair } }).body;
  expect(asked).toContain('We vragen nu een coach.');
  expect(asked.indexOf('Noor')).toBeLessThan(asked.indexOf('Hugo Claes'));
  expect(render(ChoiceState, { props: { ...unsent, state: 'asking', pair: null } }).body).toBe(asked);
});

it('names the coach whose proposal the coachee decides on', () => {
  expect(render(ChoiceState, { props: { ...unsent, state: 'accept', pair } }).body).toContain('Er ligt een voorstel met Hugo Claes.');
});

it('begins with what was sent, just after sending', () => {
  expect(render(ChoiceState, { props: { ...unsent, isSent: true, state: 'talk', pair: null } }).body).toMatch(
    /autofocus[^>]*aria-labelledby="sent".*Je keuze is verstuurd\./su
  );
});
