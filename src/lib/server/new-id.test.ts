import { expect, it } from 'vitest';
import { idIn, isUuid, newId } from './new-id.ts';

it('makes version 7 ids that sort by time', () => {
  const ids = [1_000, 2_000, 3_000].map((now) => newId(now));
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('never makes the same id twice in the same millisecond', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => newId(5))).size).toBe(1_000);
});

it('knows an id from anything else', () => {
  expect(isUuid(newId())).toBe(true);
  expect(['', 'x', `${newId()}0`, newId().toUpperCase(), "' or 1=1"].some(isUuid)).toBe(false);
});

it('makes an id of a key in a place: the same for the same, another elsewhere and than the key, of the same moment', () => {
  const [key, place, other] = [newId(), newId(), newId()];
  const id = idIn(place, key);
  expect(isUuid(id)).toBe(true);
  expect(id.slice(0, 15)).toBe(key.slice(0, 15));
  expect(idIn(place, key)).toBe(id);
  expect(new Set([id, key, idIn(other, key), idIn(place, other)]).size).toBe(4);
});
