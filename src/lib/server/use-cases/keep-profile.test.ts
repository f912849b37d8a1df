import { expect, it } from 'vitest';
import { readMatching } from '#lib/content/matching.ts';
import { meaningOf } from '#lib/domain/matching/profile.ts';
import { onBothEngines } from '#test/engines.ts';
import { as, type Coach, type Coachee, placeOf, written } from '#test/match-stage.ts';
import { buildMatchTown, type MatchTown } from '#test/match-town.ts';
import { keepProfile, readOwnProfile, writtenTags } from './keep-profile.ts';

const { languages } = writtenTags({ matching: readMatching(process.cwd()) }).titles;

it('knows a written tag by each of its two names, in every language', () => {
  for (const word of ['Tamazight (Berbers)', 'Tamazight', 'berbers', 'Berber']) expect(languages.get(meaningOf(word)), word).toBe('berber');
  expect(languages.get(meaningOf('Pools'))).toBe('polish');
});

/** Somebody in a programme without a profile there. */
async function newcomer(database: MatchTown['database'], name: Coach | Coachee) {
  const town = await buildMatchTown(database);
  const place = placeOf(town, name);
  return {
    send: (form: Readonly<Record<string, string>>, isHandedIn = false) =>
      as(town, name, (db) => keepProfile(db, { place, form, written, isHandedIn })),
    read: () => as(town, name, (db) => readOwnProfile(db, place, written))
  };
}

const long = 'x'.repeat(61);

onBothEngines('what somebody tells of themselves', (opened) => {
  it('keeps everything that is right when one field is wrong, and of that field what was kept before', async () => {
    const { send, read } = await newcomer(opened(), 'otherCoachee');
    expect(await send({ 'tag-interests-cooking': 'on', 'own-values': 'Geduld' })).toEqual({});
    const wrong = { 'tag-interests-reading': 'on', 'own-values': long, 'names-ties': 'An Claes', position: '2' };
    expect(await send(wrong)).toEqual({ 'own-values': 'long' });
    const { values } = await read();
    expect(values).toMatchObject({ 'tag-interests-reading': 'on', 'own-values': 'Geduld', 'names-ties': 'An Claes', position: '2' });
    expect(values).not.toHaveProperty('tag-interests-cooking');
  });

  it('keeps the right part of a first try as a draft, and does not hand it in', async () => {
    const { send, read } = await newcomer(opened(), 'otherCoachee');
    expect(await send({ 'own-interests': 'Schaken', 'own-network': long }, true)).toEqual({ 'own-network': 'long' });
    expect(await read()).toMatchObject({ values: { 'own-interests': 'Schaken', 'own-network': '' }, handedInAt: null });
  });

  it('hands in nothing of a coach who left out what has to be said, and keeps the rest (C14)', async () => {
    const { send, read } = await newcomer(opened(), 'otherCoach');
    expect(await send({ 'text-work': 'Bakker', capacity: '3' }, true)).toEqual({ contact: 'missing' });
    expect(await read()).toMatchObject({ values: { 'text-work': 'Bakker', capacity: '3' }, handedInAt: null });
  });

  it('leaves what counts complete when a coach takes away what has to be said, and keeps the rest (C14)', async () => {
    const { send, read } = await newcomer(opened(), 'otherCoach');
    expect(await send({ capacity: '3', contact: 'close' }, true)).toEqual({});
    expect(await send({ capacity: '', contact: 'none', 'text-work': 'Bakker' })).toEqual({ capacity: 'missing' });
    const { values, handedInAt } = await read();
    expect(values).toMatchObject({ capacity: '3', contact: 'none', 'text-work': 'Bakker' });
    expect(handedInAt).not.toBeNull();
  });

  it('keeps of a question with too many answers what was kept, also when only its own words go back', async () => {
    const { send, read } = await newcomer(opened(), 'otherCoachee');
    expect(await send({ 'tag-sector-healthcare': 'on', 'own-sector': 'Bakkerij, Slagerij' })).toEqual({});
    const kept = { 'tag-sector-healthcare': 'on', 'own-sector': 'Bakkerij, Slagerij' };
    expect(await send({ 'tag-sector-culture': 'on', 'own-sector': 'a, b, c' })).toEqual({ 'own-sector': 'many' });
    expect((await read()).values).toMatchObject(kept);
    expect(await send({ 'tag-sector-healthcare': 'on', 'tag-sector-culture': 'on', 'own-sector': long })).toEqual({ 'own-sector': 'long' });
    expect((await read()).values).toMatchObject(kept);
    expect((await read()).values).not.toHaveProperty('tag-sector-culture');
  });
});
