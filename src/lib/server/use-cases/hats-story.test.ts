import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Declaration, Hat } from '#lib/domain/hat/hat.ts';
import { type KeyRing, loadKeyRing } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { withdrawEvaluationRelease } from '#lib/server/queries/evaluation-releases.ts';
import { addDeclaration, changeHat, isEvaluated, listDeclarations, listHatChanges } from '#lib/server/queries/hats.ts';
import { findRelationship, type Relationship } from '#lib/server/queries/relationships.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, declare, type Identity, type Person, proposePair, signIn, startPair, type Town } from '#test/people.ts';
import { answerPair } from './answer-pair.ts';
import { listOwnHats } from './list-own-hats.ts';
import { readEvaluation, releaseForEvaluation } from './release-for-evaluation.ts';

const alone: Declaration = { evaluatorContact: 'none', roles: [] };
const evaluating: Declaration = { evaluatorContact: 'self', roles: ['evaluator'] };
const words = (text: string) => ({ kind: 'words' as const, text });

type Stage = { town: Town; ring: KeyRing };

async function setStage(database: Town['database']): Promise<Stage> {
  const ring = loadKeyRing(join(mkdtempSync(join(tmpdir(), 'vierpoot-hats-')), 'keys.json'), new Map());
  return { town: await buildTown(database), ring };
}

const as = <T>({ town }: Stage, name: Identity, work: (db: PersonDb, me: string) => Promise<T>): Promise<T> =>
  town.database.doors.asPerson(town.people[name].token, (db) => work(db, town.people[name].id));

/** The coach in a second browser. */
async function openBrowser({ town }: Stage): Promise<Person> {
  const token = randomBytes(32);
  await town.database.doors.asSystem('test: browser', (db) => signIn(db, town.people.coach, token));
  return { ...town.people.coach, token };
}

const inBrowser = <T>({ town }: Stage, { token }: Person, work: (db: PersonDb) => Promise<T>) => town.database.doors.asPerson(token, work);

/** The coach with another hat on, in a browser of its own. */
async function withHat(stage: Stage, hat: Hat): Promise<Person> {
  const browser = await openBrowser(stage);
  expect(await inBrowser(stage, browser, (db) => changeHat(db, hat))).toBe(true);
  return browser;
}

const place = ({ town }: Stage) => ({ organisationId: town.organisation, relationshipId: town.pair });
const sayAgain = (stage: Stage, declaration: Declaration) => as(stage, 'coach', (db) => addDeclaration(db, place(stage), declaration));
const pairOf = async (db: PersonDb, { town }: Stage, me: string): Promise<Relationship> =>
  (await findRelationship(db, town.pair, me)) ?? expect.fail('not their pair');

function release(stage: Stage, text: string): Promise<boolean> {
  return as(stage, 'coachee', async (db, me) =>
    releaseForEvaluation(db, stage.ring, { pair: await pairOf(db, stage, me), said: words(text) })
  );
}

async function readBy(stage: Stage, { id, token }: Person): Promise<string[]> {
  const items = await stage.town.database.doors.asPerson(token, async (db) => readEvaluation(db, stage.ring, await pairOf(db, stage, id)));
  return items.map(({ text }) => text);
}

onBothEngines('a proposal and its declaration', (opened) => {
  async function propose(): Promise<{ stage: Stage; id: string }> {
    const stage = await setStage(opened());
    const { programme, people } = stage.town;
    return { stage, id: await proposePair(stage.town.database, { ...people, programme, coach: people.otherCoach }) };
  }
  const answer = (stage: Stage, id: string, said: { by: Identity; declaration?: Declaration; read?: string }) =>
    as(stage, said.by, (db, me) => {
      const { declaration = null, read = null } = said;
      return answerPair(db, { relationshipId: id, personId: me, accepts: true, declaration, readDeclaredAt: read });
    });
  const latest = (stage: Stage, id: string) => as(stage, 'coachee', async (db) => (await listDeclarations(db, id)).at(-1));

  it('lets nobody accept before the coach has said what else there is, and starts when both accepted (C12, C14)', async () => {
    const { stage, id } = await propose();
    expect(await answer(stage, id, { by: 'coachee' })).toBe('undeclared');
    expect(await answer(stage, id, { by: 'otherCoach' })).toBe('undeclared');
    expect(await answer(stage, id, { by: 'otherCoach', declaration: evaluating })).toBe('proposed');
    const read = await latest(stage, id);
    expect(read).toMatchObject(evaluating);
    expect(await answer(stage, id, { by: 'coachee', read: read?.declaredAt.toISOString() ?? '' })).toBe('active');
  });

  it('does not let a coachee accept a declaration that was not on the page (C14)', async () => {
    const { stage, id } = await propose();
    await answer(stage, id, { by: 'otherCoach', declaration: alone });
    const read = (await latest(stage, id))?.declaredAt.toISOString() ?? '';
    await answer(stage, id, { by: 'otherCoach', declaration: { evaluatorContact: 'close', roles: [] } });
    expect(await answer(stage, id, { by: 'coachee' })).toBe('unread');
    expect(await answer(stage, id, { by: 'coachee', read })).toBe('unread');
  });

  it('keeps nothing that a coachee or a stranger declares', async () => {
    const { stage, id } = await propose();
    expect(await answer(stage, id, { by: 'coachee', declaration: evaluating })).toBe('undeclared');
    expect(await answer(stage, id, { by: 'stranger', declaration: evaluating })).toBeNull();
    expect(await latest(stage, id)).toBeUndefined();
  });

  it('takes a no at once, without a declaration', async () => {
    const { stage, id } = await propose();
    const no = await as(stage, 'coachee', (db, me) => answerPair(db, { relationshipId: id, personId: me, accepts: false }));
    expect(no).toBe('declined');
    expect(await answer(stage, id, { by: 'otherCoach', declaration: alone })).toBeNull();
  });
});

onBothEngines('hats', (opened) => {
  it('puts on only a hat that was declared beforehand (C12)', async () => {
    const stage = await setStage(opened());
    const browser = await openBrowser(stage);
    const put = (hat: Hat) => inBrowser(stage, browser, (db) => changeHat(db, hat));
    expect([await put('evaluator'), await put('manager')]).toEqual([false, false]);
    await sayAgain(stage, evaluating);
    expect([await put('evaluator'), await put('manager')]).toEqual([true, false]);
    expect(await inBrowser(stage, browser, (db) => isEvaluated(db, stage.town.pair))).toBe(true);
    expect(await as(stage, 'coach', (db) => isEvaluated(db, stage.town.pair))).toBe(false);
  });

  it('shows both of the pair each change with its time, and nobody else (C12)', async () => {
    const stage = await setStage(opened());
    await sayAgain(stage, evaluating);
    const browser = await withHat(stage, 'evaluator');
    await inBrowser(stage, browser, (db) => changeHat(db, 'coach'));
    const changesFor = (name: Identity) => as(stage, name, (db) => listHatChanges(db, stage.town.pair));
    const seen = await changesFor('coachee');
    expect(seen.map(({ hat }) => hat)).toEqual(['coach', 'evaluator']);
    expect(await changesFor('coach')).toEqual(seen);
    expect(await changesFor('coordinator')).toEqual([]);
    expect(await changesFor('otherCoachee')).toEqual([]);
  });

  it('opens nothing of a coachee to whom the hat was declared after it was put on: that coachee saw no change (C12)', async () => {
    const stage = await setStage(opened());
    const { people, programme, database } = stage.town;
    const pair = await startPair(database, { ...people, programme, coachee: people.otherCoachee });
    await sayAgain(stage, evaluating);
    const browser = await withHat(stage, 'evaluator');
    await declare(database, { coach: people.coach, pair, roles: ['evaluator'] });
    expect(await inBrowser(stage, browser, (db) => isEvaluated(db, pair))).toBe(false);
    expect(await as(stage, 'otherCoachee', (db) => listHatChanges(db, pair))).toEqual([]);
    for (const hat of ['coach', 'evaluator'] as const) await inBrowser(stage, browser, (db) => changeHat(db, hat));
    expect(await inBrowser(stage, browser, (db) => isEvaluated(db, pair))).toBe(true);
    expect((await as(stage, 'otherCoachee', (db) => listHatChanges(db, pair))).map(({ hat }) => hat)).toEqual(['evaluator', 'coach']);
  });

  it('offers the hats of running pairs, with whom it concerns', async () => {
    const stage = await setStage(opened());
    expect(await as(stage, 'coach', listOwnHats)).toEqual([]);
    await sayAgain(stage, { evaluatorContact: 'self', roles: ['evaluator', 'manager', 'teacher'] });
    expect(await as(stage, 'coach', listOwnHats)).toEqual([
      { hat: 'evaluator', names: ['coachee'] },
      { hat: 'manager', names: ['coachee'] }
    ]);
    expect(await as(stage, 'coachee', listOwnHats)).toEqual([]);
  });
});

onBothEngines('what goes to an evaluation', (opened) => {
  it('lets nothing through as long as nobody has another hat (C10)', async () => {
    const stage = await setStage(opened());
    expect(await release(stage, 'aan niemand')).toBe(false);
    expect(await readBy(stage, stage.town.people.coachee)).toEqual([]);
  });

  it('shows an item to the declared hat and to the coachee, and not under the hat of coach (C10, C12)', async () => {
    const stage = await setStage(opened());
    await sayAgain(stage, evaluating);
    expect(await release(stage, 'Ik geef nu zelf les.')).toBe(true);
    expect(await readBy(stage, await withHat(stage, 'evaluator'))).toEqual(['Ik geef nu zelf les.']);
    expect(await readBy(stage, stage.town.people.coachee)).toEqual(['Ik geef nu zelf les.']);
    expect(await readBy(stage, stage.town.people.coach)).toEqual([]);
  });

  it('lets one through when the same form is sent twice (C10)', async () => {
    const stage = await setStage(opened());
    await sayAgain(stage, evaluating);
    const id = newId();
    for (let sent = 0; sent < 2; sent += 1) {
      const isReleased = await as(stage, 'coachee', async (db, me) =>
        releaseForEvaluation(db, stage.ring, { pair: await pairOf(db, stage, me), said: words('een keer'), id })
      );
      expect(isReleased).toBe(true);
    }
    expect(await readBy(stage, stage.town.people.coachee)).toEqual(['een keer']);
  });

  it('takes an item back from now on, by the coachee alone (C10)', async () => {
    const stage = await setStage(opened());
    await sayAgain(stage, evaluating);
    await release(stage, 'toch liever niet');
    const evaluator = await withHat(stage, 'evaluator');
    const [item] = await as(stage, 'coachee', async (db, me) => readEvaluation(db, stage.ring, await pairOf(db, stage, me)));
    const withdraw = (db: PersonDb) => withdrawEvaluationRelease(db, stage.town.pair, item?.id ?? '');
    expect(await inBrowser(stage, evaluator, withdraw)).toBe(false);
    expect(await as(stage, 'coachee', withdraw)).toBe(true);
    expect(await as(stage, 'coachee', withdraw)).toBe(false);
    expect(await readBy(stage, evaluator)).toEqual([]);
    const [own] = await as(stage, 'coachee', async (db, me) => readEvaluation(db, stage.ring, await pairOf(db, stage, me)));
    expect(own?.text).toBe('toch liever niet');
    expect(own?.withdrawnAt).toBeInstanceOf(Date);
  });

  describe('as it lies in the table', () => {
    it('is sealed under a key that the hat of coach cannot read', async () => {
      const stage = await setStage(opened());
      await sayAgain(stage, evaluating);
      await release(stage, 'Kwetsbaarwoord');
      const { rows } = await stage.town.database.asOwner((owner) =>
        owner.query<{ body: Buffer }>('select body from evaluation_releases where relationship_id = $1', [stage.town.pair])
      );
      expect(rows.map(({ body }) => Buffer.from(body).includes('Kwetsbaarwoord'))).toEqual([false]);
      const purposes = (name: Identity) => as(stage, name, (db) => db.selectFrom('data_keys').select('purpose').execute());
      expect(await purposes('coach')).toEqual([]);
      expect(await purposes('coachee')).toEqual([{ purpose: 'evaluation' }]);
    });
  });
});
