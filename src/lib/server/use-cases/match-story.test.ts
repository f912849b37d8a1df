import { expect, it } from 'vitest';
import { followSilentCoaches } from '#lib/server/jobs/ask-coaches.ts';
import { newId } from '#lib/server/new-id.ts';
import { isAsked, listAsks, wasAsked } from '#lib/server/queries/match-asks.ts';
import { onBothEngines } from '#test/engines.ts';
import {
  as,
  answer,
  asks,
  askedOf,
  choose,
  type Coach,
  type Coachee,
  dayMs,
  outcomes,
  placeOf,
  post,
  sealOf,
  seenBy,
  setStage,
  stateFor,
  suggestionsTo,
  written
} from '#test/match-stage.ts';
import type { MatchTown } from '#test/match-town.ts';
import { answerPair } from './answer-pair.ts';
import { keepProfile } from './keep-profile.ts';
import { readCards } from './read-cards.ts';

/** The coachee chose a coach who then says something else than stood on the card. */
async function sayAnew(database: MatchTown['database']): Promise<MatchTown> {
  const town = await setStage(database);
  await choose(town, 'coachee', 'exCoach');
  const form = { contact: 'self', capacity: '3' };
  await as(town, 'exCoach', (db) => keepProfile(db, { place: placeOf(town, 'exCoach'), form, written, isHandedIn: false }));
  await post(town);
  return town;
}

/** And says yes, which the coachee is to read. */
async function sayYes(database: MatchTown['database']): Promise<MatchTown> {
  const town = await sayAnew(database);
  await answer(town, 'exCoach', true);
  await post(town);
  return town;
}

onBothEngines('the match, by the people', (opened) => {
  it('shows cards with what is shared and what is new, without a number, in an order that says nothing (C14, C23, C27)', async () => {
    const town = await setStage(opened());
    const read = () =>
      as(town, 'coachee', async (db) =>
        readCards(db, { seal: sealOf(town), place: placeOf(town, 'coachee') }, await suggestionsTo(db, town, 'coachee'))
      );
    const cards = await read();
    expect(cards.map(({ name }) => name).toSorted()).toEqual(['exCoach', 'otherCoach']);
    expect(cards[0]?.shared).toEqual([{ kind: 'shared', attribute: 'interests', tags: ['cooking'] }]);
    expect(cards[0]?.fresh).toEqual([{ kind: 'new', attribute: 'sector', tags: ['culture'] }]);
    expect(cards[0]?.words).toEqual(cards[0]?.profile.tags); // as the coach wrote them
    expect(cards[0]?.profile.evaluatorContact).toBe('close');
    expect(JSON.stringify(cards)).not.toMatch(/ground|horizon|place|fit":/u);
    expect((await read()).map(({ name }) => name)).toEqual(cards.map(({ name }) => name));
  });

  it('asks the first choice, with a mail that says nothing of who, and starts when that coach says yes (C27)', async () => {
    const town = await setStage(opened());
    expect(await stateFor(town, 'coachee')).toBe('open');
    expect(await choose(town, 'coachee', 'exCoach', 'otherCoach')).toBe('kept');
    const [mail, ...others] = await post(town);
    expect([mail?.to, others]).toEqual(['excoach@example.org', []]);
    expect(`${mail?.subject ?? ''}${mail?.text ?? ''}`).not.toContain('coachee@');
    expect([await stateFor(town, 'coachee'), (await askedOf(town, 'otherCoach')).length]).toEqual(['asking', 0]);
    expect(await answer(town, 'exCoach', true)).toBe('active');
    expect((await post(town)).map(({ to }) => to).toSorted()).toEqual(['coachee@example.org', 'excoach@example.org']);
    expect([await stateFor(town, 'coachee'), await outcomes(town)]).toEqual(['paired', ['accepted']]);
    expect(await choose(town, 'coachee', 'otherCoach')).toBe('closed');
  });

  it('goes on to the next after a no, of which nobody hears but the coordinator; then tells kindly that nobody is left', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    await post(town);
    expect(await answer(town, 'exCoach', false)).toBe('declined');
    expect((await post(town)).map(({ to }) => to)).toEqual(['othercoach@example.org']);
    expect(await stateFor(town, 'coachee')).toBe('asking');
    expect(await answer(town, 'otherCoach', false)).toBe('declined');
    expect((await post(town)).map(({ to }) => to).toSorted()).toEqual(['coachee@example.org', 'coordinator@example.org']);
    const [first] = await asks(town);
    const open = (reason: Buffer) => sealOf(town).open({ table: 'match_asks', row: first?.relationshipId ?? '', column: 'reason' }, reason);
    expect(first?.reason && open(first.reason)).toBe('Ik verhuis');
    for (const name of ['coachee', 'exCoach', 'otherCoach'] as const) {
      expect(await as(town, name, (db) => listAsks(db, town.round))).toEqual([]);
    }
  });

  it('never gives a coach more coachees than places; who is left over goes on to the next', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    await choose(town, 'otherCoachee', 'exCoach', 'otherCoach');
    await post(town);
    expect(await askedOf(town, 'exCoach')).toHaveLength(2);
    await answer(town, 'exCoach', true, 'otherCoachee');
    await post(town);
    expect([(await askedOf(town, 'exCoach')).length, (await askedOf(town, 'otherCoach')).length]).toEqual([0, 1]);
    expect((await outcomes(town)).toSorted()).toEqual(['accepted', 'full', null]);
  });

  it('lets two yeses at the same moment take one place only once', async () => {
    const town = await setStage(opened());
    for (const name of ['coachee', 'otherCoachee'] as const) await choose(town, name, 'exCoach');
    await post(town);
    const asked = await askedOf(town, 'exCoach');
    const accept = (relationshipId: string) =>
      as(town, 'exCoach', (db) =>
        answerPair(db, { relationshipId, personId: town.people.exCoach.id, accepts: true, declaration: null, readDeclaredAt: null })
      );
    const answers = await Promise.all(asked.map(({ id }) => accept(id)));
    expect(answers).toHaveLength(2);
    expect(answers.filter((said) => said === 'active')).toHaveLength(1);
  });

  it('takes no yes once the coordinator has taken the place away', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach');
    await post(town);
    await as(town, 'coordinator', (db) => db.updateTable('match_participants').set({ capacity: 0 }).execute());
    expect(await answer(town, 'exCoach', true)).toBe('full');
  });

  it('lets a coachee change the choice until there is a yes: the earlier coach is let go', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach');
    await post(town);
    await choose(town, 'coachee', 'otherCoach');
    expect((await post(town)).map(({ to }) => to)).toEqual(['othercoach@example.org']);
    expect([(await askedOf(town, 'exCoach')).length, await outcomes(town)]).toEqual([0, ['withdrawn', null]]);
    await choose(town, 'coachee');
    expect((await post(town)).map(({ to }) => to)).toEqual(['coordinator@example.org']);
    expect([await stateFor(town, 'coachee'), await askedOf(town, 'otherCoach')]).toEqual(['talk', []]);
  });

  it('reminds a silent coach once after ten days, and asks the next four days later', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    await post(town);
    await town.database.asOwner((owner) => owner.query('delete from match_asks where organisation_id <> $1', [town.organisation]));
    const follow = (days: number) => followSilentCoaches(town.database.doors.asSystem, new Date(Date.now() + days * dayMs));
    const sentAfter = async (days: number) => {
      await follow(days);
      await follow(days);
      return (await post(town)).map(({ to }) => to);
    };
    expect(await sentAfter(9.9)).toEqual([]);
    expect(await sentAfter(10.1)).toEqual(['excoach@example.org']);
    expect(await sentAfter(13.9)).toEqual([]);
    expect(await sentAfter(14.2)).toEqual(['othercoach@example.org']);
    expect(await outcomes(town)).toEqual(['silent', null]);
  });

  it('asks the coachee again when the coach said something else since the choice (C14)', async () => {
    const town = await sayAnew(opened());
    const old = await seenBy(town, 'coachee');
    expect(await answer(town, 'exCoach', true)).toBe('proposed');
    expect(await stateFor(town, 'coachee')).toBe('accept');
    await post(town);

    const [willing] = await askedOf(town, 'exCoach');
    expect(await choose.after(old, town, 'coachee', 'otherCoach')).toBe('changed'); // a page from before the yes
    expect(await choose.after(old, town, 'coachee', 'exCoach')).toBe('kept'); // the same choice is no change
    expect([await post(town), await stateFor(town, 'coachee')]).toEqual([[], 'accept']);
    const wasOver = (name: Coach) => as(town, name, (db) => wasAsked(db, willing?.id ?? newId()));
    expect(await wasOver('exCoach')).toBe(false);
    expect(await choose(town, 'coachee', 'otherCoach')).toBe('kept');
    const mails = await post(town);
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['excoach@example.org', 'othercoach@example.org']);
    expect(mails.find(({ to }) => to === 'excoach@example.org')?.text).toContain('koos toch iemand anders');
    expect([await wasOver('exCoach'), await wasOver('otherCoach')]).toEqual([true, false]);
  });

  it('tells a coach who said yes in vain, once, however the coachee went on; not one who took the yes back', async () => {
    const mailsTo = async (town: MatchTown) => (await post(town)).filter(({ to }) => to === 'excoach@example.org').map(({ text }) => text);
    const sayNo = async (town: MatchTown, name: 'coachee' | 'exCoach') => {
      const [pair] = await askedOf(town, 'exCoach');
      return as(town, name, (db) => answerPair(db, { relationshipId: pair?.id ?? '', personId: town.people[name].id, accepts: false }));
    };
    const saidYes = async (town: MatchTown) => (await asks(town)).map(({ outcome, saidYes: yes }) => [outcome, yes])[0];

    const refused = await sayYes(opened());
    expect(await sayNo(refused, 'coachee')).toBe('declined');
    expect(await mailsTo(refused)).toEqual([expect.stringContaining('koos toch iemand anders')]);
    await choose(refused, 'coachee', 'otherCoach');
    expect([await mailsTo(refused), await saidYes(refused)]).toEqual([[], ['declined', true]]);

    const tookBack = await sayYes(opened());
    expect(await sayNo(tookBack, 'exCoach')).toBe('declined');
    expect([await mailsTo(tookBack), await saidYes(tookBack)]).toEqual([[], ['declined', false]]);
  });

  it('says to nobody but the two that somebody is asked', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach');
    await post(town);
    const [pair] = await askedOf(town, 'exCoach');
    const asked = (name: Coach | Coachee | 'coordinator') => as(town, name, (db) => isAsked(db, pair?.id ?? newId()));
    expect([await asked('exCoach'), await asked('coachee'), await asked('otherCoach'), await asked('coordinator')]).toEqual([
      ...[true, true, false, false]
    ]);
  });
});
