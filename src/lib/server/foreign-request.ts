const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether an unsafe request comes from elsewhere: decided by Fetch Metadata, else by Origin (plain http has no Fetch
 * Metadata); with neither it is foreign. OWASP, Cross-Site Request Forgery Prevention.
 */
export function isForeign(request: Request, ownOrigin: string): boolean {
  if (safeMethods.includes(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin';
  return request.headers.get('origin') !== ownOrigin;
}
