import { expect, it } from 'vitest';
import { isForMail, plainName } from './plain-name.ts';

it('leaves a name as it is, in every script', () => {
  for (const name of ['Yara Demir', 'Milan Novák', 'محمد', '山田 花子', "O'Neill-Ødegård"]) expect(plainName(name)).toBe(name);
});

it('makes one line of what tries to be more, or to run backwards', () => {
  expect(plainName(' X\r\n\r\nUw account \u202Eis geblokkeerd\u2069\0 ')).toBe('X Uw account is geblokkeerd');
});

it('greets by no name that has something to follow in it', () => {
  for (const name of ['Yara Demir', 'J.P. Maes', 'Milan Novák Jr.', 'محمد', "O'Neill-Ødegård"]) expect(isForMail(name), name).toBe(true);
  for (const name of ['http:evil.com', 'evil.com', 'Bel 0470 12 34 56', 'a/b', 'Noor www.evil', 'noor@evil', 'Noor ٣'])
    expect(isForMail(name), name).toBe(false);
});
