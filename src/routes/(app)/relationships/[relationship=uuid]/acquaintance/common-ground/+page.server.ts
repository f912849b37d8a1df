import { error, fail, redirect } from '@sveltejs/kit';
import { longestTopic, mostNoted, type Topic } from '#lib/domain/acquaintance/change-ground.ts';
import { m } from '#lib/i18n/m.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { countNoted } from '#lib/server/queries/common-ground.ts';
import { noteCommonGround, readOwnGround } from '#lib/server/use-cases/note-common-ground.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const { groups, words } = locals.house.library.acquaintance;
    const spoken = words[locals.locale];
    const titleOf = (topic: Topic) => (topic.kind === 'own' ? topic.text : (spoken.topics[topic.id] ?? topic.id));
    const noted = await readOwnGround(db, reading);
    const [both, single] = [noted.filter(({ isMutual }) => isMutual), noted.filter(({ isMutual }) => !isMutual)];
    const isBoth = (id: string) => both.some(({ topic }) => topic.kind === 'written' && topic.id === id);
    return {
      pair: reading.pair,
      both: both.map(({ topic }) => titleOf(topic)).sort((a, b) => a.localeCompare(b, locals.locale)),
      groups: groups.map(({ id, topics }) => ({
        id,
        title: spoken.groups[id] ?? id,
        topics: topics.filter((topic) => !isBoth(topic)).map((topic) => ({ id: topic, title: titleOf({ kind: 'written', id: topic }) }))
      })),
      ticked: single.flatMap(({ topic }) => (topic.kind === 'written' ? [topic.id] : [])),
      own: single.flatMap(({ topic }) => (topic.kind === 'own' ? [topic.text] : [])),
      count: await countNoted(db, reading.pair.id),
      most: mostNoted,
      isSaved: url.searchParams.has('saved')
    };
  });

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const sent = await request.formData();
    const textsIn = (field: string) => sent.getAll(field).filter((value) => typeof value === 'string');
    const list = { ticked: textsIn('topic'), own: textsIn('own') };
    const problem = await locals.asPerson(async (db) => {
      const reading = await requireReading(db, locals, params.relationship);
      if (reading.pair.status !== 'active') error(404, m.error_not_found_title());
      return noteCommonGround(db, reading, list);
    });
    if (problem) return fail(422, { problem, longest: longestTopic, ...list });
    redirect(303, `/relationships/${params.relationship}/acquaintance/common-ground?saved`);
  }
};
