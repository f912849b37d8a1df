import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { readWishMarks } from '#lib/server/queries/match-wishes.ts';
import type { MatchTown } from './match-town.ts';
import type { Identity } from './people.ts';

/**
 * Random worlds of personal wishes and of asking (C14, C26): a town in which all that decides who learns what is thrown anew. Days are
 * counted from a first day; what happened on a later day came after.
 */
const coaches = ['coach', 'exCoach', 'otherCoach'] as const;
const coachees = ['coachee', 'otherCoachee'] as const;
const pairs = [
  { id: 'pair', coach: 'coach', coachee: 'coachee' },
  { id: 'exPair', coach: 'exCoach', coachee: 'coachee' },
  { id: 'otherPair', coach: 'otherCoach', coachee: 'otherCoachee' }
] as const;
const labels = ['sailing', 'faith', 'first in the family'] as const;
const everybody = [...coaches, ...coachees, 'coachAsEvaluator', 'coordinator', 'otherCoordinator', 'administrator', 'stranger'] as const;

type Name = (typeof coaches)[number] | (typeof coachees)[number];
type Wish = { person: Name; label: string; day: number; isElsewhere: boolean };
type Suggestion = { coach: Name; coachee: Name; day: number };
type Pair = { status: 'proposed' | 'declined' | 'active' | 'ended'; day: number; asked: 'not' | 'waiting' | 'accepted' };

export type WishWorld = {
  asks: boolean;
  round: string;
  drafts: readonly Name[];
  wishes: readonly Wish[];
  suggestions: readonly Suggestion[];
  pairs: readonly Pair[];
};

const day = fc.integer({ min: 1, max: 4 });
const anyOf = <T>(all: readonly T[]) => fc.subarray([...all]);
const people: readonly Name[] = [...coaches, ...coachees];
const said = people.flatMap((person) => labels.flatMap((label) => [false, true].map((isElsewhere) => ({ person, label, isElsewhere }))));
const two = coaches.flatMap((coach) => coachees.map((coachee) => ({ coach, coachee })));
const dated = <T extends object>(all: readonly T[]) =>
  fc
    .tuple(anyOf(all), fc.array(day, { minLength: all.length, maxLength: all.length }))
    .map(([some, days]) => some.map((one, at) => ({ ...one, day: days[at] ?? 1 })));

export const wishWorlds: fc.Arbitrary<WishWorld> = fc.record({
  asks: fc.boolean(),
  round: fc.constantFrom('ready', 'published', 'published', 'closed'),
  drafts: anyOf(people),
  wishes: dated(said),
  suggestions: dated(two),
  pairs: fc.array(
    fc.record({
      status: fc.constantFrom<Pair['status']>('proposed', 'declined', 'active', 'ended'),
      day,
      asked: fc.constantFrom<Pair['asked']>('not', 'waiting', 'accepted')
    }),
    { minLength: pairs.length, maxLength: pairs.length }
  )
});

const markOf = (label: string) => createHash('sha256').update(label).digest();
const sideOf = (person: Name) => (coachees.some((name) => name === person) ? 'coachee' : 'coach');

/** Who somebody is, whatever hat their session wears. */
const personOf = (viewer: Identity) => (viewer === 'coachAsEvaluator' ? 'coach' : viewer);

/** Puts the town as the world says; the owner of the tables does it. */
async function setWishWorld(town: MatchTown, world: WishWorld): Promise<void> {
  const { organisation, programme, otherProgramme, round } = town;
  const at = (on: number) => new Date(Date.UTC(2026, 0, on)).toISOString();
  await town.database.asOwner(async (owner) => {
    const say = (text: string, ...values: unknown[]) => owner.query(text, [organisation, ...values]);
    for (const table of ['match_wishes', 'match_asks', 'match_suggestions', 'match_profiles', 'match_settings']) {
      await say(`delete from ${table} where organisation_id = $1`);
    }
    await say('update match_rounds set status = $2 where organisation_id = $1', world.round);
    await say(
      `insert into match_settings (organisation_id, programme_id, settings, changed_by, asks_wishes) values ($1, $2, '{}', $3, $4)`,
      ...[programme, town.people.coordinator.id, world.asks]
    );
    for (const person of people) {
      await say(
        `insert into match_profiles (organisation_id, id, programme_id, person_id, role, answers, handed_in_at)
           select $1, gen_random_uuid(), programme, $4, $5, '{}', $6 from unnest(array[$2, $3]::uuid[]) programme`,
        ...[programme, otherProgramme, town.people[person].id, sideOf(person), world.drafts.includes(person) ? null : at(1)]
      );
    }
    for (const wish of world.wishes) {
      await say(
        `insert into match_wishes (organisation_id, profile_id, mark, place, body, created_at)
           select $1, id, $4, 0, $4, $5 from match_profiles where organisation_id = $1 and programme_id = $2 and person_id = $3`,
        ...[wish.isElsewhere ? otherProgramme : programme, town.people[wish.person].id, markOf(wish.label), at(wish.day)]
      );
    }
    for (const { coach, coachee, day: on } of world.suggestions) {
      await say(
        `insert into match_suggestions (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why, created_at)
           values ($1, $2, $3, $4, $5, 1, 'fit', $6)`,
        ...[round, programme, town.people[coachee].id, town.people[coach].id, at(on)]
      );
    }
    for (const { id, status, day: on } of pairsOf(world)) {
      await say('update relationships set status = $3, created_at = $4 where organisation_id = $1 and id = $2', town[id], status, at(on));
    }
    for (const { id, coach, coachee, asked } of pairsOf(world).filter(isAsked)) {
      await say(
        `insert into match_asks (organisation_id, relationship_id, round_id, coachee_id, coach_id, outcome) values ($1, $2, $3, $4, $5, $6)`,
        ...[town[id], round, town.people[coachee].id, town.people[coach].id, asked === 'waiting' ? null : asked]
      );
    }
  });
}

/** The pairs as the world has them. */
function pairsOf({ pairs: thrown }: WishWorld) {
  return thrown.map((pair, at) => ({ ...pair, ...(pairs[at] ?? pairs[0]) }));
}

const isAsked = ({ asked }: Pair) => asked !== 'not';

/** On which days something brought the two together, for the one who looks: a suggestion that is out, or a pair of theirs. */
function tiesOf(world: WishWorld, viewer: Identity, other: Name): number[] {
  const me = personOf(viewer);
  const suggested = (coach: string, coachee: string) => world.suggestions.find((s) => s.coach === coach && s.coachee === coachee);
  const own = world.round === 'ready' ? undefined : suggested(other, me);
  const ofPairs = pairsOf(world).flatMap(({ coach, coachee, status, day: began, asked }) => {
    const isTheirs = (coachee === me && coach === other) || (viewer === coach && coachee === other);
    if (!isTheirs || !['proposed', 'active'].includes(status)) return [];
    return [asked === 'not' ? began : (suggested(coach, coachee)?.day ?? began)];
  });
  return own ? [own.day, ...ofPairs] : ofPairs;
}

/** What the one who looks learns of the other: own labels that the other has too, both said before something brought them together. */
function learnt(world: WishWorld, viewer: Identity, other: Name): string[] {
  const ties = tiesOf(world, viewer, other);
  const own = world.wishes.filter((wish) => wish.person === personOf(viewer) && !wish.isElsewhere);
  const theirs = world.wishes.filter((wish) => wish.person === other && !wish.isElsewhere);
  const isMet = (mine: Wish) => theirs.some((wish) => wish.label === mine.label && ties.some((on) => on >= mine.day && on >= wish.day));
  return own.filter(isMet).map(({ label }) => `${other} here ${markOf(label).toString('hex')}`);
}

/** What everybody should learn, one line for each thing. */
function expected(world: WishWorld): string[] {
  const asked = pairsOf(world).filter(isAsked);
  const lines = everybody.flatMap((viewer) => {
    const me = personOf(viewer);
    const own = world.wishes.filter((wish) => wish.person === me);
    return [
      ...people.flatMap((other) => learnt(world, viewer, other).map((line) => `met ${line}`)),
      ...own.map(({ label, isElsewhere }) => `own ${isElsewhere ? 'there' : 'here'} ${markOf(label).toString('hex')}`),
      ...(viewer === 'coordinator' ? asked : []).map(({ id }) => `ask ${id}`),
      ...asked
        .filter(({ asked: how, coach, coachee }) => how === 'waiting' && [coach, coachee].some((one) => one === me))
        .map(({ id }) => `waits ${id}`)
    ].map((line) => `${viewer}: ${line}`);
  });
  const counted = world.asks ? world.wishes.filter(({ person, isElsewhere }) => !isElsewhere && !world.drafts.includes(person)) : [];
  return [...lines, ...counted.map(({ person, label }) => `run: ${person} ${markOf(label).toString('hex')}`)].toSorted();
}

/** What the database tells everybody, in the same lines. */
async function told(town: MatchTown): Promise<string[]> {
  const names = new Map<string, string>([
    ...people.map((name) => [town.people[name].id, name] as const),
    ...pairs.map(({ id }) => [town[id], id] as const)
  ]);
  const others = sql.join(people.map((name) => sql`${town.people[name].id}::uuid`));
  const ids = sql.join(pairs.map(({ id }) => sql`${town[id]}::uuid`));
  const places = sql`(values ('here', ${town.programme}::uuid), ('there', ${town.otherProgramme}::uuid)) place (name, id)`;
  const question = sql<{ kind: string; about: string | null; word: string | null }>`
    select 'met' as kind, other::text as about, place.name || ' ' || encode(mark, 'hex') as word
      from unnest(array[${others}]) other, ${places}, unnest(app.wishes_met(place.id, other)) mark
    union all select 'own', null, place.name || ' ' || encode(own.mark, 'hex')
      from ${places}, unnest(array['coach', 'coachee']) side, app.own_wishes(place.id, side) own
    union all select 'ask', relationship_id::text, null from app.asks_of(${town.round})
    union all select 'waits', id::text, null from unnest(array[${ids}]) id where app.is_asked(id)`;
  const lines: string[] = [];
  for (const viewer of everybody) {
    const { rows } = await town.database.doors.asPerson(town.people[viewer].token, (db) => question.execute(db));
    for (const { kind, about, word } of rows) {
      lines.push(
        `${viewer}: ${[kind, about === null ? null : (names.get(about) ?? about), word].filter((part) => part !== null).join(' ')}`
      );
    }
  }
  const place = { organisationId: town.organisation, programmeId: town.programme };
  const marks = await town.database.doors.asSystem('test: marks', (db) => readWishMarks(db, place));
  for (const { personId, marks: all } of marks) for (const mark of all) lines.push(`run: ${names.get(personId) ?? personId} ${mark}`);
  return lines.toSorted();
}

/** Whether a world tells everybody what it should; the difference when it does not: missing lines with -, others with +. */
export async function compareWishWorld(town: MatchTown, world: WishWorld): Promise<string[]> {
  await setWishWorld(town, world);
  const [is, should] = [await told(town), expected(world)];
  return [
    ...should.filter((line) => !is.includes(line)).map((line) => `- ${line}`),
    ...is.filter((line) => !should.includes(line)).map((line) => `+ ${line}`)
  ];
}
