import type { Instrument, Item } from './instrument.ts';

/**
 * The items in screens of `groupSize`, in the order of the instrument; the last screen may be shorter.
 *
 * Shape: one array per screen. A group size below 1 counts as 1. No items: no screens.
 */
export function groupItems(instrument: Pick<Instrument, 'items' | 'groupSize'>): Item[][] {
  const size = Math.max(1, Math.floor(instrument.groupSize));
  const screens = Math.ceil(instrument.items.length / size);
  return Array.from({ length: screens }, (_, screen) => instrument.items.slice(screen * size, (screen + 1) * size));
}
