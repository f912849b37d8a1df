/** What the house does not write, as ESLint selectors: each with the sentence that its author reads. */

/** `./name.ts` is this room, `#lib/...` another. There is no third kind of import. */
export const parents = { regex: '^\\.\\.(/|$)', message: './name.ts is this room, #lib/... is another; ../ is neither.' };

export const everywhere = [
  { selector: 'ImportExpression[source.value=/^\\.\\.\\u002F/]', message: parents.message },
  { selector: 'TSEnumDeclaration', message: 'A union of strings says the same and leaves nothing behind.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'TSImportType', message: 'Import the type by name at the top.' },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]',
    message: 'Text goes into a page as text.'
  },
  { selector: 'MemberExpression[object.name="document"][property.name=/^write(ln)?$/]', message: 'Text goes into a page as text.' },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
    message: 'process is a global; its settings come through settings.ts.'
  }
];

export const defaultExports = [{ selector: 'ExportDefaultDeclaration', message: 'Named exports only: a thing has one name everywhere.' }];

const asText = 'SQL is never put together from text: use Kysely, sql`...` or $1.';

export const sqlByHand = [
  { selector: 'MemberExpression[object.name="sql"][property.name=/^(raw|lit)$/]', message: asText },
  { selector: 'CallExpression[callee.property.name="query"] > TemplateLiteral.arguments[expressions.length>0]', message: asText },
  { selector: 'CallExpression[callee.property.name="query"] > BinaryExpression.arguments[operator="+"]', message: asText },
  {
    selector: 'CallExpression[callee.property.name="query"] Property[key.name="text"] > TemplateLiteral[expressions.length>0]',
    message: asText
  }
];

/** A pool that leaves its room is a way past the doors. */
export const databaseDoor = [
  {
    selector: 'NewExpression[callee.property.name=/^(Pool|Client)$/]',
    message: 'asPerson and asSystem are the only doors to the database.'
  },
  { selector: 'NewExpression[callee.name="Kysely"]', message: 'asPerson and asSystem are the only doors to the database.' }
];

export const purity = [
  { selector: 'ClassDeclaration, ClassExpression', message: 'The study has functions and values, no classes.' },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'The study knows no chance: hand it in.' },
  {
    selector: 'AwaitExpression, FunctionDeclaration[async=true], ArrowFunctionExpression[async=true]',
    message: 'The study waits for nothing.'
  },
  {
    selector: 'VariableDeclaration[kind="let"][parent.type=/^(Program|ExportNamedDeclaration)$/]',
    message: 'The study remembers nothing.'
  },
  {
    selector: 'MemberExpression[property.name=/^(toLocale[A-Za-z]*|localeCompare)$/]',
    message: 'The study knows no language: words and numbers are dressed at the last door.'
  }
];
