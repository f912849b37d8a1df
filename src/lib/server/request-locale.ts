import { AsyncLocalStorage } from 'node:async_hooks';
import { type Locale, provideLocale } from '#lib/i18n/locale.ts';

const storage = new AsyncLocalStorage<Locale>();
provideLocale(() => storage.getStore() ?? 'nl');

/** Runs `work` with a language of its own; two requests at once never mix. */
export function inLocale<T>(language: Locale, work: () => T): T {
  return storage.run(language, work);
}
