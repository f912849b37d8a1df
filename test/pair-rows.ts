import { newId } from '#lib/server/new-id.ts';
import type { Identity, Person, Town } from './people.ts';

/** What a sealed text looks like to the database. */
export const sealed = Buffer.from('sealed');

export type Row = Readonly<Record<string, unknown>>;

/** Who writes, as which of the two, in which pair and about what. */
export type Place = { me: Person; role: 'coach' | 'coachee'; pair: string } & Desk;

/** What already lies on the table of a pair: a talk that was called off, a goal, the newest agreement. */
export type Desk = { talk: string; goal: string; agreement: string };

export type Desks = ReadonlyMap<string, Desk>;

/** Lays a talk, a goal and an agreement in every pair of the town, as the owner of the tables. */
export async function layDesks(town: Town): Promise<Desks> {
  const { coach, exCoach, otherCoach, stranger } = town.people;
  const pairs = [
    { pair: town.pair, by: coach },
    { pair: town.exPair, by: exCoach },
    { pair: town.otherPair, by: otherCoach },
    { pair: town.stranger.pair, by: stranger }
  ];
  const desks = new Map(pairs.map(({ pair }) => [pair, { talk: newId(), goal: newId(), agreement: newId() }]));
  await town.database.asOwner(async (owner) => {
    for (const { pair, by } of pairs) {
      const desk = desks.get(pair);
      const place = [by.organisation, pair, by.id];
      await owner.query(
        `insert into conversations (organisation_id, relationship_id, created_by, id, state, time_zone)
           values ($1, $2, $3, $4, 'cancelled', 'Europe/Brussels')`,
        [...place, desk?.talk]
      );
      await owner.query('insert into goals (organisation_id, relationship_id, created_by, id, body) values ($1, $2, $3, $4, $5)', [
        ...place,
        desk?.goal,
        sealed
      ]);
      await owner.query(
        `insert into agreements (organisation_id, relationship_id, written_by, id, fields, evaluation, review_on)
           values ($1, $2, $3, $4, $5, 'nothing', '2030-01-01')`,
        [...place, desk?.agreement, sealed]
      );
    }
  });
  return desks;
}

/** The place of somebody in a pair. */
export function placeOf(town: Town, desks: Desks, { name, pair }: { name: Identity; pair: string }): Place {
  const desk = desks.get(pair);
  if (!desk) throw new RangeError('placeOf wants a pair of the town');
  return { ...desk, me: town.people[name], role: name.toLowerCase().includes('coachee') ? 'coachee' : 'coach', pair };
}

const inPair = ({ me, pair }: Place) => ({ organisation_id: me.organisation, relationship_id: pair });
const inTalk = (place: Place) => ({ ...inPair(place), conversation_id: place.talk });

/** A row of each table of a pair, as one of the two would add it. */
export const pairRows = {
  coach_declarations: (at) => ({ ...inPair(at), id: newId(), evaluator_contact: 'none', roles: [] }),
  evaluation_releases: (at) => ({ ...inPair(at), id: newId(), person_id: at.me.id, body: sealed }),
  meeting_offers: (at) => ({ ...inPair(at), id: newId(), offered_by: at.me.id, ways: sealed }),
  card_draws: (at) => ({ ...inPair(at), id: newId(), card: 'card', drawn_by: at.me.id }),
  card_answers: (at) => ({ ...inPair(at), card: newId(), person_id: at.me.id, body: sealed }),
  common_ground: (at) => ({ ...inPair(at), id: newId(), person_id: at.me.id, mark: markOf(newId()), body: sealed }),
  learnings: (at) => ({ ...inPair(at), person_id: at.me.id, body: sealed, is_shown: true }),
  agreements: (at) => ({
    ...{ ...inPair(at), id: newId(), based_on: at.agreement, written_by: at.me.id },
    ...{ fields: sealed, evaluation: 'nothing', review_on: '2030-01-01' }
  }),
  agreement_signatures: (at) => ({ ...inPair(at), agreement_id: at.agreement, person_id: at.me.id }),
  pair_rhythms: (at) => ({ ...inPair(at), rhythm_days: 30 }),
  conversations: (at) => ({
    ...{ ...inPair(at), id: newId(), state: 'planned', starts_at: new Date(Date.now() + 86_400_000) },
    ...{ time_zone: 'Europe/Brussels', created_by: at.me.id }
  }),
  conversation_times: (at) => ({
    ...inTalk(at),
    id: newId(),
    starts_at: new Date(Date.now() + Math.round(Math.random() * 1e9)),
    proposed_by: at.me.id
  }),
  topics: (at) => ({ ...inTalk(at), id: newId(), person_id: at.me.id, body: sealed, wish: 'listen' }),
  notes: (at) => ({ ...inTalk(at), id: newId(), person_id: at.me.id, kind: 'note', is_shared: true, body: sealed }),
  goals: (at) => ({ ...inTalk(at), id: newId(), body: sealed, created_by: at.me.id }),
  goal_reviews: (at) => ({ ...inTalk(at), id: newId(), goal_id: at.goal, outcome: 'continued', context: sealed, reviewed_by: at.me.id }),
  actions: (at) => ({ ...inTalk(at), id: newId(), goal_id: at.goal, owner: at.role, body: sealed, created_by: at.me.id }),
  tool_uses: (at) => ({ ...inTalk(at), id: newId(), tool: 'your-agenda', state: 'planned', noted_by: at.me.id }),
  look_backs: (at) => ({ ...inTalk(at), person_id: at.me.id, role: at.role, answers: sealed }),
  live_updates: (at) => ({ ...inTalk(at), body: sealed, written_by: at.me.id }),
  live_versions: (at) => ({ ...inTalk(at), id: newId(), body: sealed })
} as const satisfies Readonly<Record<string, (place: Place) => Row>>;

export type PairTable = keyof typeof pairRows;

/** The keyed mark of a word, as the application would make it: 32 bytes. */
export function markOf(word: string): Buffer {
  return Buffer.from(word.padEnd(32, '.').slice(0, 32));
}
