import { expect, it } from 'vitest';
import { isUnreadable } from './unreadable-request.ts';

const post = (body: BodyInit, type?: string) =>
  isUnreadable(
    new Request('https://x.example', { method: 'POST', body, ...(type === undefined ? {} : { headers: { 'content-type': type } }) })
  );

it('reads a form, also one with files, and JSON', async () => {
  const form = new FormData();
  form.set('name', 'Yara');
  expect(await Promise.all([post(new URLSearchParams({ name: 'Yara' })), post(form), post('{"id":"x"}', 'application/json')])).toEqual([
    false,
    false,
    false
  ]);
});

it('refuses a NUL in a name or a value, however it is written', async () => {
  const form = new FormData();
  form.set('name', 'a\0b');
  const bodies = [
    post(new URLSearchParams({ name: 'a\0b' })),
    post(new URLSearchParams({ 'a\0': 'b' })),
    post(form),
    post('{"id":"a\\u0000b"}', 'application/json')
  ];
  expect(await Promise.all(bodies)).toEqual([true, true, true, true]);
});

it('refuses what is no form: another type, a broken boundary, broken JSON', async () => {
  expect(await Promise.all([post('x', 'text/plain'), post('x', 'multipart/form-data'), post('{', 'application/json')])).toEqual([
    true,
    true,
    true
  ]);
});

it('does not look at a request that only reads', async () => {
  expect(await isUnreadable(new Request('https://x.example'))).toBe(false);
});
