import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makePdf, type PaperLine } from './paper.ts';

const facts = {
  title: 'Werkafspraken, versie 2',
  language: 'nl',
  madeAt: new Date('2026-11-22T10:00:00Z'),
  page: ({ page, count }: { page: number; count: number }) => `${page} van ${count}`,
  unshown: 'Sommige tekens kunnen niet in deze PDF.'
};
const make = async (lines: readonly PaperLine[]) => PDFDocument.load(await makePdf(lines, facts), { updateMetadata: false });

it('makes A4 pages with a title, a language and a date', async () => {
  const pdf = await make([{ look: 'title', text: 'Werkafspraken' }]);
  const [page] = pdf.getPages();
  expect([pdf.getPageCount(), Math.round(page?.getWidth() ?? 0), Math.round(page?.getHeight() ?? 0)]).toEqual([1, 595, 842]);
  expect([pdf.getTitle(), pdf.getLanguage(), pdf.getCreationDate()]).toEqual([facts.title, 'nl', facts.madeAt]);
});

it('goes on over as many pages as it takes', async () => {
  const lines = Array.from({ length: 30 }, (): PaperLine => ({ look: 'text', text: 'Wij praten elke week met elkaar. '.repeat(20) }));
  expect((await make(lines)).getPageCount()).toBeGreaterThan(3);
});

it('takes any text there is: emoji, Arabic, half a character, or one endless word', async () => {
  for (const text of ['👩‍👩‍👧 Жук ğŁő ệ', 'مرحبا', '\ud83d', 'x'.repeat(3000), '\u0000\u0007', 'e\u0301'])
    expect((await make([{ look: 'text', text }])).getPageCount()).toBeGreaterThan(0);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
      expect((await make([{ look: 'heading', text }])).getPageCount()).toBe(1);
    }),
    { numRuns: 30 }
  );
});
