import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import type { AgreementContent } from '#lib/domain/agreement/agreement.ts';
import { type KeyRing, loadKeyRing } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { changeAgreementTemplate, findAgreementFacts, findAgreementTemplate, postponeAgreement } from '#lib/server/queries/agreements.ts';
import { addDeclaration } from '#lib/server/queries/hats.ts';
import { endRelationship, findRelationship, type Relationship } from '#lib/server/queries/relationships.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { beginAgreement, readAgreement, readExpectations, signVersion, writeAgreement, type Written } from './keep-agreement.ts';
import { type PairSeal, sealForPair } from './seal-for-pair.ts';

const library = readLibrary(process.cwd());
const content = (change: Partial<AgreementContent> = {}): AgreementContent => ({
  texts: { purpose: 'Samen groeien.', 'coachee-expects': 'Hulp bij leerdoelen.', 'coach-expects': 'Openheid.' },
  evaluation: 'nothing',
  reviewOn: '2027-05-22',
  ...change
});
const purpose = (text: string) => content({ texts: { ...content().texts, purpose: text } });

type Stage = { town: Town; ring: KeyRing };
type Reading = { pair: Relationship; seal: PairSeal; library: typeof library };

async function setStage(database: Town['database']): Promise<Stage> {
  const path = join(mkdtempSync(join(tmpdir(), 'vierpoot-agreement-')), 'keys.json');
  return { town: await buildTown(database), ring: loadKeyRing(path, new Map()) };
}

/** Acts as one of the two, with the seal of their pair in hand. */
function as<T>({ town, ring }: Stage, name: Identity, work: (db: PersonDb, reading: Reading) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const pair = (await findRelationship(db, town.pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: pair.organisationId, relationshipId: pair.id });
    return work(db, { pair, seal, library });
  });
}

const read = (stage: Stage, name: Identity) => as(stage, name, readAgreement);
const facts = (stage: Stage, name: Identity) => as(stage, name, (db, { pair }) => findAgreementFacts(db, pair.id));
const newest = async (stage: Stage) => (await read(stage, 'coach')).newest?.id ?? null;
const write = (stage: Stage, name: Identity, draft: { basedOn: string | null; content: AgreementContent }): Promise<Written> =>
  as(stage, name, (db, reading) => writeAgreement(db, reading, draft));
const sign = (stage: Stage, name: Identity, id: string | null) =>
  as(stage, name, (db, { pair }) => signVersion(db, pair, id ?? expect.fail('nothing to sign')));

/** A first version that both signed; gives its id. */
async function agree(stage: Stage): Promise<string> {
  await write(stage, 'coach', { basedOn: null, content: content() });
  const first = (await newest(stage)) ?? expect.fail('no version');
  await sign(stage, 'coach', first);
  await sign(stage, 'coachee', first);
  return first;
}

onBothEngines('a working agreement', (opened) => {
  it('gives both the same to read, write and sign, whoever began (C9)', async () => {
    const stage = await setStage(opened());
    expect(await write(stage, 'coachee', { basedOn: null, content: content() })).toBe('written');
    const [coach, coachee] = [await read(stage, 'coach'), await read(stage, 'coachee')];
    expect(coach.versions).toEqual(coachee.versions);
    expect(coach.newest?.content).toEqual(content());
    expect(await write(stage, 'coach', { basedOn: await newest(stage), content: purpose('Anders.') })).toBe('written');
    expect((await read(stage, 'coachee')).newest?.content).toEqual(purpose('Anders.'));
  });

  it('is in force when both signed one version, and every change asks both again (C13, C15)', async () => {
    const stage = await setStage(opened());
    await write(stage, 'coach', { basedOn: null, content: content() });
    const first = await newest(stage);
    await sign(stage, 'coach', first);
    expect((await read(stage, 'coachee')).inForce).toBeNull();
    await sign(stage, 'coachee', first);
    expect((await read(stage, 'coachee')).inForce?.id).toBe(first);
    await write(stage, 'coachee', { basedOn: first, content: purpose('Nieuw doel.') });
    const standing = await read(stage, 'coach');
    expect([standing.inForce?.id, standing.newest?.signedBy, standing.known?.id]).toEqual([first, [], first]);
    expect(standing.inForce?.content).toEqual(content());
    const second = await newest(stage);
    for (const name of ['coach', 'coachee'] as const) expect(await sign(stage, name, second)).toBe(true);
    expect((await read(stage, 'coach')).inForce?.id).toBe(second);
    expect((await read(stage, 'coach')).versions.map(({ id }) => id)).toEqual([first, second]);
  });

  it('keeps nothing that was based on an older version than the newest: the other wrote meanwhile', async () => {
    const stage = await setStage(opened());
    const first = await agree(stage);
    await write(stage, 'coach', { basedOn: first, content: purpose('Van de coach.') });
    expect(await write(stage, 'coachee', { basedOn: first, content: purpose('Van de coachee.') })).toBe('overtaken');
    expect(await write(stage, 'coachee', { basedOn: null, content: purpose('Van de coachee.') })).toBe('overtaken');
    expect((await read(stage, 'coachee')).newest?.content).toEqual(purpose('Van de coach.'));
  });

  it('lets one of two win who write at the very same time', async () => {
    const stage = await setStage(opened());
    const first = await agree(stage);
    const both = (['coach', 'coachee'] as const).map((name) => write(stage, name, { basedOn: first, content: purpose(`Van ${name}.`) }));
    expect((await Promise.all(both)).toSorted()).toEqual(['overtaken', 'written']);
    expect((await read(stage, 'coach')).versions).toHaveLength(2);
  });

  it('makes no version that says nothing new', async () => {
    const stage = await setStage(opened());
    const first = await agree(stage);
    expect(await write(stage, 'coachee', { basedOn: first, content: content() })).toBe('unchanged');
    expect((await read(stage, 'coach')).versions).toHaveLength(1);
  });

  it('signs only the newest version, once', async () => {
    const stage = await setStage(opened());
    const first = await agree(stage);
    expect(await sign(stage, 'coach', first)).toBe(true);
    await write(stage, 'coach', { basedOn: first, content: purpose('Nieuw.') });
    const second = await newest(stage);
    await write(stage, 'coachee', { basedOn: second, content: purpose('Nog nieuwer.') });
    expect(await sign(stage, 'coachee', second)).toBe(false);
    const { versions } = await read(stage, 'coach');
    expect(versions.map(({ signedBy }) => signedBy.length)).toEqual([2, 0, 0]);
  });

  it('keeps with each version what the coach had declared, so that both sign that too (C14)', async () => {
    const stage = await setStage(opened());
    const first = await agree(stage);
    const declaration = { evaluatorContact: 'close', roles: ['teacher'] } as const;
    await as(stage, 'coach', (db, { pair }) =>
      addDeclaration(db, { organisationId: pair.organisationId, relationshipId: pair.id }, declaration)
    );
    const before = await read(stage, 'coachee');
    expect([before.declared, before.inForce?.declared?.evaluatorContact]).toEqual([declaration, 'none']);
    expect(await write(stage, 'coachee', { basedOn: first, content: content() })).toBe('written');
    expect((await read(stage, 'coach')).newest?.declared).toEqual(declaration);
  });

  it('tells the page of the pair what both may expect, from the version in force (C16)', async () => {
    const stage = await setStage(opened());
    await write(stage, 'coach', { basedOn: null, content: content() });
    expect(await as(stage, 'coachee', readExpectations)).toBeNull();
    await sign(stage, 'coach', await newest(stage));
    await sign(stage, 'coachee', await newest(stage));
    await write(stage, 'coach', { basedOn: await newest(stage), content: content({ texts: {} }) });
    expect(await as(stage, 'coachee', readExpectations)).toEqual({ ofCoach: 'Hulp bij leerdoelen.', ofCoachee: 'Openheid.' });
  });

  it('knows what waits for whom, without opening anything (C15)', async () => {
    const stage = await setStage(opened());
    const nothing = { newest: null, isSignedByMe: false, isSignedByOther: false, isInForce: false, isNewestInForce: false };
    expect(await facts(stage, 'coachee')).toEqual({ ...nothing, postponedUntil: null, reviewOn: null, evaluation: null });
    await as(stage, 'coachee', (db, { pair }) =>
      postponeAgreement(db, { organisationId: pair.organisationId, relationshipId: pair.id }, '2026-12-24')
    );
    await as(stage, 'coach', (db, { pair }) =>
      postponeAgreement(db, { organisationId: pair.organisationId, relationshipId: pair.id }, '2027-01-15')
    );
    expect(await facts(stage, 'coachee')).toMatchObject({ postponedUntil: '2027-01-15' });
    await write(stage, 'coach', { basedOn: null, content: content() });
    await sign(stage, 'coach', await newest(stage));
    expect(await facts(stage, 'coach')).toMatchObject({ newest: await newest(stage), isSignedByMe: true, isSignedByOther: false });
    expect(await facts(stage, 'coachee')).toMatchObject({ isSignedByMe: false, isSignedByOther: true, isInForce: false, reviewOn: null });
    await sign(stage, 'coachee', await newest(stage));
    expect(await facts(stage, 'coachee')).toMatchObject({
      isInForce: true,
      isNewestInForce: true,
      reviewOn: '2027-05-22',
      evaluation: 'nothing'
    });
    await write(stage, 'coach', { basedOn: await newest(stage), content: content({ reviewOn: '2028-01-01', evaluation: 'kinds' }) });
    expect(await facts(stage, 'coachee')).toMatchObject({
      isInForce: true,
      isNewestInForce: false,
      isSignedByMe: false,
      reviewOn: '2027-05-22',
      evaluation: 'nothing'
    });
  });

  it('leaves no word of it in any table, and shows the coordinator and others nothing (C10, C13)', async () => {
    const stage = await setStage(opened());
    await agree(stage);
    const counts = await Promise.all(
      (['coordinator', 'administrator', 'evaluator', 'coachAsEvaluator', 'otherCoach', 'stranger'] as const).map((name) =>
        stage.town.database.doors.asPerson(stage.town.people[name].token, async (db) => {
          const seen = await findAgreementFacts(db, stage.town.pair);
          return [seen.newest, seen.isInForce, (await db.selectFrom('agreements').select('id').execute()).length];
        })
      )
    );
    expect(counts).toEqual(counts.map(() => [null, false, 0]));
    const dump = await stage.town.database.asOwner(async (owner) => {
      const { rows } = await owner.query<{ line: string }>(
        'select t::text as line from agreements t union all select t::text from agreement_signatures t union all select t::text from jobs t'
      );
      return rows.map(({ line }) => line).join('\n');
    });
    expect(dump).toContain(stage.town.pair);
    for (const word of ['Samen groeien', 'Openheid']) {
      expect(dump).not.toContain(word);
      expect(dump).not.toContain(Buffer.from(word).toString('hex'));
    }
  });

  it('stays readable for the coachee after the end, and can no longer be changed or signed (C28)', async () => {
    const stage = await setStage(opened());
    const first = await agree(stage);
    await write(stage, 'coach', { basedOn: first, content: purpose('Te laat.') });
    const second = await newest(stage);
    await as(stage, 'coachee', (db, { pair }) => endRelationship(db, pair.id));
    expect((await read(stage, 'coachee')).inForce?.content).toEqual(content());
    expect(await sign(stage, 'coachee', second)).toBe(false);
    await expect(write(stage, 'coachee', { basedOn: second, content: purpose('Nog later.') })).rejects.toThrow();
  });
});

onBothEngines('the texts with which agreements of a programme begin', (opened) => {
  it('are those of the coordinator where there are, and ours elsewhere; nothing goes to an evaluation (C13, C16)', async () => {
    const stage = await setStage(opened());
    const { people, programme, database } = stage.town;
    const change = (name: Identity, texts: Record<string, string>) =>
      database.doors.asPerson(people[name].token, (db) => changeAgreementTemplate(db, programme, texts));
    expect(await change('coordinator', { notes: 'We schrijven niets op.', purpose: '' })).toBe(true);
    for (const name of ['coach', 'otherCoordinator', 'stranger', 'administrator'] as const)
      expect(await change(name, { notes: 'Anders.' }).catch(() => false)).toBe(false);
    const begun = await as(stage, 'coachee', (db, reading) => beginAgreement(db, reading, { language: 'nl', today: '2026-11-22' }));
    expect(begun.texts).toMatchObject({ notes: 'We schrijven niets op.', purpose: '' });
    expect(begun.texts['coachee-expects']).toContain('hulp bij leerdoelen en actieplannen');
    expect([begun.evaluation, begun.reviewOn]).toEqual(['nothing', '2027-05-22']);
    expect(await database.doors.asPerson(people.stranger.token, (db) => findAgreementTemplate(db, programme))).toEqual({});
  });
});
