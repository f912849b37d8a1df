import { expect, it } from 'vitest';
import type { LookBack } from '#lib/domain/conversation/look-back.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { deleteNote } from '#lib/server/queries/notes.ts';
import { listLooksAtNote, listLooksAtOwn } from '#lib/server/queries/access-records.ts';
import { listConversations, listProposedTimes, mayPlan } from '#lib/server/queries/conversations.ts';
import { settleAction } from '#lib/server/queries/actions.ts';
import { newId } from '#lib/server/new-id.ts';
import { onBothEngines } from '#test/engines.ts';
import type { Identity } from '#test/people.ts';
import { as, type At, hour, plan, planned, setTalkStage, soon } from '#test/talk-stage.ts';
import { agreeAction, readActions } from './keep-actions.ts';
import { readGoals, reviewGoal, setGoal } from './keep-goals.ts';
import { readNote, readNotes, rewriteNote, shareNote, writeNote } from './keep-notes.ts';
import { putTopic } from './keep-topics.ts';
import { handInLookBack, readLookBack } from './look-back.ts';
import { chooseTime, closeConversation, moveConversation, planConversation, readConversation } from './plan-conversation.ts';
import { readTalk } from './read-talk.ts';
import { readTalkFacts } from './read-talk-facts.ts';
import { readLiveNotes } from './read-live-notes.ts';
import { searchPair } from './search-pair.ts';

onBothEngines('talking', (open) => {
  const stage = () => setTalkStage(open());

  it('lets the coachee plan as well as the coach, and both read where (C9)', async () => {
    const here = await stage();
    const id = (await plan(here, 'coachee', [soon()], 'Bij de vijver')) ?? expect.fail('not planned');
    const seen = await as(here, 'coach', (db, at) => readConversation(db, at, id));
    expect(seen).toMatchObject({ state: 'planned', place: 'Bij de vijver', hat: 'coach' });
  });

  it('asks for the agreement before the second talk, and not before the first (C15)', async () => {
    const here = await stage();
    await planned(here);
    expect(await as(here, 'coachee', (db, { pair }) => mayPlan(db, pair.id))).toBe(false);
    expect(await plan(here, 'coachee', [soon() + hour])).toBeNull();
  });

  it('makes one of a form that is sent twice (F9)', async () => {
    const here = await stage();
    const key = newId();
    const twice = async (work: (db: PersonDb, at: At) => Promise<unknown>) => {
      await as(here, 'coach', work);
      await as(here, 'coach', work);
    };
    await twice((db, { pair, seal, me }) =>
      planConversation(db, { pair, seal, personId: me, timeZone: 'UTC' }, { id: key, moments: [soon()], minutes: 45, place: null })
    );
    await twice((db, at) =>
      writeNote(db, at, { id: key, conversationId: null, personId: at.me, kind: 'note', isShared: false, text: 'x' })
    );
    await twice((db, at) => setGoal(db, at, { id: key, text: 'x', ifThen: null, conversationId: null, personId: at.me }));
    const counts = await as(here, 'coach', async (db, at) => [
      (await listConversations(db, at.pair.id)).length,
      (await readNotes(db, at, { me: at.me })).length,
      (await readGoals(db, at)).length
    ]);
    expect(counts).toEqual([1, 1, 1]);
    const review = { id: newId(), goalId: key, conversationId: null, outcome: 'continued' as const, context: null, changed: null };
    await twice((db, at) => reviewGoal(db, at, { ...review, personId: at.me }));
    const [goal] = await as(here, 'coachee', (db, at) => readGoals(db, at));
    expect(goal?.reviews.map(({ id }) => id)).toEqual([review.id]);
  });

  it('lets the other choose from several moments, once', async () => {
    const here = await stage();
    const id = (await plan(here, 'coach', [soon(), soon() + hour])) ?? expect.fail('not proposed');
    const times = await as(here, 'coachee', (db, { pair }) => listProposedTimes(db, pair.id));
    const second = times[1] ?? expect.fail('no second moment');
    const choose = (timeId: string) =>
      as(here, 'coachee', (db, { pair, me }) =>
        chooseTime(db, { pair, personId: me, timeZone: 'Europe/Brussels' }, { conversationId: id, timeId })
      );
    expect(await choose(second.id)).toBe(true);
    expect(await choose(second.id)).toBe(false);
    const [talk] = await as(here, 'coach', (db, { pair }) => listConversations(db, pair.id));
    expect(talk?.startsAt?.getTime()).toBe(second.startsAt.getTime());
  });

  it('counts every change, moves, skips and calls off, and a talk called off stays off', async () => {
    const here = await stage();
    const id = await planned(here);
    const move = () =>
      as(here, 'coachee', (db, { pair, seal, me }) =>
        moveConversation(
          db,
          { pair, seal, personId: me, timeZone: 'Europe/Brussels' },
          { conversationId: id, plan: { moments: [soon() + 2 * hour], minutes: 30, place: null } }
        )
      );
    const close = (to: 'skipped' | 'cancelled') =>
      as(here, 'coach', (db, { pair }) => closeConversation(db, { pair }, { conversationId: id, as: to, at: new Date() }));
    expect([await move(), await close('skipped'), await move(), await close('cancelled'), await move()]).toEqual([
      true,
      true,
      true,
      true,
      false
    ]);
    expect((await as(here, 'coach', (db, at) => readConversation(db, at, id)))?.changes).toBe(4);
  });

  it('opens the shared notes again of a talk that was skipped and then planned', async () => {
    const here = await stage();
    const id = await planned(here);
    await as(here, 'coach', (db, { pair }) => closeConversation(db, { pair }, { conversationId: id, as: 'skipped', at: new Date() }));
    await as(here, 'coach', (db, { pair, seal, me }) =>
      moveConversation(
        db,
        { pair, seal, personId: me, timeZone: 'UTC' },
        { conversationId: id, plan: { moments: [soon()], minutes: 45, place: null } }
      )
    );
    expect((await as(here, 'coachee', (db, at) => readLiveNotes(db, at, id)))?.mayWrite).toBe(true);
  });

  it('holds a talk before its time now', async () => {
    const here = await stage();
    const id = await planned(here);
    const at = new Date();
    await as(here, 'coach', (db, { pair }) => closeConversation(db, { pair }, { conversationId: id, as: 'held', at }));
    expect((await as(here, 'coach', (db, reading) => readConversation(db, reading, id)))?.startsAt?.getTime()).toBe(at.getTime());
  });

  it('keeps a preparation to its author, and shows topics to both with their wish (C11, C17)', async () => {
    const here = await stage();
    const id = await planned(here);
    await as(here, 'coachee', (db, at) => putTopic(db, at, { conversationId: id, personId: at.me, text: 'Stage', wish: 'listen' }));
    await as(here, 'coachee', (db, at) =>
      writeNote(db, at, { conversationId: id, personId: at.me, kind: 'preparation', isShared: false, text: 'geheim' })
    );
    const talk = await as(here, 'coach', (db, at) => readTalk(db, at, { id, me: at.me }));
    expect(talk?.topics).toMatchObject([{ text: 'Stage', wish: 'listen' }]);
    expect(talk?.preparation).toBeNull();
    expect((await as(here, 'coachee', (db, at) => readTalk(db, at, { id, me: at.me })))?.preparation?.text).toBe('geheim');
  });

  it('keeps a note private until its author shares it, keeps its versions, and tells its author who looked (C17, S4)', async () => {
    const here = await stage();
    const id = await as(here, 'coachee', (db, at) =>
      writeNote(db, at, { conversationId: null, personId: at.me, kind: 'moment', isShared: false, text: 'eerst' })
    );
    const read = () => as(here, 'coach', (db, at) => readNote(db, at, { id, me: at.me }));
    expect(await read()).toBeNull();
    await as(here, 'coachee', (db, at) => shareNote(db, at, { id, isShared: true }));
    await as(here, 'coachee', (db, at) => rewriteNote(db, at, { id, me: at.me, text: 'daarna' }));
    expect(await read()).toMatchObject({ note: { text: 'daarna' }, versions: [{ number: 1, text: 'eerst' }] });
    expect(await as(here, 'coachee', (db) => listLooksAtOwn(db))).toMatchObject([{ kind: 'note', hat: 'coach' }]);
    expect(await as(here, 'coachee', (db) => listLooksAtNote(db, id))).toMatchObject([{ viewerName: 'coach' }]);
    expect(await as(here, 'coachee', (db) => listLooksAtNote(db, newId()))).toEqual([]);
    expect(await as(here, 'coach', (db, at) => rewriteNote(db, at, { id, me: at.me, text: 'van mij' }))).toBe(false);
  });

  it('brings a deleted note back for its author, and for nobody else', async () => {
    const here = await stage();
    const id = await as(here, 'coach', (db, at) =>
      writeNote(db, at, { conversationId: null, personId: at.me, kind: 'note', isShared: true, text: 'weg' })
    );
    const remove = (name: Identity, relationshipId = here.town.pair) => as(here, name, (db) => deleteNote(db, { relationshipId, id }));
    expect([await remove('coachee'), await remove('coach', here.town.otherPair)]).toEqual([false, false]);
    expect(await remove('coach')).toBe(true);
    expect(await as(here, 'coachee', (db, at) => readNotes(db, at, { me: at.me }))).toEqual([]);
    expect(await as(here, 'coach', (db) => deleteNote(db, { relationshipId: here.town.pair, id }, true))).toBe(true);
    expect(await as(here, 'coachee', (db, at) => readNotes(db, at, { me: at.me }))).toHaveLength(1);
  });

  it('carries a goal over with what happened, and lets either review it (C16, C35)', async () => {
    const here = await stage();
    await as(here, 'coachee', (db, at) => setGoal(db, at, { text: 'Bellen', ifThen: null, conversationId: null, personId: at.me }));
    const goalId = (await as(here, 'coach', (db, at) => readGoals(db, at)))[0]?.id ?? expect.fail('no goal');
    const review = (outcome: 'changed' | 'let-go', context: string | null) =>
      as(here, 'coach', (db, at) =>
        reviewGoal(db, at, {
          goalId,
          conversationId: null,
          personId: at.me,
          outcome,
          context,
          changed: outcome === 'changed' ? { text: 'Mailen', ifThen: null } : null
        })
      );
    await review('changed', 'Het was druk');
    await review('let-go', null);
    const [goal] = await as(here, 'coachee', (db, at) => readGoals(db, at));
    expect(goal).toMatchObject({ text: 'Mailen', state: 'let-go' });
    expect(goal?.reviews.map(({ outcome, context, before }) => [outcome, context, before])).toEqual([
      ['changed', 'Het was druk', 'Bellen'],
      ['let-go', null, null]
    ]);
  });

  it('knows actions of the coach as well as of the coachee (C36)', async () => {
    const here = await stage();
    await as(here, 'coachee', (db, at) =>
      agreeAction(db, at, { text: 'Rooster', owner: 'coach', dueOn: '2026-12-01', conversationId: null, createdBy: at.me })
    );
    const [action] = await as(here, 'coach', (db, at) => readActions(db, at));
    expect(action).toMatchObject({ text: 'Rooster', owner: 'coach', dueOn: '2026-12-01', doneAt: null });
    await as(here, 'coach', (db, { pair }) => settleAction(db, { relationshipId: pair.id, id: action?.id ?? '' }, 'done'));
    expect((await as(here, 'coachee', (db, at) => readActions(db, at)))[0]?.doneAt).not.toBeNull();
  });

  it('shows a look back to the other only when both looked back, and nudges the coach alone (C7, C11)', async () => {
    const here = await stage();
    const id = await planned(here);
    const lookBack = (adviceGiven: 1 | 3): LookBack => ({ hatClarity: null, adviceGiven, adviceWished: 1, legs: [], takeAlong: null });
    const handIn = (name: Identity, given: 1 | 3) =>
      as(here, name, (db, at) => handInLookBack(db, at, { conversationId: id, personId: at.me, lookBack: lookBack(given) }));
    const view = (name: Identity) => as(here, name, (db, at) => readLookBack(db, at, id));
    expect(await handIn('coachee', 3)).toBe(true);
    expect(await handIn('coachee', 1)).toBe(false);
    expect(await view('coach')).toEqual({ mine: null, other: null, isNudged: false });
    await handIn('coach', 1);
    expect(await view('coach')).toMatchObject({ mine: { adviceGiven: 1 }, other: { adviceGiven: 3 }, isNudged: true });
    expect((await view('coachee')).isNudged).toBe(false);
  });

  it('finds in what the reader may read, and not in what the other keeps private (C17)', async () => {
    const here = await stage();
    const write = (isShared: boolean, text: string) =>
      as(here, 'coachee', (db, at) => writeNote(db, at, { conversationId: null, personId: at.me, kind: 'note', isShared, text }));
    await write(false, 'Vergadering privé');
    await write(true, 'Vergadering gedeeld');
    const found = (name: Identity) => as(here, name, (db, at) => searchPair(db, at, { me: at.me, words: 'vergadering' }));
    expect(await found('coachee')).toHaveLength(2);
    expect(await found('coach')).toHaveLength(1);
  });

  it('tells of silence only after one and a half times the rhythm (C33)', async () => {
    const here = await stage();
    const facts = (days: number) => as(here, 'coach', (db, { pair }) => readTalkFacts(db, pair, Date.now() + days * 24 * hour));
    expect((await facts(50)).isQuiet).toBe(false);
    expect((await facts(54)).isQuiet).toBe(true);
  });
});
