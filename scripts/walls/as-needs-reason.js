/**
 * @import { Rule } from 'eslint'
 * @typedef {{ typeAnnotation: { type: string, typeName?: { name?: string } } }} AsExpression
 */

/**
 * `as` tells the compiler to look away. Free for `as const`; else its line says why in a comment.
 * @type {Rule.RuleModule}
 */
export const asNeedsReason = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { reason: '`as` needs its reason in a comment on its line (or use satisfies, or parse).' }
  },
  create(context) {
    const lines = new Set(context.sourceCode.getAllComments().flatMap(({ loc }) => (loc ? [loc.start.line, loc.end.line] : [])));
    return {
      /** @param {Rule.Node} node */
      TSAsExpression(node) {
        const { typeAnnotation } = /** @type {AsExpression} */ (/** @type {unknown} */ (node)); // ESLint's own types know no TypeScript
        const isConst = typeAnnotation.type === 'TSTypeReference' && typeAnnotation.typeName?.name === 'const';
        const { start, end } = node.loc ?? { start: { line: 0 }, end: { line: 0 } };
        if (isConst || lines.has(end.line) || lines.has(start.line - 1)) return;
        context.report({ node, messageId: 'reason' });
      }
    };
  }
};
