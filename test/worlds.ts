import { randomBytes } from 'node:crypto';
import { newId } from '#lib/server/new-id.ts';
import { lay } from './pair-acts.ts';
import { draftPaper } from './pair-fits.ts';
import { blank, type Pair, type Side, type World } from './model-types.ts';
import type { Plan } from './world-plans.ts';
import { enter } from './match-acts.ts';
import { draftSheet } from './match-fits.ts';
import { noSheets } from './match-model.ts';
import { noPapers } from './pair-model.ts';
import { chanceFrom } from './fit.ts';

type Draft = { world: World; idOf: (kind: string, place: number, number: number) => string; places: readonly string[] };

/** The world of a plan, each time with new ids and tokens. */
export function buildWorld(plan: Plan): World {
  const ids = new Map<string, string>();
  const idOf = (kind: string, place: number, number: number) => {
    const name = `${kind} ${number} ${plan.sharesIds ? '' : place}`;
    const id = ids.get(name) ?? newId();
    ids.set(name, id);
    return id;
  };
  const places = [newId(), newId()];
  const world: World = {
    organisations: places.map((organisation) => ({ organisation })),
    programmes: places.flatMap((organisation, place) => [0, 1].map((n) => ({ organisation, id: idOf('programme', place, n), days: 14 }))),
    ...{
      people: [],
      accounts: [],
      memberships: [],
      sessions: [],
      passkeys: [],
      mailChoices: [],
      feeds: [],
      invitations: [],
      pairs: [],
      keys: [],
      looks: []
    },
    ...{ mirrors: [], responses: [], releases: [], needs: [] },
    ...noPapers(),
    ...noSheets()
  };
  const draft = { world, idOf, places };
  plan.people.forEach((person, index) => addPerson(draft, index === 0 ? { ...person, place: 0 } : person));
  plan.pairs.forEach((pair) => addPair(draft, pair));
  plan.mirrors.forEach((mirror) => addMirror(draft, mirror));
  plan.needs.forEach(({ pair, by }) => addNeed(world, world.pairs[pair % world.pairs.length], by));
  plan.papers.forEach((paper) => addPaper(draft, paper));
  wearDeclaredHats(world);
  plan.sheets.forEach((sheet) => addSheet(draft, sheet));
  plan.looks.forEach((look) => addLook(draft, look));
  plan.invitations.forEach(({ place, programme, ...state }) => {
    const at = programme === null ? null : idOf('programme', place, programme);
    world.invitations.push({ organisation: places[place] ?? '', id: newId(), programme: at, ...state });
  });
  return world;
}

function addPerson(draft: Draft, plan: Plan['people'][number]): void {
  const { world, idOf, places } = draft;
  const organisation = places[plan.place] ?? '';
  const id = idOf('person', plan.place, world.people.filter((p) => p.organisation === organisation).length);
  world.people.push({ organisation, id, name: 'somebody' });
  world.accounts.push({ organisation, person: id });
  if (plan.refusesMails) world.mailChoices.push({ organisation, person: id });
  if (plan.hasFeed) world.feeds.push({ organisation, person: id });
  for (const hat of plan.hats) world.sessions.push({ organisation, id: newId(), person: id, hat, token: randomBytes(32), isEnded: false });
  addMemberships(draft, id, plan);
}

function addMemberships({ world, idOf, places }: Draft, id: string, plan: Plan['people'][number]): void {
  const organisation = places[plan.place] ?? '';
  for (const { role, programme } of plan.roles) {
    const isForAll = role === 'administrator' || (programme === null && ['coordinator', 'adviser'].includes(role));
    const place = isForAll ? null : idOf('programme', plan.place, programme ?? 0);
    if (world.memberships.some((m) => m.organisation === organisation && m.person === id && m.role === role && m.programme === place))
      continue;
    world.memberships.push({ organisation, id: newId(), person: id, programme: place, role });
  }
}

function addPair({ world, idOf, places }: Draft, plan: Plan['pairs'][number]): void {
  const organisation = places[plan.place] ?? '';
  const people = world.people.filter((p) => p.organisation === organisation);
  const pick = (index: number) => people[index % Math.max(1, people.length)]?.id ?? '';
  const pairs = world.pairs.filter((p) => p.organisation === organisation);
  const pair: Pair = {
    organisation,
    id: idOf('pair', plan.place, pairs.length),
    programme: idOf('programme', plan.place, plan.programme),
    coach: pick(plan.coach),
    coachee: pick(plan.coachee),
    status: plan.status,
    accepted: plan.status === 'proposed' ? { coach: plan.accepted.coach, coachee: false } : plan.accepted,
    known: null
  };
  const isLiving = (p: Pair) => ['proposed', 'active'].includes(p.status);
  const isSame = (p: Pair) => p.programme === pair.programme && p.coach === pair.coach && p.coachee === pair.coachee;
  if (pair.coach === pair.coachee || (isLiving(pair) && pairs.some((p) => isLiving(p) && isSame(p)))) return;
  world.pairs.push(pair);
  for (const purpose of plan.keys) world.keys.push({ organisation, id: newId(), pair: pair.id, purpose });
}

function addMirror({ world, idOf, places }: Draft, plan: Plan['mirrors'][number]): void {
  const pair = world.pairs[plan.pair % Math.max(1, world.pairs.length)];
  if (!pair) return;
  const { organisation, id } = pair;
  const number = world.mirrors.filter((m) => m.organisation === organisation).length;
  const mirror = idOf('mirror', places.indexOf(organisation), number);
  world.mirrors.push({ organisation, id: mirror, pair: id, isLapsed: plan.isLapsed });
  const outsider = world.people.find((p) => p.organisation === organisation && ![pair.coach, pair.coachee].includes(p.id));
  const add = (role: Side, person: string) =>
    plan[role] !== 'none' &&
    world.responses.push({ organisation, mirror, pair: id, person, role, answers: 'draft', isHandedIn: plan[role] === 'in' });
  for (const role of ['coach', 'coachee'] as const) add(role, plan.outsider === role ? (outsider?.id ?? pair[role]) : pair[role]);
  if (plan.release !== null) world.releases.push({ organisation, mirror, pair: id, level: plan.release });
}

function addNeed(world: World, pair: Pair | undefined, by: string): void {
  if (!pair) return;
  const person = by === 'coach' ? pair.coach : pair.coachee;
  world.needs.push({ organisation: pair.organisation, id: newId(), pair: pair.id, person });
}

function addLook({ world, places }: Draft, { place, subject, viewer }: Plan['looks'][number]): void {
  const organisation = places[place] ?? '';
  const people = world.people.filter((p) => p.organisation === organisation);
  const [seen, looking] = [people[subject % Math.max(1, people.length)], people[viewer % Math.max(1, people.length)]];
  const number = world.looks.filter((l) => l.organisation === organisation).length + 1;
  if (seen && looking)
    world.looks.push({ organisation, number, subject: seen.id, viewer: looking.id, object: newId(), kind: 'mirror-scores' });
}

/** Lays a paper in a pair, by one of the two or, as the application never would, by an outsider; in any state. */
function addPaper({ world }: Draft, plan: Plan['papers'][number]): void {
  const pair = world.pairs[plan.pair % Math.max(1, world.pairs.length)];
  if (!pair) return;
  const outsider = world.people.find((p) => p.organisation === pair.organisation && ![pair.coach, pair.coachee].includes(p.id));
  const role = plan.by === 'coachee' ? 'coachee' : 'coach';
  const act = draftPaper(chanceFrom(world, { dice: plan.dice }), { of: plan.of, pair, role });
  if (!act) return;
  const person = plan.by === 'outsider' ? (outsider?.id ?? act.person) : act.person;
  const state = statesOf[plan.of]?.find((one) => one === plan.state) ?? act.state;
  lay(world, { ...act, person, state });
}

const statesOf: Partial<Record<Plan['papers'][number]['of'], readonly string[]>> = {
  evaluation_releases: ['withdrawn'],
  meeting_offers: ['answered'],
  actions: ['done'],
  notes: ['deleted', 'over']
};

/** Enters a sheet of the match in a programme, in any state. Its keys are shared where the organisations share theirs. */
function addSheet({ world, idOf, places }: Draft, plan: Plan['sheets'][number]): void {
  const programme = world.programmes[plan.programme % world.programmes.length];
  if (!programme) return;
  const { organisation } = programme;
  const act = draftSheet(chanceFrom(world, { dice: plan.dice }), plan.of, { organisation, programme: programme.id });
  if (!act) return;
  const isKeyed = plan.of === 'match_rounds' || plan.of === 'match_profiles';
  const count = world[plan.of].filter((sheet) => sheet.organisation === organisation).length;
  const id = isKeyed ? idOf(plan.of, places.indexOf(organisation), count) : act.id;
  const isStated = plan.of === 'match_profiles' ? plan.state === 'in' : plan.of === 'match_rounds' && plan.state !== 'in';
  enter(world, { ...act, id, state: isStated ? plan.state : 'draft' });
}

/** Most who wear a hat put it on after it was declared, which left a line for the coachee (C12). */
function wearDeclaredHats(world: World): void {
  world.sessions.forEach(({ organisation, person, hat }, index) => {
    if (hat === 'coach' || index % 4 === 0) return;
    for (const { id } of world.pairs.filter((p) => p.organisation === organisation && p.coach === person && p.status === 'active')) {
      const number = world.coach_declarations.length + world.hat_changes.length + 1;
      world.hat_changes.push({ ...blank, organisation, pair: id, person, hat, number });
    }
  });
}
