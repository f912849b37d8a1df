import { matchStandingOf, sheetsSeenBy } from './match-model.ts';
import type { Mirror, Response, Session, Side, Turn, World } from './model-types.ts';
import { papersSeenBy, pairStandingOf } from './pair-model.ts';
import { standingOf } from './standing.ts';

/**
 * Who sees what, in product words (design/product.md, rules C7, C9, C10, C12, C17, C28), for worlds of plain objects.
 * Written without looking at the policies: where the two differ, one of them is wrong.
 */

/** Whose turn it is in the rounds that exist for the person behind a session. */
export function turnsSeenBy(world: World, who: Session): Turn[] {
  const hasHandedIn = ({ organisation, id }: Mirror, role: Side) =>
    world.responses.some((r) => r.organisation === organisation && r.mirror === id && r.role === role && r.isHandedIn);
  const turnOf = (m: Mirror) => ({
    organisation: m.organisation,
    mirror: m.id,
    coach: hasHandedIn(m, 'coach'),
    coachee: hasHandedIn(m, 'coachee')
  });
  return seenBy(world, who).mirrors.map(turnOf);
}

/** The rows of every table that exist for the person behind a session. */
export function seenBy(world: World, who: Session): World {
  const me = who.person;
  const my = standingOf(world, who);
  const { here } = my;
  const at = pairStandingOf({ world, who, my });
  const meets = (person: string) =>
    here(world.pairs).some(
      (p) => p.status !== 'declined' && ((p.coach === me && p.coachee === person) || (p.coachee === me && p.coach === person))
    );
  const readsResponse = (r: Response) =>
    (r.person === me && (my.everCoached(r.pair) || my.wasCoached(r.pair))) || // one's own
    (my.hasBothHandedIn(r.mirror) && // C7
      ((r.role === 'coach' && my.wasCoached(r.pair)) || (r.role === 'coachee' && my.coaches(r.pair) && my.hasReleasedItems(r.mirror)))); // C17
  const seesNoteOf = (object: string) => here(world.notes).some((n) => n.id === object && at.sees(n.pair));
  const sheets = sheetsSeenBy({ world, who, my });
  const { isOut } = matchStandingOf({ world, who, my });
  const everything = {
    organisations: here(world.organisations),
    people: here(world.people).filter(
      (p) =>
        p.id === me ||
        meets(p.id) ||
        sheets.match_suggestions.some((s) => s.person === me && s.other === p.id && isOut(s.round)) ||
        my.coordinatesPerson(p.id) ||
        my.isAdministrator
    ),
    accounts: here(world.accounts).filter((a) => a.person === me || my.coordinatesPerson(a.person) || my.isAdministrator),
    programmes: here(world.programmes).filter(
      (p) => my.isAdministrator || here(world.memberships).some((m) => m.person === me && m.programme === p.id)
    ),
    memberships: here(world.memberships).filter((m) => m.person === me || my.coordinates(m.programme) || my.isAdministrator),
    sessions: here(world.sessions).filter((s) => s.person === me),
    passkeys: here(world.passkeys).filter((p) => p.person === me),
    mailChoices: here(world.mailChoices).filter((c) => c.person === me),
    feeds: here(world.feeds).filter((f) => f.person === me),
    invitations: here(world.invitations).filter((i) => my.coordinates(i.programme) || (i.programme === null && my.isAdministrator)),
    pairs: here(world.pairs).filter((p) => ([p.coach, p.coachee].includes(me) && p.status !== 'declined') || my.coordinates(p.programme)),
    keys: here(world.keys).filter(
      (k) => my.wasCoached(k.pair) || (k.purpose === 'coaching' ? my.coaches(k.pair) : at.evaluates(k.pair)) // C10
    ),
    looks: here(world.looks).filter((l) => l.subject === me && (l.kind !== 'note' || seesNoteOf(l.object))), // C10, C12
    mirrors: here(world.mirrors).filter((m) => my.coaches(m.pair) || my.wasCoached(m.pair)), // C28: an ex-coach has none
    responses: here(world.responses).filter(readsResponse),
    releases: here(world.releases).filter(
      (r) => my.wasCoached(r.pair) || (r.level !== 'nothing' && my.coaches(r.pair) && my.hasBothHandedIn(r.mirror))
    ),
    needs: here(world.needs).filter((n) => n.person === me && my.wasCoached(n.pair)),
    ...papersSeenBy({ world, who, my }),
    ...sheets
  };
  const nothing = Object.fromEntries(Object.keys(everything).map((table) => [table, []]));
  return who.isEnded ? { ...everything, ...nothing } : everything;
}
