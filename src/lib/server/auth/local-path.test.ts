import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localPath } from './local-path.ts';

const ours = 'https://vierpoot.example';

it('keeps a page of our own, with its question', () => {
  expect(localPath('/relationships/1/chair?round=2')).toBe('/relationships/1/chair?round=2');
});

it('goes home when nothing is asked', () => {
  expect([localPath(null), localPath(undefined), localPath('')]).toEqual(['/home', '/home', '/home']);
  expect(localPath(null, '/')).toBe('/');
});

it('never leads to another site, however it is written', () => {
  const evil = ['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example'];
  const hidden = [
    '/\n/evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%5C/..\\evil',
    ' //evil.example',
    '///evil'
  ];
  for (const path of [...evil, ...hidden]) expect(new URL(localPath(path), ours).origin, path).toBe(ours);
});

it('leads to our own origin whatever is asked (property)', () => {
  const nasty = fc.string({
    unit: fc.constantFrom('/', '\\', '.', '@', ':', '?', '#', '%', '\t', '\n', '\r', '\0', ' ', 'e', '2', 'f', '5', 'c'),
    maxLength: 12
  });
  const anything = fc.oneof(
    nasty,
    nasty.map((rest) => `/${rest}`),
    fc.string({ unit: 'binary' }).map((rest) => `/${rest}`),
    fc.webUrl()
  );
  fc.assert(
    fc.property(anything, (asked) => {
      const path = localPath(asked);
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      expect(new URL(path, ours).origin).toBe(ours);
    }),
    { numRuns: 1_500 }
  );
});
