import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put, rowOf } from '#test/pair-doors.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('agreement_signatures', (opened) => {
  keepsItsDoors('agreement_signatures', opened, { name: 'person_id' });

  it('is put under the newest version only: nobody signs what was replaced (C13)', async () => {
    const town = await buildDeskTown(opened());
    const next = await put(town, 'agreements', 'coachee');
    expect((await ask(town, 'coach', inserting('agreement_signatures', rowOf(town, 'agreement_signatures', 'coach')))).isRefused).toBe(
      true
    );
    await put(town, 'agreement_signatures', 'coach', { agreement_id: next['id'] });
  });

  it('brings an agreement into force when both signed the same version, and the next version leaves it in force (C15)', async () => {
    const town = await buildDeskTown(opened());
    const agreed = () => whoCan(town, () => sql`select app.is_agreed(${town.pair})`);
    await put(town, 'agreement_signatures', 'coach');
    expect(await agreed()).toEqual([]);
    const next = await put(town, 'agreements', 'coachee');
    await put(town, 'agreement_signatures', 'coachee', { agreement_id: next['id'] });
    expect(await agreed()).toEqual([]);
    await put(town, 'agreement_signatures', 'coach', { agreement_id: next['id'] });
    expect(await agreed()).toEqual(['coach', 'coachee']);
    await put(town, 'agreements', 'coach', { based_on: next['id'] });
    expect(await agreed()).toEqual(['coach', 'coachee']);
    await stopPair(town);
    expect(await agreed()).toEqual(['coachee']);
  });
});
