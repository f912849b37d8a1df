import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Problems from './Problems.svelte';

it('begins the reading of its page, named by its sentence, and leads to each field', () => {
  const fields = [{ id: 'ground.values', label: 'Waarden: Gedeelde grond' }];
  const { body } = render(Problems, { props: { text: 'Niet alles klopt.', fields } });
  expect(body).toMatch(/<div[^>]*role="group"[^>]*tabindex="-1"[^>]*autofocus[^>]*aria-labelledby="problems"/u);
  expect(body).toContain('<p id="problems">Niet alles klopt.</p>');
  expect(body).toContain('<a href="#ground.values">Waarden: Gedeelde grond</a>');
});
