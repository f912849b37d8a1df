import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { ask, askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, identities, type Person, type Town } from '#test/people.ts';

const everybody = identities.filter((name) => name !== 'nobody');

onBothEngines('mail_choices', (opened) => {
  let town: Town;
  const row = (person: Person) => ({ organisation_id: person.organisation, person_id: person.id, kind: 'digest' });
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is made by everybody for themselves, and for nobody else', async () => {
    expect(await whoCan(town, (me) => inserting('mail_choices', row(me)))).toEqual(everybody);
    expect(await whoCan(town, () => inserting('mail_choices', row(town.people.coachee)))).toEqual(['coachee']);
  });

  it('is read and taken back by the person alone, and never changed', async () => {
    await town.database.doors.asPerson(town.people.coachee.token, (db) => inserting('mail_choices', row(town.people.coachee)).execute(db));
    expect(await whoCan(town, () => sql`select 1 from mail_choices`)).toEqual(['coachee']);
    expect(await whoCan(town, () => sql`update mail_choices set kind = 'pair'`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from mail_choices`)).toEqual(['coachee']);
  });

  it('is a kind that exists', async () => {
    await expect(ask(town, 'coach', inserting('mail_choices', { ...row(town.people.coach), kind: 'gossip' }))).rejects.toThrow(/check/);
  });

  it('is asked and added by the system role, which neither changes nor removes it', async () => {
    expect((await askSystem(town, inserting('mail_choices', row(town.people.coach)))).count).toBe(1);
    expect((await askSystem(town, sql`select 1 from mail_choices`)).isRefused).toBe(false);
    for (const statement of [sql`update mail_choices set kind = 'pair'`, sql`delete from mail_choices`])
      expect((await askSystem(town, statement)).isRefused).toBe(true);
  });
});
