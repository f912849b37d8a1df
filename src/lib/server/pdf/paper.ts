import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, type PDFFont, type PDFPage, rgb, TextRenderingMode } from '@cantoo/pdf-lib';
import { fontReader, hasCharacter, readFont, type ReadFont } from './read-truetype.ts';
import { wrapLines } from './wrap-lines.ts';

/** A4 in points, with the white around the text. */
const sheet = { width: 595.28, height: 841.89, margin: 62 } as const;
const column = sheet.width - 2 * sheet.margin;

/** How each kind of line looks: sizes in points; `before`: white above; `keep`: lines that must follow on the same page. */
const looks = {
  title: { size: 22, leading: 28, before: 0, keep: 2, isBold: true, isSoft: false },
  heading: { size: 14, leading: 19, before: 22, keep: 4, isBold: true, isSoft: false },
  label: { size: 10.5, leading: 15, before: 11, keep: 2, isBold: true, isSoft: false },
  text: { size: 10.5, leading: 15.5, before: 2, keep: 0, isBold: false, isSoft: false },
  soft: { size: 9.5, leading: 14, before: 2, keep: 0, isBold: false, isSoft: true }
} as const;
export type Look = keyof typeof looks;

const ink = rgb(0.169, 0.149, 0.133);
const inkSoft = rgb(0.396, 0.361, 0.325);

/** A line of a document: how it looks and what it says. */
export type PaperLine = { look: Look; text: string };

/** What a document is: told to readers of the screen and to who keeps files. `page` says "2 of 3" under each page. */
export type PaperFacts = {
  title: string;
  language: string;
  madeAt: Date;
  page: (place: { page: number; count: number }) => string;
  /** The last line, when the font lacks a character that was written. */
  unshown: string;
};

/**
 * Literata in one weight, with the Latin, Greek, Cyrillic and Vietnamese letters of @fontsource-variable/literata 5.3.0 in
 * one file; its licence (OFL-1.1) lies beside it.
 */
const fontFile = 'src/lib/server/pdf/literata.ttf';

/** Makes a PDF of lines: A4, selectable text, page numbers, title and language. Any text can be given: it never fails. */
export async function makePdf(lines: readonly PaperLine[], facts: PaperFacts): Promise<Uint8Array> {
  const bytes = readFileSync(join(process.cwd(), fontFile));
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontReader);
  const font = await pdf.embedFont(bytes, { customName: 'Literata' });
  const written = lines.map(({ look, text }) => ({ look, text: writable(text) }));
  const known = readFont(bytes);
  const isWhole = written.every(({ text }) => isShown(text, known));
  const all: PaperLine[] = isWhole ? written : [...written, { look: 'soft', text: facts.unshown }];
  for (const placed of fillPages(all, font)) {
    const page = pdf.addPage([sheet.width, sheet.height]);
    for (const line of placed) setLine(page, font, line);
  }
  numberPages(pdf, font, facts);
  describe(pdf, facts);
  return pdf.save();
}

/** Composed letters, and none of the signs that have no shape of their own: they join emoji, or steer a printer of long ago. */
function writable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('\t', ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\ufe00-\ufe0f]/gu, (sign) => (sign === '\n' ? sign : ''));
}

function isShown(text: string, font: ReadFont): boolean {
  return Array.from(text).every((character) => character === '\n' || hasCharacter(font, character));
}

type Placed = { line: string; look: Look; y: number };

/** The lines of each page, from top to bottom; a heading is never the last of its page. `y`: points from below. */
function fillPages(lines: readonly PaperLine[], font: PDFFont): Placed[][] {
  const pages: Placed[][] = [[]];
  let y = sheet.height - sheet.margin;
  const descend = (height: number, needed = height) => {
    const isFull = y - needed < sheet.margin;
    if (isFull) pages.push([]);
    y = isFull ? sheet.height - sheet.margin : y - height;
  };
  for (const { look, text } of lines) {
    const { size, leading, before, keep } = looks[look];
    descend(before, before + leading * (1 + keep));
    for (const line of wrapLines(text, column, (part) => font.widthOfTextAtSize(part, size))) {
      descend(0, leading);
      y -= leading;
      pages.at(-1)?.push({ line, look, y });
    }
  }
  return pages;
}

function setLine(page: PDFPage, font: PDFFont, { line, look, y }: Placed): void {
  const { size, isBold, isSoft } = looks[look];
  const color = isSoft ? inkSoft : ink;
  const bold = { renderMode: TextRenderingMode.FillAndOutline, strokeWidth: size / 45, strokeColor: color };
  page.drawText(line, { x: sheet.margin, y, size, font, color, ...(isBold ? bold : {}) });
}

function numberPages(pdf: PDFDocument, font: PDFFont, { page, title }: PaperFacts): void {
  const pages = pdf.getPages();
  const { size } = looks.soft;
  for (const [index, sheetPage] of pages.entries()) {
    const place = page({ page: index + 1, count: pages.length });
    const y = sheet.margin / 2;
    const x = sheet.width - sheet.margin - font.widthOfTextAtSize(place, size);
    sheetPage.drawText(place, { x, y, size, font, color: inkSoft });
    sheetPage.drawText(writable(title), { x: sheet.margin, y, size, font, color: inkSoft });
  }
}

function describe(pdf: PDFDocument, { title, language, madeAt }: PaperFacts): void {
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage(language);
  pdf.setCreator('Vierpoot');
  pdf.setProducer('Vierpoot');
  pdf.setCreationDate(madeAt);
  pdf.setModificationDate(madeAt);
}
