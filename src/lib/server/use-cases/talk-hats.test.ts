import { expect, it } from 'vitest';
import type { Hat } from '#lib/domain/hat/hat.ts';
import { newId } from '#lib/server/new-id.ts';
import { findConversation } from '#lib/server/queries/conversations.ts';
import { listHatChanges } from '#lib/server/queries/hats.ts';
import { onBothEngines } from '#test/engines.ts';
import { declare, type Identity } from '#test/people.ts';
import { as, planned, setTalkStage } from '#test/talk-stage.ts';
import { agreeAction } from './keep-actions.ts';
import { readConversation } from './plan-conversation.ts';
import { putHatOnTalk } from './put-hat-on-talk.ts';

onBothEngines('around a talk', (open) => {
  const stage = () => setTalkStage(open());

  it('puts a declared hat on a talk for the coach alone, tells the coachee, and notes it for both (C12)', async () => {
    const here = await stage();
    const id = await planned(here);
    const put = (name: Identity, hat: Hat) =>
      as(here, name, async (db, { pair }) => {
        const conversation = (await findConversation(db, pair.id, id)) ?? expect.fail('no talk');
        return putHatOnTalk(db, { pair, conversation, hat });
      });
    expect(await put('coach', 'evaluator')).toBe(false);
    await declare(here.town.database, { coach: here.town.people.coach, pair: here.town.pair, roles: ['evaluator'] });
    expect(await put('coachee', 'evaluator')).toBe(false);
    expect(await put('coach', 'evaluator')).toBe(true);
    expect(await put('coach', 'evaluator')).toBe(true); // on already: no second line
    expect((await as(here, 'coachee', (db, at) => readConversation(db, at, id)))?.hat).toBe('evaluator');
    const changes = await as(here, 'coachee', (db, { pair }) => listHatChanges(db, pair.id));
    expect(changes.map(({ hat, talk }) => [hat, talk?.id])).toEqual([['evaluator', id]]);
    const mails = await here.town.database.asOwner((owner) =>
      owner.query<{ to: string }>(`select data ->> 'personId' as to from jobs where kind = 'conversation-hat'`)
    );
    expect(mails.rows.map((row) => row.to)).toContain(here.town.people.coachee.id);
    expect(await put('coach', 'coach')).toBe(true);
  });

  it('reminds whose action it is in the morning where they are (F8)', async () => {
    const here = await stage();
    const { coachee } = here.town.people;
    await here.town.database.doors.asPerson(coachee.token, (db) =>
      db.updateTable('people').set({ time_zone: 'Asia/Kolkata' }).where('id', '=', coachee.id).execute()
    );
    const id = newId();
    const action = { id, text: 'x', owner: 'coachee' as const, dueOn: '2030-06-01', conversationId: null };
    await as(here, 'coach', (db, at) => agreeAction(db, at, { ...action, createdBy: at.me }));
    const { rows } = await here.town.database.asOwner((owner) =>
      owner.query<{ at: Date }>(`select due_at as at from jobs where kind = 'action-due' and data ->> 'actionId' = $1`, [id])
    );
    expect(rows.map(({ at }) => at.toISOString())).toEqual(['2030-06-01T02:30:00.000Z']);
  });
});
