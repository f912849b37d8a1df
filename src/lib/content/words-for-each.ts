import { fields } from './content-error.ts';

/** A group with words for exactly these ids; one that is missing or unknown is said so. */
export function wordsForEach<Words extends Parameters<typeof fields>[0][string]>(ids: readonly string[], schema: Words) {
  return fields(Object.fromEntries(ids.map((id) => [id, schema])));
}
