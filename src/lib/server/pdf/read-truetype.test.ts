import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hasCharacter, readFont } from './read-truetype.ts';

const font = readFont(readFileSync('src/lib/server/pdf/literata.ttf'));

it('has every letter with which people in Europe write their names, and Vietnamese, Greek and Cyrillic', () => {
  const letters =
    'aZ09 àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿß ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŴŵŶŷŸŹźŻżŽž ȘșȚț ệữ Ωώ Жя € – — ‘’ “” …';
  expect(Array.from(letters).filter((letter) => !hasCharacter(font, letter))).toEqual([]);
});

it('knows what it lacks', () => {
  expect(['😀', '漢', 'م'].map((letter) => hasCharacter(font, letter))).toEqual([false, false, false]);
});

it('knows how wide a text is', () => {
  const widthOf = (text: string) => font.layout(text).glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0);
  expect(widthOf('mm')).toBe(2 * widthOf('m'));
  expect(widthOf('i')).toBeLessThan(widthOf('m'));
  expect(font.layout('é😀').glyphs).toHaveLength(2);
});

it('refuses a file that is no font of ours', () => {
  expect(() => readFont(new Uint8Array(64))).toThrow(RangeError);
});
