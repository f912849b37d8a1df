import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { plainTextOf } from '#lib/domain/conversation/live-blocks.ts';
import { onBothEngines } from '#test/engines.ts';
import { add, eventually, leaveAll, open, openHouse, planTalk, read, setStage, type Stage, textNow } from '#test/live-stage.ts';
import type { Identity } from '#test/people.ts';

onBothEngines('live notes', (opened) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(opened());
  });
  afterEach(leaveAll);
  afterAll(() => stage.house.close());

  it('are written by both at once, and kept', async () => {
    const talk = await planTalk(stage);
    const [coach, coachee] = [open(stage, 'coach', talk), open(stage, 'coachee', talk)];
    for (let line = 0; line < 5; line += 1) {
      coach.type(`coach ${line}`);
      coachee.type(`coachee ${line}`);
      await pause(5);
    }
    await eventually(() => coach.text().split('\n').length, 10);
    await eventually(() => coachee.text() === coach.text(), true);
    await eventually(() => textNow(stage, talk), coach.text());
  });

  it('are stored sealed within two seconds, without waiting for a pause', async () => {
    const talk = await planTalk(stage);
    const coach = open(stage, 'coach', talk);
    const typing = setInterval(() => coach.type('planted words'), 50);
    await eventually(async () => (await textNow(stage, talk)).includes('planted words'), true);
    clearInterval(typing);
    const { rows } = await stage.town.database.asOwner((owner) => owner.query<{ body: Buffer }>('select body from live_updates'));
    expect(rows.filter(({ body }) => body.includes('planted') || body.includes(Buffer.from('planted words').toString('base64')))).toEqual(
      []
    );
  });

  it('merge what somebody typed without a connection', async () => {
    const talk = await planTalk(stage);
    const [coach, coachee] = [open(stage, 'coach', talk), open(stage, 'coachee', talk)];
    coach.type('before');
    await eventually(coachee.text, 'before');
    coachee.cutOff();
    await eventually(() => coachee.closedWith() === null, false);
    coachee.type('on a train');
    coach.type('at a desk');
    expect(coachee.hasUnsent()).toBe(true);
    coachee.comeBack();
    await eventually(() => [coach.text().split('\n').toSorted(), coachee.hasUnsent()], [['at a desk', 'before', 'on a train'], false]);
    await eventually(coachee.text, coach.text());
  });

  it('say who is present, whatever a client says of itself', async () => {
    const talk = await planTalk(stage);
    const { people } = stage.town;
    const both = [people.coach.id, people.coachee.id].toSorted();
    const [coach, coachee] = [open(stage, 'coach', talk), open(stage, 'coachee', talk)];
    await eventually(coach.present, both);
    await eventually(coachee.present, both);
    coachee.leave();
    await eventually(coach.present, [people.coach.id]);
  });

  it('take paragraphs from a form under everything else, also into an open document', async () => {
    const talk = await planTalk(stage);
    const coach = open(stage, 'coach', talk);
    coach.type('typed');
    await eventually(() => textNow(stage, talk), 'typed');
    expect(await add(stage, 'coachee', { conversationId: talk, text: 'from a form\r\n\r\nin two lines' })).toBe(true);
    await eventually(coach.text, 'typed\nfrom a form\nin two lines');
    expect(await textNow(stage, talk)).toBe('typed\nfrom a form\nin two lines');
  });

  it('take the same form sent twice once, one after the other and at once', async () => {
    const talk = await planTalk(stage);
    const form = { conversationId: talk, text: 'said\n\ntwice' };
    expect(await add(stage, 'coachee', form)).toBe(true);
    expect(await add(stage, 'coachee', form)).toBe(true);
    expect(await textNow(stage, talk)).toBe('said\ntwice');
    await add(stage, 'coach', { conversationId: talk, text: 'between' });
    const both = [add(stage, 'coachee', { ...form, until: pause(400) }), add(stage, 'coachee', form)];
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(await textNow(stage, talk)).toBe('said\ntwice\nbetween\nsaid\ntwice');
  });

  it('keep a version when the last one leaves, which both can read, and none when nothing changed', async () => {
    const talk = await planTalk(stage);
    const versions = async (name: Identity) => ((await read(stage, name, talk))?.versions ?? []).map(({ blocks }) => plainTextOf(blocks));
    for (const words of ['first', 'second']) {
      const coach = open(stage, 'coach', talk);
      await eventually(coach.isSynced, true);
      coach.type(words);
      await eventually(() => coach.hasUnsent(), false);
      coach.leave();
      await eventually(async () => (await versions('coachee')).length, words === 'first' ? 1 : 2);
    }
    const reader = open(stage, 'coachee', talk);
    await eventually(reader.text, 'first\nsecond');
    reader.leave();
    await pause(300);
    expect(await versions('coach')).toEqual(['first\nsecond', 'first']);
  });

  it('are merged into one piece when the pieces are many', async () => {
    const talk = await planTalk(stage);
    for (let line = 0; line <= 100; line += 1) await add(stage, 'coach', { conversationId: talk, text: `line ${line}` });
    const coach = open(stage, 'coach', talk);
    coach.type('last');
    const count = async () => {
      const { rows } = await stage.town.database.asOwner((owner) =>
        owner.query<{ count: number }>('select count(*)::int as count from live_updates where conversation_id = $1', [talk])
      );
      return rows[0]?.count;
    };
    await eventually(count, 1);
    expect((await textNow(stage, talk)).split('\n')).toHaveLength(102);
  });

  it('come back to a process that was stopped, with what was typed meanwhile', async () => {
    const talk = await planTalk(stage);
    const house = await openHouse(stage.town.database, stage.ring);
    const coach = open(stage, 'coach', talk, house);
    coach.type('before');
    await eventually(() => coach.hasUnsent(), false);
    await house.close();
    expect(await textNow(stage, talk)).toBe('before');
    expect(coach.closedWith()).toBe(1012);
  });
});
