import type { PDFDocument } from '@cantoo/pdf-lib';

type Glyph = { id: number; codePoints: number[]; advanceWidth: number };

/** A font as the PDF library wants it; lengths in units of the font. */
export type ReadFont = ReturnType<typeof readFont>;

/** What is needed of a TrueType font to set text: which glyph a character has, and how wide it is. */
type TrueType = { glyphOf: (character: number) => number; widthOf: (glyph: number) => number; characters: readonly number[] };

/** Tables start where the directory at the beginning of the file says (OpenType 1.9, "The OpenType Font File"). */
function findTable(file: DataView, tag: string): number {
  const count = file.getUint16(4);
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + 16 * index;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((letter) => file.getUint8(entry + letter)));
    if (name === tag) return file.getUint32(entry + 8);
  }
  throw new RangeError(`findTable wants a font with a table ${tag}, got none`);
}

/** The characters of a font, from its table of ranges (cmap, format 12): our own font has no other. */
function readCharacters(file: DataView): Map<number, number> {
  const table = findTable(file, 'cmap');
  const subtable = table + file.getUint32(table + 8);
  if (file.getUint16(subtable) !== 12) throw new RangeError(`readCharacters wants format 12, got ${file.getUint16(subtable)}`);
  const glyphs = new Map<number, number>();
  const count = file.getUint32(subtable + 12);
  for (let index = 0; index < count; index += 1) {
    const group = subtable + 16 + 12 * index;
    const [first, last, glyph] = [file.getUint32(group), file.getUint32(group + 4), file.getUint32(group + 8)];
    for (let character = first; character <= last; character += 1) glyphs.set(character, glyph + character - first);
  }
  return glyphs;
}

function readTrueType(file: DataView): TrueType {
  const glyphs = readCharacters(file);
  const widths = findTable(file, 'hmtx');
  return {
    glyphOf: (character) => glyphs.get(character) ?? 0,
    widthOf: (glyph) => file.getUint16(widths + 4 * glyph),
    characters: [...glyphs.keys()]
  };
}

/** Whether a font has this character; one it lacks is set as an empty box. */
export function hasCharacter(font: ReadFont, character: string): boolean {
  return font.glyphForCodePoint(character.codePointAt(0) ?? 0).id !== 0;
}

/**
 * Reads a TrueType font for the PDF library, which knows only Western European letters by itself. No ligatures and no
 * kerning: each character is one glyph, so that text copied from the PDF is the text that was written.
 */
export function readFont(bytes: Uint8Array) {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { glyphOf, widthOf, characters } = readTrueType(file);
  const [head, hhea] = [findTable(file, 'head'), findTable(file, 'hhea')];
  const box = [36, 38, 40, 42].map((offset) => file.getInt16(head + offset));
  const [minX = 0, minY = 0, maxX = 0, maxY = 0] = box;
  const glyph = (character: number): Glyph => {
    const id = glyphOf(character);
    return { id, codePoints: [character], advanceWidth: widthOf(id) };
  };
  return {
    postscriptName: 'Literata-Regular',
    unitsPerEm: file.getUint16(head + 18),
    ascent: file.getInt16(hhea + 4),
    descent: file.getInt16(hhea + 6),
    italicAngle: 0,
    capHeight: file.getInt16(hhea + 4),
    xHeight: 0,
    bbox: { minX, minY, maxX, maxY, width: maxX - minX, height: maxY - minY },
    characterSet: [...characters],
    glyphForCodePoint: glyph,
    layout: (text: string) => ({ glyphs: Array.from(text, (character) => glyph(character.codePointAt(0) ?? 0)) }),
    createSubset: (): never => {
      throw new RangeError('readFont gives a font that is embedded whole');
    }
  };
}

/** The reader of fonts that the PDF library asks for. */
export const fontReader: Parameters<PDFDocument['registerFontkit']>[0] = { create: readFont };
