import type { AgreementField } from './agreement.ts';
import { longestText, readValues } from './agreement-form.ts';

/** The fields whose first text a programme can choose: not what goes to an evaluation, and not the day (C10, C13). */
export function templateFields(fields: readonly AgreementField[]): AgreementField[] {
  return fields.filter(({ kind }) => kind === 'text' || kind === 'contacts');
}

/**
 * Reads the texts a programme lets its agreements begin with; only those that differ from our own are kept.
 * `own`: by field, our text in each language. An empty field is our text again. `tooLong`: the fields that hold too much.
 */
export function parseTemplate(
  fields: readonly AgreementField[],
  form: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, readonly string[]>>
): { readonly texts: Readonly<Record<string, string>>; readonly tooLong: readonly string[] } {
  const values = Object.entries(readValues(templateFields(fields), form));
  const texts = values.filter(([id, text]) => text !== '' && !own[id]?.includes(text));
  return { texts: Object.fromEntries(texts), tooLong: values.filter(([, text]) => text.length > longestText).map(([id]) => id) };
}
