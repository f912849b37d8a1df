const ground = 'https://vierpoot.invalid';

/**
 * Where to go next, if it is a page of our own; else `otherwise`. Another site could hide behind `//`, `/\` or a control
 * character that browsers drop: what comes out is what the URL standard makes of it, on our own ground.
 */
export function localPath(wanted: string | null | undefined, otherwise = '/home'): string {
  if (!wanted?.startsWith('/') || wanted.length > 500) return otherwise;
  const url = URL.parse(wanted, ground);
  if (url?.origin !== ground) return otherwise;
  const path = url.pathname + url.search;
  return path.startsWith('//') ? otherwise : path;
}
