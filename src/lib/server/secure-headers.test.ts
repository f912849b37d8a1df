import { expect, it } from 'vitest';
import { secureHeaders } from './secure-headers.ts';

function headersFor(about: Partial<Parameters<typeof secureHeaders>[1]>): Headers {
  const headers = new Headers();
  secureHeaders(headers, {
    isHttps: true,
    requestId: 'r',
    nonce: 'n',
    isDevelopment: false,
    hasLiveNotes: false,
    host: 'coaching.example.org',
    ...about
  });
  return headers;
}

it('allows scripts by nonce only, no inline style, no framing and no markup sink', () => {
  const policy = headersFor({}).get('content-security-policy') ?? '';
  for (const part of ["default-src 'none'", "script-src 'nonce-n'", "style-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'"]) {
    expect(policy.split('; ')).toContain(part);
  }
  expect(policy).not.toContain('unsafe');
});

it('lets only the page with live notes open a socket, to ourselves, and make the one policy of its editor', () => {
  const partsOf = (about: Partial<Parameters<typeof secureHeaders>[1]>) =>
    (headersFor(about).get('content-security-policy') ?? '').split('; ');
  const plain = new Set(partsOf({}));
  expect(partsOf({ hasLiveNotes: true }).filter((part) => !plain.has(part))).toEqual([
    "connect-src 'self' wss://coaching.example.org",
    'trusted-types ProseMirrorClipboard'
  ]);
  expect(partsOf({ hasLiveNotes: true, isHttps: false })).toContain("connect-src 'self' ws://coaching.example.org");
});

it('keeps personal pages out of every cache', () => {
  expect(headersFor({}).get('cache-control')).toBe('no-store');
});

it('promises https for two years, but only over https', () => {
  expect(headersFor({}).get('strict-transport-security')).toContain('63072000');
  expect(headersFor({ isHttps: false }).has('strict-transport-security')).toBe(false);
});
