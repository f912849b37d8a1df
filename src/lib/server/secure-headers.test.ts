import { expect, it } from 'vitest';
import { secureHeaders } from './secure-headers.ts';

function headersFor(about: Partial<Parameters<typeof secureHeaders>[1]>): Headers {
  const headers = new Headers();
  secureHeaders(headers, { isHttps: true, requestId: 'r', nonce: 'n', isDevelopment: false, ...about });
  return headers;
}

it('allows scripts by nonce only, no inline style, no framing and no markup sink', () => {
  const policy = headersFor({}).get('content-security-policy') ?? '';
  for (const part of ["default-src 'none'", "script-src 'nonce-n'", "style-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'"]) {
    expect(policy.split('; ')).toContain(part);
  }
  expect(policy).not.toContain('unsafe');
});

it('keeps personal pages out of every cache', () => {
  expect(headersFor({}).get('cache-control')).toBe('no-store');
});

it('promises https for two years, but only over https', () => {
  expect(headersFor({}).get('strict-transport-security')).toContain('63072000');
  expect(headersFor({ isHttps: false }).has('strict-transport-security')).toBe(false);
});
