import { expect, it } from 'vitest';
import { timeZoneOptions } from './time-zones.ts';

const values = (options: readonly { value: string }[]) => options.map(({ value }) => value);

it('puts the reader’s own time zone and those of most readers on top', () => {
  expect(values(timeZoneOptions('America/New_York').near)).toEqual(['America/New_York', 'Europe/Brussels', 'Europe/Amsterdam']);
  expect(values(timeZoneOptions('Europe/Amsterdam').near)).toEqual(['Europe/Amsterdam', 'Europe/Brussels']);
  expect(values(timeZoneOptions(null).near)).toEqual(['Europe/Brussels', 'Europe/Amsterdam']);
});

it('offers every time zone once', () => {
  const { near, others } = timeZoneOptions('UTC');
  const all = values([...near, ...others]);
  expect(all).toHaveLength(new Set(all).size);
  expect(all).toEqual(expect.arrayContaining(['UTC', ...Intl.supportedValuesOf('timeZone')]));
});
