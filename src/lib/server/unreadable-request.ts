const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether the body of an unsafe request is none we can read: no form and no JSON, broken, or with a NUL, which no text
 * of a person holds and no column takes. Asked once for all forms, so that a bent browser gets a 400 and never a 500.
 */
export async function isUnreadable(request: Request): Promise<boolean> {
  if (safeMethods.includes(request.method)) return false;
  try {
    return holdsNul(await textsOf(request.clone()));
  } catch {
    return true;
  }
}

async function textsOf(request: Request): Promise<string[]> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return [JSON.stringify(await request.json()).replaceAll('\\u0000', '\0')];
  const form = await request.formData();
  return [...form].flatMap(([name, value]) => (typeof value === 'string' ? [name, value] : [name]));
}

function holdsNul(texts: readonly string[]): boolean {
  return texts.some((text) => text.includes('\0'));
}
