import { expect, it } from 'vitest';
import { linkToken } from '#lib/server/crypto/key-file.ts';
import { newRing } from '#test/doorbell.ts';
import { newId } from '#lib/server/new-id.ts';
import { readLink } from './read-link.ts';
import { linkPart, newToken } from './token.ts';

const ring = newRing();
const id = newId();

it('reads the token of a link that was made here', () => {
  const token = linkToken(ring, 'invitation', id);
  expect(readLink(ring, 'invitation', linkPart(id, token))).toEqual(token);
});

it.each([
  ['a guess', linkPart(id, newToken())],
  ['another link’s token', linkPart(id, linkToken(ring, 'invitation', newId()))],
  ['a link for something else', linkPart(id, linkToken(ring, 'sign-in', id))],
  ['another installation’s link', linkPart(id, linkToken(newRing(), 'invitation', id))],
  ['no token', id],
  ['nothing', '']
])('knows %s for what it is', (_what, part) => {
  expect(readLink(ring, 'invitation', part)).toBeNull();
});
