import { expect, it } from 'vitest';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import { listChangedRules } from '#lib/server/queries/match-rule-changes.ts';
import { addDecision, countDecisions, listDecisions } from '#lib/server/queries/match-rounds.ts';
import { isOutOfDate } from './publish-round.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { useRules } from './change-match-rules.ts';

onBothEngines('who changed the rules', (opened) => {
  const { town, as, opening, run } = matchProgramme(opened);

  const place = () => ({ organisationId: town().organisation, programmeId: town().programme, personId: town().people.coordinator.id });
  const history = (offset = 0) => as((db) => listChangedRules(db, town().programme, { offset, most: 2 }));
  const use = (suggestions: number, asksWishes: boolean) =>
    as((db) => useRules(db, place(), { settings: { ...standardSettings, suggestions }, asksWishes }));

  it('is written down before there is a round, with what each rule was and became', async () => {
    expect(await history()).toEqual({ changed: [], count: 0 });
    await use(2, true);
    expect(await history()).toMatchObject({
      count: 1,
      changed: [
        {
          by: 'coordinator',
          changes: [
            { field: 'suggestions', from: '3', to: '2' },
            { field: 'asksWishes', from: null, to: 'on' }
          ]
        }
      ]
    });
  });

  it('stands in a round that is not out too; using the same rules changes nothing', async () => {
    const round = await opening();
    await run(round);
    await use(2, true);
    expect((await history()).count).toBe(1);
    expect(await as((db) => isOutOfDate(db, round))).toBe(false);
    await use(4, true);
    expect(await as((db) => isOutOfDate(db, round))).toBe(true);
    const changes = [{ field: 'suggestions', from: '2', to: '4' }];
    const decisions = await as((db) => listDecisions(db, round.roundId));
    expect(decisions.filter(({ act }) => act === 'settings')).toMatchObject([{ changes }]);
    expect(decisions.filter(({ act }) => act !== 'settings').every((one) => one.changes === null)).toBe(true);
    expect((await history()).changed[0]).toMatchObject({ changes });
  });

  it('tells each of two who change at once what they changed, and pages from the newest', async () => {
    await Promise.all([use(3, false), use(3, false)]);
    const { changed, count } = await history();
    expect(count).toBe(3); // the second of the two changed nothing any more
    expect(changed.map(({ changes }) => changes.length)).toEqual([2, 1]);
    expect((await history(2)).changed.map(({ changes }) => changes.length)).toEqual([2]);
  });

  it('is a page of what was decided in a round, however much there is', async () => {
    const round = await opening();
    for (let at = 0; at < 220; at += 1) await as((db) => addDecision(db, round, { act: 'run' }));
    const part = (offset: number) => as((db) => listDecisions(db, round.roundId, { offset, most: 200 }));
    expect(await as((db) => countDecisions(db, round.roundId))).toBe(221);
    expect([(await part(0)).length, (await part(200)).length]).toEqual([200, 21]);
    expect((await part(200)).at(-1)).toMatchObject({ act: 'create' });
  });
});
