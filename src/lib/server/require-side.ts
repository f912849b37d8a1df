import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listOwnSides, type OwnSide, type ProfilePlace } from '#lib/server/queries/match-profiles.ts';

/** The side of the asker in this programme, and where their profile stands. Who is both says which in `?as=`. 404 for anybody else. */
export async function requireSide(
  db: PersonDb,
  locals: App.Locals,
  { programme, url }: { programme: string; url: URL }
): Promise<{ own: OwnSide; place: ProfilePlace }> {
  const { who } = locals;
  const sides = who ? (await listOwnSides(db, who.personId)).filter(({ programmeId }) => programmeId === programme) : [];
  const own = sides.find(({ side }) => side === url.searchParams.get('as')) ?? sides[0];
  if (!who || !own) error(404, m.error_not_found_title());
  return { own, place: { organisationId: who.organisationId, programmeId: programme, personId: who.personId, side: own.side } };
}
