import type { ConversationState } from '#lib/domain/conversation/conversation-phase.ts';
import type { Plan } from '#lib/domain/conversation/parse-plan.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import {
  addConversation,
  changeConversation,
  type Conversation,
  findConversation,
  listProposedTimes,
  mayPlan,
  replaceProposedTimes
} from '#lib/server/queries/conversations.ts';
import { placeOf, type Relationship } from '#lib/server/queries/relationships.ts';
import { announceConversation } from './announce-conversation.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** Somebody of a pair at work on a talk: who, in which time zone, with what it takes to seal the place. */
export type Planning = { pair: Relationship; seal: PairSeal; personId: string; timeZone: string };

/**
 * Plans a talk, or proposes several moments for it; null when the agreement comes first (C15). Either of the two may (C9).
 * `id`: what the form came with, so that the same form sent twice is one talk.
 */
export async function planConversation(
  db: PersonDb,
  planning: Planning,
  { id = newId(), ...plan }: Plan & { id?: string }
): Promise<string | null> {
  const { pair, personId, timeZone } = planning;
  if (await findConversation(db, pair.id, id)) return id;
  if (!(await mayPlan(db, pair.id))) return null;
  const startsAt = appointmentOf(plan);
  const isNew = await addConversation(db, placeOf(pair), {
    id,
    startsAt,
    minutes: plan.minutes,
    timeZone,
    place: sealPlace(planning, id, plan),
    personId
  });
  if (!isNew) return id;
  if (startsAt === null) await replaceProposedTimes(db, { ...placeOf(pair), conversationId: id, personId }, momentsOf(plan));
  await announceConversation(db, { pair, conversationId: id }, startsAt === null ? 'proposed' : 'planned');
  return id;
}

/** Moves a talk to another moment, or puts several forward again; false when it can no longer be moved. */
export async function moveConversation(
  db: PersonDb,
  planning: Planning,
  { conversationId, plan }: { conversationId: string; plan: Plan }
): Promise<boolean> {
  const { pair, personId, timeZone } = planning;
  const startsAt = appointmentOf(plan);
  const place = sealPlace(planning, conversationId, plan);
  const change = { state: stateWith(startsAt), startsAt, minutes: plan.minutes, timeZone, place, closedAt: null };
  const target = { id: conversationId, relationshipId: pair.id, from: ['proposed', 'planned', 'skipped'] as const };
  if (!(await changeConversation(db, target, change))) return false;
  const moments = startsAt === null ? momentsOf(plan) : [];
  await replaceProposedTimes(db, { ...placeOf(pair), conversationId, personId }, moments);
  await announceConversation(db, { pair, conversationId }, startsAt === null ? 'proposed' : 'moved');
  return true;
}

/** Chooses one of the proposed moments; false when it is no longer proposed. */
export async function chooseTime(
  db: PersonDb,
  { pair, personId, timeZone }: Omit<Planning, 'seal'>,
  chosen: { conversationId: string; timeId: string }
): Promise<boolean> {
  const { conversationId } = chosen;
  const time = (await listProposedTimes(db, pair.id)).find(({ id, conversationId: of }) => id === chosen.timeId && of === conversationId);
  if (!time || time.startsAt.getTime() <= Date.now()) return false;
  const target = { id: conversationId, relationshipId: pair.id, from: ['proposed'] as const };
  if (!(await changeConversation(db, target, { state: 'planned', startsAt: time.startsAt, timeZone }))) return false;
  await replaceProposedTimes(db, { ...placeOf(pair), conversationId, personId }, []);
  await announceConversation(db, { pair, conversationId }, 'planned');
  return true;
}

/** What either of the two may do with a talk besides moving it. Skipping loses nothing (C35). */
export type Closing = 'cancelled' | 'skipped' | 'held';

const closable: Readonly<Record<Closing, readonly ConversationState[]>> = {
  cancelled: ['proposed', 'planned'],
  skipped: ['planned'],
  held: ['planned']
};

/** Calls a talk off, lets it go for once, or closes it as held; false when it was not in a state for that. */
export async function closeConversation(
  db: PersonDb,
  { pair }: Pick<Planning, 'pair'>,
  closing: { conversationId: string; as: Closing; at: Date }
): Promise<boolean> {
  const { conversationId, as, at } = closing;
  const target = { id: conversationId, relationshipId: pair.id, from: closable[as] };
  if (!(await changeConversation(db, target, { state: as, closedAt: at, ...(as === 'held' && (await heldAt(db, pair, closing))) })))
    return false;
  if (as !== 'held') await announceConversation(db, { pair, conversationId }, 'cancelled');
  return true;
}

/** A talk that was held before its time was held now. */
async function heldAt(
  db: PersonDb,
  pair: Relationship,
  { conversationId, at }: { conversationId: string; at: Date }
): Promise<{ startsAt?: Date }> {
  const talk = await findConversation(db, pair.id, conversationId);
  return talk?.startsAt && talk.startsAt > at ? { startsAt: at } : {};
}

/** A talk with its place opened. */
export type OpenConversation = Omit<Conversation, 'place'> & { place: string | null };

/** One talk of the pair; null when there is none. */
export async function readConversation(
  db: PersonDb,
  { pair, seal }: Pick<Planning, 'pair' | 'seal'>,
  id: string
): Promise<OpenConversation | null> {
  const conversation = await findConversation(db, pair.id, id);
  return conversation && openPlace(seal, conversation);
}

function openPlace(seal: PairSeal, conversation: Conversation): OpenConversation {
  const { place } = conversation;
  return { ...conversation, place: place && seal.open(sealedAt(conversation.id), place) };
}

function sealPlace({ seal }: Planning, id: string, { place }: Plan): Buffer | null {
  return place === null ? null : seal.seal(sealedAt(id), place);
}

function sealedAt(id: string) {
  return { table: 'conversations', row: id, column: 'place' };
}

/** One moment is an appointment; more are to choose from. */
function appointmentOf({ moments }: Plan): Date | null {
  const [first, ...others] = moments;
  return first === undefined || others.length > 0 ? null : new Date(first);
}

function momentsOf({ moments }: Plan): Date[] {
  return moments.map((moment) => new Date(moment));
}

function stateWith(startsAt: Date | null): 'planned' | 'proposed' {
  return startsAt === null ? 'proposed' : 'planned';
}
