import * as v from 'valibot';

/** One thing to mend in a file people edit: which file, which field (as `items.SE1.coach`), and why. */
export type ContentFault = { readonly file: string; readonly field: string; readonly reason: string };

/** A file of the shelf is not as it should be; its message names every file, field and reason. */
export class ContentError extends Error {
  override name = 'ContentError';
  readonly faults: readonly ContentFault[];
  constructor(faults: readonly ContentFault[]) {
    super(faults.map(({ file, field, reason }) => `${file}, ${field}: ${reason}`).join('\n'));
    this.faults = faults;
  }
}

/** Reads a JSON file of the shelf through its schema. Throws ContentError with everything that is wrong. */
export function parseJson<Schema extends v.GenericSchema>(schema: Schema, text: string, file: string): v.InferOutput<Schema> {
  const result = v.safeParse(schema, readJson(text, file));
  if (result.success) return result.output;
  throw new ContentError(result.issues.map((issue) => ({ file, field: v.getDotPath(issue) ?? 'the whole file', reason: issue.message })));
}

function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ContentError([{ file, field: 'the whole file', reason: `is no JSON; a comma, quote or bracket may be missing (${detail})` }]);
  }
}

/** An object with exactly these fields; one that is missing or unknown is said so. */
export function fields<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, (issue) => {
    if (issue.received === 'undefined') return 'is missing';
    if (issue.expected === 'never') return 'is not a field of this file; is it misspelt?';
    return 'must be a group of fields between { and }';
  });
}

/** Words that people read: not empty, no space around them. */
export const words = v.pipe(
  v.string('must be words between quotes'),
  v.nonEmpty('is empty'),
  v.check((text) => text.trim() === text, 'has a space at its beginning or end')
);

/** A list with at least one entry. */
export function filledList<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item, 'must be a list between [ and ]'), v.minLength(1, 'needs at least one entry'));
}

export function wholeNumber(from: number, to: number) {
  return v.pipe(
    v.number('must be a number without quotes'),
    v.integer('must be a whole number'),
    v.minValue(from, `must be at least ${from}`),
    v.maxValue(to, `must be at most ${to}`)
  );
}

export function oneOf<const Options extends readonly string[]>(options: Options) {
  return v.picklist(options, `must be one of: ${options.join(', ')}`);
}

export const yesOrNo = v.boolean('must be true or false, without quotes');
