import { expect, it } from 'vitest';
import { readCsv } from '#lib/domain/sheet/read-csv.ts';
import { decodeSheet } from './decode-sheet.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

it.each([
  ['UTF-8', bytesOf('Zoë;1')],
  ['UTF-8 with a mark', bytesOf('\uFEFFZoë;1')],
  ['Windows-1252', Uint8Array.from([0x5a, 0x6f, 0xeb, 0x3b, 0x31])],
  ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x5a, 0, 0x6f, 0, 0xeb, 0, 0x3b, 0, 0x31, 0])]
])('reads accents in %s', (_, bytes) => {
  const decoded = decodeSheet(bytes);
  expect('text' in decoded && readCsv(decoded.text)[0]?.cells).toEqual(['Zoë', '1']);
});

it.each([
  ['an Excel workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20]), 'workbook'],
  ['a NUL', bytesOf('a;\0b'), 'binary'],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), 'binary'],
  ['nothing', bytesOf(' \n'), 'empty']
])('says why a file is no text: %s', (_, bytes, fault) => {
  expect(decodeSheet(bytes)).toEqual({ fault });
});
