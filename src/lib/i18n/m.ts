import { type Locale, locale } from './locale.ts';
import { messages } from './messages.ts';

type Key = keyof (typeof messages)['nl'];
type PluralKey = Key extends infer K ? (K extends `${infer Base}_one` ? Base : never) : never;
export type MessageKey = Key | PluralKey;
export type MessageParameters = Readonly<Record<string, string | number>>;
type Message = (parameters?: MessageParameters) => string;

/**
 * Says a message in a language. A `{name}` in it is filled from the parameters, a number as that language writes it: 10000 is "10.000" or
 * "10,000", 2026 stays "2026". `count` chooses `_one` or `_other`.
 */
export function say(language: Locale, key: MessageKey, parameters: MessageParameters = {}): string {
  const words: Readonly<Record<string, string>> = messages[language];
  const text = words[key] ?? words[`${key}_${pluralOf(language, parameters['count'])}`];
  if (text === undefined) throw new RangeError(`say wants a known message, got ${key}`);
  return text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = filled(key, name, parameters);
    return typeof value === 'number' ? value.toLocaleString(language, { useGrouping: 'min2' }) : value;
  });
}

function filled(key: string, name: string, parameters: MessageParameters): string | number {
  const value = parameters[name];
  if (value === undefined) throw new RangeError(`say wants ${name} for ${key}, got nothing`);
  return value;
}

function pluralOf(language: Locale, count: string | number | undefined): string {
  return new Intl.PluralRules(language).select(Number(count ?? 2)) === 'one' ? 'one' : 'other';
}

/** All messages in the language of the request: `m.home_title()`, `m.mirror_days({ count: 3 })`. */
export const m = new Proxy({} as Record<MessageKey, Message>, {
  // the proxy answers for every key of the type
  get:
    (_target, key): Message =>
    (parameters) =>
      say(locale(), key as MessageKey, parameters) // keys are checked by the type of m
});
