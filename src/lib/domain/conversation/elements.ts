/** The three things that come back in every talk (C34): goals past and next, one's own development, and the people around. */
export type Element = 'goals' | 'development' | 'surroundings';
export const elements: readonly Element[] = ['goals', 'development', 'surroundings'];

/** What a programme says of each element in its own words; an element without words has the usual ones of its world. */
export type ElementWords = Readonly<Partial<Record<Element, string>>>;

const longestElement = 300;

/** Reads the form in which a coordinator words the elements; empty gives an element its usual words back. */
export function parseElements(
  form: Readonly<Record<string, unknown>>
): { words: ElementWords } | { problems: Partial<Record<Element, 'long'>> } {
  const texts = elements.map((element) => [element, textOf(form[element])] as const);
  const long = texts.filter(([, text]) => text.length > longestElement);
  if (long.length > 0) return { problems: Object.fromEntries(long.map(([element]) => [element, 'long' as const])) };
  return { words: Object.fromEntries(texts.filter(([, text]) => text !== '')) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
