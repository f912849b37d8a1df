import { expect, it } from 'vitest';
import { endsWithLines, type LiveBlock, plainTextOf, type TextRun } from './live-blocks.ts';

const run = (text: string, looks: Partial<TextRun> = {}): TextRun => ({ text, isBold: false, isItalic: false, ...looks });

it('reads paragraphs and items as lines, without their looks', () => {
  const blocks: LiveBlock[] = [
    { kind: 'paragraph', runs: [run('We '), run('agreed', { isBold: true })] },
    { kind: 'bullets', items: [[run('one')], [run('two', { isItalic: true })]] }
  ];
  expect(plainTextOf(blocks)).toBe('We agreed\none\ntwo');
});

it('finds no text where nothing was written', () => {
  expect(plainTextOf([])).toBe('');
  expect(plainTextOf([{ kind: 'paragraph', runs: [] }])).toBe('');
});

it('knows whether the notes end with some paragraphs, in that order and nowhere else', () => {
  const said = (text: string): LiveBlock => ({ kind: 'paragraph', runs: text === '' ? [] : [run(text)] });
  const blocks = [said('one'), said('two'), said('three')];
  expect(endsWithLines(blocks, ['two', 'three'])).toBe(true);
  expect(endsWithLines(blocks, ['one', 'two', 'three'])).toBe(true);
  for (const lines of [['one'], ['one', 'two'], ['three', 'two'], ['two', 'thre'], ['zero', 'one', 'two', 'three']]) {
    expect(endsWithLines(blocks, lines), lines.join()).toBe(false);
  }
  expect(endsWithLines([{ kind: 'bullets', items: [[run('one')]] }], ['one'])).toBe(false);
  expect(endsWithLines([{ kind: 'paragraph', runs: [run('o', { isBold: true }), run('ne')] }], ['one'])).toBe(true);
});
