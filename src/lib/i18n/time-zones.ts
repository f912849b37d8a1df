type Option = { value: string; label: string };

/** Time zones as choices of a list: `near` stands on top, `others` is everything else the machine knows. */
export type TimeZoneOptions = { near: readonly Option[]; others: readonly Option[] };

/** Where most readers are. */
const nearest = ['Europe/Brussels', 'Europe/Amsterdam'];

/** Every time zone as a choice, once; the reader's `current` one (null: not known) is near as well. */
export function timeZoneOptions(current: string | null): TimeZoneOptions {
  const near = [...new Set([...(current === null ? [] : [current]), ...nearest])];
  const others = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((name) => !near.includes(name));
  return { near: near.map(optionOf), others: others.map(optionOf) };
}

function optionOf(name: string): Option {
  return { value: name, label: name.replaceAll('_', ' ').replaceAll('/', ' / ') };
}
