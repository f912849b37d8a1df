import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { postponeAgreement } from '#lib/server/queries/agreements.ts';
import { setRhythm } from '#lib/server/queries/conversations.ts';
import { codeOf } from '#test/asking.ts';
import { onBothEngines, onEngine } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put } from '#test/pair-doors.ts';

onBothEngines('pair_rhythms', (opened) => {
  keepsItsDoors('pair_rhythms', opened, { name: null, isShared: true, set: 'rhythm_days = 14', changes: ['coach', 'coachee'] });

  it('is between a week and half a year (C33)', async () => {
    const town = await buildDeskTown(opened());
    for (const rhythm_days of [6, 191]) {
      expect(await put(town, 'pair_rhythms', 'coach', { rhythm_days }).catch(codeOf)).toBe('23514');
    }
    await put(town, 'pair_rhythms', 'coach', { rhythm_days: null, agreement_postponed_until: sql`current_date` });
  });
});

onEngine('server', 'pair_rhythms, two at once', (opened) => {
  const isWaiting = async () => {
    const { rowCount } = await opened().asOwner((owner) => owner.query('select from pg_locks where not granted'));
    return rowCount !== 0;
  };

  it('keeps what both of a pair choose at the same moment', async () => {
    const town = await buildDeskTown(opened());
    const { coach, coachee } = town.people;
    const pair = { organisationId: town.organisation, relationshipId: town.pair };
    let postponing: Promise<unknown> = Promise.resolve();
    await town.database.doors.asPerson(coach.token, async (db) => {
      await setRhythm(db, pair, 21);
      postponing = town.database.doors.asPerson(coachee.token, (other) => postponeAgreement(other, pair, '2027-02-01'));
      for (let i = 0; i < 100 && !(await isWaiting()); i += 1) await pause(20);
      expect(await isWaiting()).toBe(true);
    });
    await postponing;
    const { rows } = await opened().asOwner((owner) =>
      owner.query('select rhythm_days, agreement_postponed_until::text as until from pair_rhythms where relationship_id = $1', [town.pair])
    );
    expect(rows).toEqual([{ rhythm_days: 21, until: '2027-02-01' }]);
  });
});
