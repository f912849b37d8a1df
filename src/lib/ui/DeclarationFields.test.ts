import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import DeclarationFields from './DeclarationFields.svelte';

const chosen = (props: { values?: Record<string, string>; declaration?: { evaluatorContact: 'close'; roles: [] } }) =>
  /value="([^"]+)"[^>]*required[^>]*checked/u.exec(render(DeclarationFields, { props: { coachee: 'Noor', ...props } }).body)?.[1];

it('shows again how close somebody said to be to who evaluates, as declared or as typed (C14)', () => {
  expect(chosen({ declaration: { evaluatorContact: 'close', roles: [] } })).toBe('close');
  expect(chosen({ values: { contact: 'sometimes' } })).toBe('sometimes');
  expect(chosen({ values: {} })).toBeUndefined();
});
