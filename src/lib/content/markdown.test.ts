import { expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';

it('reads paragraphs, lists, quotes and emphasis', () => {
  expect(parseMarkdown('Een **sterk** woord.\n\n> Zeg dit.\n\n1. een\n2. twee').map(({ kind }) => kind)).toEqual([
    'paragraph',
    'quote',
    'list'
  ]);
  expect(parseMarkdown('a **b** *c*')).toEqual([
    {
      kind: 'paragraph',
      inlines: [
        { kind: 'text', text: 'a ' },
        { kind: 'strong', text: 'b' },
        { kind: 'text', text: ' ' },
        { kind: 'em', text: 'c' }
      ]
    }
  ]);
});

it('lets no markup through: HTML and images become words', () => {
  const hostile = parseMarkdown('<script>alert(1)</script>\n\nx <b onclick=a>y</b> ![z](https://z.example/z.png)');
  expect(JSON.stringify(hostile)).not.toContain('"kind":"html"');
  const kinds = hostile.flatMap((block) => (block.kind === 'paragraph' ? block.inlines.map((inline) => inline.kind) : []));
  expect(new Set(kinds)).toEqual(new Set(['text']));
});

it('keeps only https links', () => {
  const kindOf = (markdown: string) =>
    parseMarkdown(markdown).flatMap((block) => (block.kind === 'paragraph' ? block.inlines.map(({ kind }) => kind) : []));
  expect(kindOf('[a](https://a.example)')).toEqual(['link']);
  expect(['[a](javascript:alert)', '[a](data:text/html,x)', '[a](http://a.example)'].flatMap(kindOf)).toEqual(['text', 'text', 'text']);
});
