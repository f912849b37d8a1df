import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, codeOf, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, rowOf } from '#test/pair-doors.ts';
import { declare, proposePair } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('coach_declarations', (opened) => {
  keepsItsDoors('coach_declarations', opened, {
    ...{ adds: ['coach', 'coachAsEvaluator'], name: null },
    ...{ reads: ['coach', 'coachAsEvaluator', 'coachee'], readsLater: ['coach', 'coachAsEvaluator', 'coachee'] }
  });

  it('is there for both before anybody accepts, and gone when one declines (C14)', async () => {
    const town = await buildDeskTown(opened());
    const { coordinator, otherCoach, coachee } = town.people;
    const pair = await proposePair(opened(), { programme: town.programme, coordinator, coach: otherCoach, coachee });
    await declare(opened(), { coach: otherCoach, pair, roles: ['evaluator'] });
    expect(await whoSees(town, 'coach_declarations', { relationship_id: pair })).toEqual(['coachee', 'otherCoach']);
    await town.database.doors.asPerson(coachee.token, (db) => sql`select app.answer_proposal(${pair}, false)`.execute(db));
    expect(await whoSees(town, 'coach_declarations', { relationship_id: pair })).toEqual([]);
  });

  it('is dated by the database, and an evaluator says to be one on both counts (C12, C14)', async () => {
    const town = await buildDeskTown(opened());
    const refused = async (change: Record<string, unknown>) => {
      const row = { ...rowOf(town, 'coach_declarations', 'coach'), ...change };
      const answer = await ask(town, 'coach', inserting('coach_declarations', row)).catch((error: unknown) => codeOf(error));
      return typeof answer === 'string' ? answer : answer?.isRefused;
    };
    expect(await refused({ declared_at: new Date(0) })).toBe(true);
    expect(await refused({ roles: ['evaluator'] })).toBe('23514');
    expect(await refused({ evaluator_contact: 'self' })).toBe('23514');
    expect(await refused({ roles: ['judge'] })).toBe('23514');
    expect(await refused({ roles: [null] })).toBe('23514');
  });

  it('tells by its question the two what counts now, and a stranger of the pair nothing', async () => {
    const town = await buildDeskTown(opened());
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['manager'] });
    const asking = () => sql`select true where 'manager' = any (app.declared_roles(${town.pair}))`;
    expect(await whoCan(town, asking)).toEqual(['coach', 'coachAsEvaluator', 'coachee']);
    await declare(opened(), { coach: town.people.coach, pair: town.pair });
    expect(await whoCan(town, asking)).toEqual([]);
    await stopPair(town);
    expect(await whoSees(town, 'coach_declarations', { relationship_id: town.pair })).toEqual(['coach', 'coachAsEvaluator', 'coachee']);
  });
});
