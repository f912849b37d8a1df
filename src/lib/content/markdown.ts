import { lexer, type Token, type Tokens } from 'marked';

/** A run of text within a line. */
export type Inline = { kind: 'text' | 'strong' | 'em'; text: string } | { kind: 'link'; text: string; href: string };

/** A block of a tool's page: what the shelf's Markdown may hold, and nothing else. */
export type Block =
  { kind: 'paragraph'; inlines: Inline[] } | { kind: 'quote'; blocks: Block[] } | { kind: 'list'; isOrdered: boolean; items: Block[][] };

/** Takes Markdown apart into blocks for Markdown.svelte. Raw HTML and images become plain text: no markup passes through. */
export function parseMarkdown(markdown: string): Block[] {
  return blocksOf(lexer(markdown));
}

function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.filter((token) => token.type !== 'space').map(blockOf);
}

function blockOf(token: Token): Block {
  if (token.type === 'blockquote') return { kind: 'quote', blocks: blocksOf(token.tokens ?? []) };
  if (token.type === 'list') return listOf(token as Tokens.List); // the type field says so
  return { kind: 'paragraph', inlines: inlinesOf(('tokens' in token && token.tokens) || [token]) };
}

function listOf(list: Tokens.List): Block {
  return { kind: 'list', isOrdered: list.ordered, items: list.items.map((item) => blocksOf(item.tokens)) };
}

function inlinesOf(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap(inlineOf);
}

function inlineOf(token: Token): Inline[] {
  if (token.type === 'strong' || token.type === 'em') return [{ kind: token.type, text: plain(token) }];
  if (token.type === 'link') return [linkOf(token as Tokens.Link)]; // the type field says so
  if (token.type === 'br') return [{ kind: 'text', text: '\n' }];
  const inside = token.type === 'text' && 'tokens' in token ? (token.tokens ?? []) : [];
  return inside.length > 0 ? inlinesOf(inside) : [{ kind: 'text', text: plain(token) }];
}

/** Only https links lead anywhere; another scheme stays words. */
function linkOf(link: Tokens.Link): Inline {
  return link.href.startsWith('https://') ? { kind: 'link', text: link.text, href: link.href } : { kind: 'text', text: link.text };
}

function plain(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}
