import { expect, it } from 'vitest';
import { plainName } from './plain-name.ts';

it('leaves a name as it is, in every script', () => {
  for (const name of ['Yara Demir', 'Milan Novák', 'محمد', '山田 花子', "O'Neill-Ødegård"]) expect(plainName(name)).toBe(name);
});

it('makes one line of what tries to be more, or to run backwards', () => {
  expect(plainName(' X\r\n\r\nUw account \u202Eis geblokkeerd\u2069\0 ')).toBe('X Uw account is geblokkeerd');
});
