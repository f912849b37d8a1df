import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, doAs, keepsItsDoors, put } from '#test/pair-doors.ts';
import { declare, putHatOnAgain } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('evaluation_releases', (opened) => {
  keepsItsDoors('evaluation_releases', opened, {
    ...{ adds: ['coachee'], name: 'person_id', reads: ['coachee'] },
    ...{ set: 'withdrawn_at = now()', changes: ['coachee'] }
  });

  it('is read under the hat of evaluator once that was declared to this coachee, under no other (C10, C12)', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'evaluation_releases', 'coachee');
    const readers = () => whoSees(town, 'evaluation_releases', { id: String(id) });
    for (const roles of [[], ['teacher'], ['manager']]) {
      await declare(opened(), { coach: town.people.coach, pair: town.pair, roles });
      expect(await readers()).toEqual(['coachee']);
    }
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator', 'manager'] });
    expect(await readers()).toEqual(['coachee']); // the hat that was on before left no line for this coachee
    await putHatOnAgain(town);
    expect(await readers()).toEqual(['coachAsEvaluator', 'coachee']);
    await declare(opened(), { coach: town.people.coach, pair: town.pair });
    expect(await readers()).toEqual(['coachee']);
  });

  it('is gone for whoever evaluates when the coachee takes it back, for good, and when the pair stops (C10, C28)', async () => {
    const town = await buildDeskTown(opened());
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    await putHatOnAgain(town);
    const [one, two] = [await put(town, 'evaluation_releases', 'coachee'), await put(town, 'evaluation_releases', 'coachee')];
    const readers = (id: unknown) => whoSees(town, 'evaluation_releases', { id: String(id) });
    await doAs(town, 'coachee', sql`update evaluation_releases set withdrawn_at = now() where id = ${one['id']}`);
    expect([await readers(one['id']), await readers(two['id'])]).toEqual([['coachee'], ['coachAsEvaluator', 'coachee']]);
    for (const change of ['null', "now() + interval '1 day'", 'now()'])
      expect(
        await whoCan(town, () => sql`update evaluation_releases set withdrawn_at = ${sql.raw(change)} where id = ${one['id']}`)
      ).toEqual([]);
    await stopPair(town);
    expect(await readers(two['id'])).toEqual(['coachee']);
  });

  it('is taken back now, not at another moment, and never changed in what it says', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'evaluation_releases', 'coachee');
    for (const set of [
      "withdrawn_at = now() + interval '1 day'",
      "withdrawn_at = now() - interval '1 day'",
      "body = ''",
      'released_at = now()'
    ])
      expect((await ask(town, 'coachee', sql`update evaluation_releases set ${sql.raw(set)}`)).isRefused).toBe(true);
  });
});
