import { type Locale, locale } from './locale.ts';
import { messages } from './messages.ts';

type Key = keyof (typeof messages)['nl'];
type PluralKey = Key extends infer K ? (K extends `${infer Base}_one` ? Base : never) : never;
export type MessageKey = Key | PluralKey;
export type MessageParameters = Readonly<Record<string, string | number>>;
type Message = (parameters?: MessageParameters) => string;

/** Says a message in a language. A `{name}` in it is filled from the parameters; `count` chooses `_one` or `_other`. */
export function say(language: Locale, key: MessageKey, parameters: MessageParameters = {}): string {
  const words: Readonly<Record<string, string>> = messages[language];
  const text = words[key] ?? words[`${key}_${pluralOf(language, parameters['count'])}`];
  if (text === undefined) throw new RangeError(`say wants a known message, got ${key}`);
  return text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => filled(key, name, parameters));
}

function filled(key: string, name: string, parameters: MessageParameters): string {
  const value = parameters[name];
  if (value === undefined) throw new RangeError(`say wants ${name} for ${key}, got nothing`);
  return String(value);
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
