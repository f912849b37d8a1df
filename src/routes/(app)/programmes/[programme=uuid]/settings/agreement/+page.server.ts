import { error, fail, redirect } from '@sveltejs/kit';
import { parseTemplate, templateFields } from '#lib/domain/agreement/parse-template.ts';
import { locales } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/m.ts';
import { changeAgreementTemplate, findAgreementTemplate } from '#lib/server/queries/agreements.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { fields, words } = locals.house.library.agreement;
  const own = words[locals.locale];
  return locals.asPerson(async (db) => {
    const { id, name } = await requireProgramme(db, params.programme);
    const template = await findAgreementTemplate(db, id);
    return {
      programme: { id, name },
      groups: [...Map.groupBy(templateFields(fields), ({ group }) => group)].map(([group, inside]) => ({
        id: group,
        title: own.groups[group] ?? '',
        fields: inside.map((field) => {
          const { label, help, text } = own.fields[field.id] ?? { label: '', help: '', text: '' };
          return { id: field.id, label, help, text: template[field.id] ?? text, isOwn: field.id in template };
        })
      })),
      isSaved: url.searchParams.has('saved')
    };
  });
};

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const { fields, words } = locals.house.library.agreement;
    const form = Object.fromEntries(await request.formData());
    const own = Object.fromEntries(fields.map(({ id }) => [id, locales.map((language) => words[language].fields[id]?.text ?? '')]));
    const { texts, tooLong } = parseTemplate(fields, form, own);
    if (tooLong.length > 0) return fail(422, { tooLong, values: textsOf(form) });
    const isChanged = await locals.asPerson((db) => changeAgreementTemplate(db, params.programme, texts));
    if (!isChanged) error(404, m.error_not_found_title());
    redirect(303, `/programmes/${params.programme}/settings/agreement?saved`);
  }
};
