import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { listOpenInvitations, revokeInvitation } from '#lib/server/queries/invitations.ts';
import { findNewestRound } from '#lib/server/queries/match-rounds.ts';
import { countProgrammePairs, listProgrammePairs, listSilentPairs } from '#lib/server/queries/programme-pairs.ts';
import { countMembers, searchMembers } from '#lib/server/queries/programmes.ts';
import { readForm } from '#lib/server/read-form.ts';
import { readSearch } from '#lib/server/read-page.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { inviteAgain } from '#lib/server/use-cases/invite-people.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the page may say was just done. */
const done = ['invited', 'again', 'revoked', 'proposed', 'saved'] as const;

const most = 50;
const pagesOf = (count: number) => Math.max(1, Math.ceil(count / most));
const pageOf = (url: URL, name: string) => Math.max(1, Math.trunc(Number(url.searchParams.get(name) ?? 1)) || 1);

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const search = readSearch(url).trim();
  const page = Math.min(pageOf(url, 'page'), 1_000_000);
  const found = await locals.asPerson(async (db) => {
    const programme = await requireProgramme(db, params.programme);
    const pairsPages = pagesOf(await countProgrammePairs(db, programme.id));
    const pairsPage = Math.min(pageOf(url, 'pairs'), pairsPages);
    return {
      ...{ programme, pairsPage, pairsPages },
      counts: await countMembers(db, programme.id),
      people: await searchMembers(db, programme.id, { search, offset: (page - 1) * most, most }),
      pairs: await listProgrammePairs(db, programme.id, { offset: (pairsPage - 1) * most, most }),
      silent: await listSilentPairs(db, programme.id),
      invitations: await listOpenInvitations(db, programme.id),
      round: await findNewestRound(db, programme.id)
    };
  });
  const { people, ...rest } = found;
  const wasDone = done.find((act) => url.searchParams.has(act)) ?? null;
  const members = { members: people.members, found: people.count, search, page, pages: pagesOf(people.count) };
  return { ...rest, ...members, wasDone, count: Number(url.searchParams.get('invited') ?? 0) || 0 };
};

const fields = v.object({ invitation: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  again: async ({ params, request, locals }) => {
    const { invitation } = await readForm(request, fields);
    const { ring } = locals.house;
    await locals.asPerson(async (db) => {
      const { id } = await requireProgramme(db, params.programme);
      const { organisationId = '', personId = '' } = locals.who ?? {};
      return inviteAgain(db, { organisationId, personId, programmeId: id, ring }, invitation);
    });
    redirect(303, `/programmes/${params.programme}?again=1`);
  },

  revoke: async ({ params, request, locals }) => {
    const { invitation } = await readForm(request, fields);
    await locals.asPerson(async (db) => {
      await requireProgramme(db, params.programme);
      await revokeInvitation(db, invitation);
    });
    redirect(303, `/programmes/${params.programme}?revoked=1`);
  }
};
