export const locales = ['nl', 'en'] as const;
export type Locale = (typeof locales)[number];

export function isLocale(value: unknown): value is Locale {
  return value === 'nl' || value === 'en';
}

let readLocale = (): Locale => 'nl';

/** The server says once how to find the language of the request at hand; nothing is kept between requests. */
export function provideLocale(read: () => Locale): void {
  readLocale = read;
}

/** The language of the person who is reading now. */
export function locale(): Locale {
  return readLocale();
}

/** The best language for somebody we do not know yet, from Accept-Language; Dutch when nothing fits. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find(isLocale) ?? 'nl';
}
