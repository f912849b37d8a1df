import type { ClientBase } from 'pg';
import type { LookBack } from '#lib/domain/conversation/look-back.ts';
import type { Library } from '#lib/content/library.ts';
import { newId } from '#lib/server/new-id.ts';
import type { DemoDeclaration } from './demo-people.ts';

/** Seals a text of the pair. */
export type Pen = (place: { table: string; row: string; column: string }, text: string) => Buffer;

/** A demo pair that has begun to talk. */
export type Talking = {
  tenant: string;
  relationship: string;
  coach: string;
  coachee: string;
  pen: Pen;
  library: Library;
  declared: DemoDeclaration;
};

const dayMs = 24 * 60 * 60 * 1000;
const lookBacks: Readonly<Record<'coach' | 'coachee', LookBack>> = {
  coach: {
    hatClarity: 4,
    adviceGiven: 1,
    adviceWished: 1,
    legs: ['socio-emotional', 'autonomy'],
    takeAlong: 'Langer wachten voor ik iets zeg.'
  },
  coachee: {
    hatClarity: 4,
    adviceGiven: 2,
    adviceWished: 1,
    legs: ['socio-emotional'],
    takeAlong: 'Ik mag een vraag ook even laten liggen.'
  }
};

/** Gives a pair a signed agreement, a talk that was, one that comes, and what belongs to them. */
export async function addTalks(client: ClientBase, talking: Talking): Promise<void> {
  await addAgreement(client, talking);
  const [held, next] = [newId(), newId()];
  await addConversation(client, talking, { id: held, state: 'held', startsAt: at(-30, 13) });
  await addConversation(client, talking, { id: next, state: 'planned', startsAt: at(5, 13) });
  for (const role of ['coach', 'coachee'] as const) await addLookBack(client, talking, { conversation: held, role });
  await addTopic(client, talking, {
    conversation: next,
    person: talking.coachee,
    wish: 'listen',
    text: 'Hoe ik vragen stel als het druk is'
  });
  await addTopic(client, talking, {
    conversation: next,
    person: talking.coach,
    wish: 'think-along',
    text: 'Wat we na de feestdagen willen bereiken'
  });
  const mine = { person: talking.coachee, isShared: true };
  await addNote(client, talking, {
    ...mine,
    conversation: held,
    kind: 'note',
    text: 'We spraken over pauzes, en over wie je kunt bellen.'
  });
  await addNote(client, talking, { ...mine, conversation: null, kind: 'moment', text: 'Vandaag vroeg ik hulp, en dat voelde gewoon.' });
  await addGoal(client, talking, held);
  await addAction(client, talking, { conversation: held, owner: 'coachee', text: 'Eén collega vragen hoe hun week eruitziet', dueIn: 4 });
  await addAction(client, talking, { conversation: held, owner: 'coach', text: 'Het rooster naast de examens leggen', dueIn: null });
}

async function addAgreement(client: ClientBase, { tenant, relationship, coach, coachee, pen, library, declared }: Talking): Promise<void> {
  const id = newId();
  const texts = Object.fromEntries(
    library.agreement.fields.map((field) => [field.id, library.agreement.words.nl.fields[field.id]?.text ?? ''])
  );
  const fields = pen({ table: 'agreements', row: id, column: 'fields' }, JSON.stringify({ texts, declared }));
  await client.query(
    `insert into agreements (organisation_id, id, relationship_id, written_by, fields, evaluation, review_on, written_at)
     values ($1, $2, $3, $4, $5, 'nothing', $6, $7)`,
    [tenant, id, relationship, coachee, fields, at(150, 0), at(-40, 9)]
  );
  for (const person of [coach, coachee])
    await client.query(
      'insert into agreement_signatures (organisation_id, agreement_id, relationship_id, person_id, signed_at) values ($1, $2, $3, $4, $5)',
      [tenant, id, relationship, person, at(-39, 9)]
    );
}

async function addConversation(
  client: ClientBase,
  { tenant, relationship, coach, pen }: Talking,
  { id, state, startsAt }: { id: string; state: 'held' | 'planned'; startsAt: Date }
): Promise<void> {
  await client.query(
    `insert into conversations (organisation_id, id, relationship_id, state, starts_at, time_zone, place, created_by, closed_at)
     values ($1, $2, $3, $4, $5, 'Europe/Brussels', $6, $7, $8)`,
    [
      tenant,
      id,
      relationship,
      state,
      startsAt,
      pen({ table: 'conversations', row: id, column: 'place' }, 'De zithoek op de tweede verdieping'),
      coach,
      state === 'held' ? startsAt : null
    ]
  );
}

async function addLookBack(
  client: ClientBase,
  { tenant, relationship, pen, ...people }: Talking,
  { conversation, role }: { conversation: string; role: 'coach' | 'coachee' }
): Promise<void> {
  const sealed = pen({ table: 'look_backs', row: `${conversation}:${role}`, column: 'answers' }, JSON.stringify(lookBacks[role]));
  await client.query(
    `insert into look_backs (organisation_id, conversation_id, relationship_id, person_id, role, answers, handed_in_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tenant, conversation, relationship, people[role], role, sealed, at(-30, 15)]
  );
}

type NewTopic = { conversation: string; person: string; wish: string; text: string };

async function addTopic(client: ClientBase, { tenant, relationship, pen }: Talking, topic: NewTopic): Promise<void> {
  const id = newId();
  const body = pen({ table: 'topics', row: id, column: 'body' }, topic.text);
  await client.query(
    'insert into topics (organisation_id, id, relationship_id, conversation_id, person_id, body, wish) values ($1, $2, $3, $4, $5, $6, $7)',
    [tenant, id, relationship, topic.conversation, topic.person, body, topic.wish]
  );
}

type NewNote = { conversation: string | null; person: string; isShared: boolean; kind: 'note' | 'moment'; text: string };

async function addNote(client: ClientBase, { tenant, relationship, pen }: Talking, note: NewNote): Promise<void> {
  const id = newId();
  const body = pen({ table: 'notes', row: id, column: 'body' }, note.text);
  await client.query(
    `insert into notes (organisation_id, id, relationship_id, conversation_id, person_id, kind, is_shared, body, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tenant, id, relationship, note.conversation, note.person, note.kind, note.isShared, body, at(note.conversation ? -30 : -4, 14)]
  );
}

async function addGoal(client: ClientBase, { tenant, relationship, coach, coachee, pen }: Talking, conversation: string): Promise<void> {
  const [id, review] = [newId(), newId()];
  const said = { text: 'Eén keer per week iets vragen voor ik vastloop', ifThen: 'Als ik twijfel, dan stuur ik eerst een bericht.' };
  await client.query(
    'insert into goals (organisation_id, id, relationship_id, conversation_id, body, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [tenant, id, relationship, conversation, pen({ table: 'goals', row: id, column: 'body' }, JSON.stringify(said)), coachee, at(-80, 14)]
  );
  const context = pen(
    { table: 'goal_reviews', row: review, column: 'context' },
    JSON.stringify({ context: 'Twee weken lukte het, daarna kwam de examenweek.', before: null })
  );
  await client.query(
    `insert into goal_reviews (organisation_id, id, relationship_id, goal_id, conversation_id, outcome, context, reviewed_by, reviewed_at)
     values ($1, $2, $3, $4, $5, 'continued', $6, $7, $8)`,
    [tenant, review, relationship, id, conversation, context, coach, at(-30, 14)]
  );
}

type NewAction = { conversation: string; owner: 'coach' | 'coachee'; text: string; dueIn: number | null };

async function addAction(client: ClientBase, { tenant, relationship, coachee, pen }: Talking, action: NewAction): Promise<void> {
  const id = newId();
  const body = pen({ table: 'actions', row: id, column: 'body' }, action.text);
  await client.query(
    `insert into actions (organisation_id, id, relationship_id, conversation_id, owner, body, due_on, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tenant, id, relationship, action.conversation, action.owner, body, action.dueIn === null ? null : at(action.dueIn, 0), coachee]
  );
}

/** So many days from now, on the hour (UTC). */
function at(days: number, hour: number): Date {
  const day = new Date(Date.now() + days * dayMs);
  day.setUTCHours(hour, 0, 0, 0);
  return day;
}
