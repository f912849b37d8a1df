import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/m.ts';
import { isUuid } from './new-id.ts';

/** The fields of a posted form; 400 for a form that no page of ours sends. What a person can get wrong is read after this. */
export async function readForm<Schema extends v.GenericSchema>(request: Request, schema: Schema): Promise<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, Object.fromEntries(await request.formData()));
  if (!parsed.success) error(400, m.error_fault_title());
  return parsed.output;
}

/** The texts of a form that a script sent; 400 for what is no form. */
export async function readTexts(request: Request): Promise<Record<string, string>> {
  const form = await request.formData().catch(() => error(400, m.error_fault_title()));
  return textsOf(Object.fromEntries(form));
}

/** The texts of a form, to show again what was typed; a file, or a name of the language itself, is nobody's answer. */
export function textsOf(form: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' && name !== '__proto__' ? [[name, value] as const] : []
  );
  return Object.fromEntries(texts);
}

/** The id a form came with (FormKey.svelte): what it makes is made under it, so that the same form sent twice makes one. */
export function keyOf(form: Readonly<Record<string, unknown>>): { id?: string } {
  const { key } = form;
  return typeof key === 'string' && isUuid(key) ? { id: key } : {};
}
