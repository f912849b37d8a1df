/** Every time zone the machine knows, as choices of a list. */
export function timeZoneOptions(): { value: string; label: string }[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => ({
    value: name,
    label: name.replaceAll('_', ' ').replaceAll('/', ' / ')
  }));
}
