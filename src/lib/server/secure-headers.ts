/** What an answer is about. `nonce`: the one-time word on the page's own scripts. `hasLiveNotes`: the page starts the editor of live notes. */
type About = { isHttps: boolean; requestId: string; nonce: string; isDevelopment: boolean; hasLiveNotes: boolean; host: string };

/** Headers of every answer: personal pages are kept nowhere, nothing is embedded, sniffed or told to other sites. */
export function secureHeaders(headers: Headers, about: About): void {
  headers.set('cache-control', 'no-store');
  headers.set('content-security-policy', contentSecurityPolicy(about));
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()');
  headers.set('x-request-id', about.requestId);
  if (about.isHttps) headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
}

/** Level 3: scripts by nonce only, no inline styles, no sink for markup (Trusted Types), nothing from elsewhere. */
function contentSecurityPolicy({ nonce, isDevelopment, hasLiveNotes, host, isHttps }: About): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ''}`, // vite dev puts styles in the page
    "img-src 'self' data:",
    "font-src 'self'",
    // 'self' covers our own socket in today's browsers; Safari before 15.4 wants it written out.
    `connect-src 'self'${hasLiveNotes ? ` ${isHttps ? 'wss' : 'ws'}://${host}` : ''}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    // What the editor pastes is read in a document apart that loads and runs nothing, and only what its schema knows comes through.
    `trusted-types ${hasLiveNotes ? 'ProseMirrorClipboard' : "'none'"}`
  ].join('; ');
}
