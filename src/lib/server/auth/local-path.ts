const ground = 'https://vierpoot.invalid';

/**
 * Where to go next, if it is a page of our own; else `otherwise`. Another site could hide behind `//`, `/\`, a control
 * character that browsers drop, or a name before an @.
 */
export function localPath(wanted: string | null | undefined, otherwise = '/home'): string {
  if (!wanted || wanted.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return otherwise;
  const url = URL.parse(wanted, ground);
  if (url?.origin !== ground) return otherwise;
  const path = url.pathname + url.search;
  return path.startsWith('//') ? otherwise : path;
}
