import { request as ask } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { onBothEngines } from '#test/engines.ts';
import { openClient } from '#test/live-client.ts';
import { add, come, cookieOf, eventually, leaveAll, open, openHouse, planTalk, setStage, type Stage, textNow } from '#test/live-stage.ts';
import { signIn } from '#test/people.ts';

/** Everything that comes back when somebody asks for a socket, as one text. */
function knock({ house }: Pick<Stage, 'house'>, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const upgrade = {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA=='
    };
    const asked = ask(`${house.origin}${path}`, { headers: { origin: house.origin, ...upgrade, ...headers } });
    asked.on('response', (response) => {
      response.resume();
      resolve(`${response.statusCode} ${response.rawHeaders.join(' ')}`);
    });
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve('open');
    });
    asked.on('error', reject);
    asked.end();
  });
}

onBothEngines('the door of live notes', (opened) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(opened());
  });
  afterEach(leaveAll);
  afterAll(() => stage.house.close());

  it('open for nobody else, and from outside every no is the same (C12)', async () => {
    const talk = await planTalk(stage);
    const { people, pair, otherPair } = stage.town;
    const path = `/live/${pair}/${talk}`;
    const noes = new Set<string>();
    for (const name of ['coachAsEvaluator', 'exCoach', 'otherCoach', 'coordinator', 'administrator', 'stranger', 'nobody'] as const) {
      noes.add(await knock(stage, path, { cookie: cookieOf(people[name].token) }));
    }
    for (const wrong of [`/live/${pair}/${newId()}`, `/live/${otherPair}/${talk}`, `/live/${pair}`, `${path}/more`, '/live/../x']) {
      noes.add(await knock(stage, wrong, { cookie: cookieOf(people.coach.token) }));
    }
    noes.add(await knock(stage, path, {}));
    expect([...noes]).toEqual([expect.stringMatching(/^404 /)]);
    expect(await knock(stage, path, { cookie: cookieOf(people.coach.token) })).toBe('open');
  });

  it('open for no page of another site', async () => {
    const path = `/live/${stage.town.pair}/${await planTalk(stage)}`;
    const cookie = cookieOf(stage.town.people.coach.token);
    expect(await knock(stage, path, { cookie, origin: 'https://elsewhere.example' })).toMatch(/^403 /);
  });

  it('open for nobody once the process is stopping', async () => {
    const house = await openHouse(stage.town.database, stage.ring);
    const path = `/live/${stage.town.pair}/${await planTalk(stage)}`;
    const headers = { cookie: cookieOf(stage.town.people.coach.token) };
    expect(await knock({ house }, path, headers)).toBe('open');
    await house.stop();
    expect(await knock({ house }, path, headers)).toMatch(/^503 /);
    await house.close();
  });

  it('lead to no other document than the one that was opened', async () => {
    const [talk, other] = [await planTalk(stage), await planTalk(stage)];
    const { token, id } = stage.town.people.coach;
    const browser = { origin: stage.house.origin, cookie: cookieOf(token) };
    const coach = open(stage, 'coachee', other);
    coach.type('of the other talk');
    await eventually(() => coach.hasUnsent(), false);
    const curious = come(openClient(browser, { relationship: stage.town.pair, conversation: talk, name: other }, id));
    await pause(300);
    expect(curious.text()).toBe('');
  });

  it('are read only once the talk is closed', async () => {
    const talk = await planTalk(stage);
    const coach = open(stage, 'coach', talk);
    coach.type('before');
    await eventually(() => textNow(stage, talk), 'before');
    await stage.town.database.doors.asPerson(stage.town.people.coach.token, (db) =>
      sql`update conversations set state = 'held', closed_at = now() where id = ${talk}`.execute(db)
    );
    await eventually(() => coach.isReadOnly(), true);
    coach.type('after');
    await pause(1_000);
    expect(await textNow(stage, talk)).toBe('before');
    expect(await add(stage, 'coachee', { conversationId: talk, text: 'after' })).toBe(false);
  });

  const endings: [string, (stage: Stage, token: Buffer) => Promise<unknown>][] = [
    [
      'signing out',
      ({ town }, token) =>
        town.database.doors.asPerson(token, (db) => sql`update sessions set ended_at = now() where id = app.session_id()`.execute(db))
    ],
    [
      'another hat',
      ({ town }, token) =>
        town.database.asOwner((owner) => owner.query("update sessions set hat = 'evaluator' where token_hash = sha256($1)", [token]))
    ]
  ];
  it.each(endings)('are closed within a second after %s', async (_name, end) => {
    const talk = await planTalk(stage);
    const token = Buffer.from(newId().padEnd(32, 'x').slice(0, 32));
    await stage.town.database.doors.asSystem('test: sign in', (db) => signIn(db, stage.town.people.coach, token));
    const place = { relationship: stage.town.pair, conversation: talk };
    const coach = come(openClient({ origin: stage.house.origin, cookie: cookieOf(token) }, place, stage.town.people.coach.id));
    coach.type('before');
    await eventually(() => textNow(stage, talk), 'before');
    await end(stage, token);
    await expect.poll(() => coach.closedWith(), { timeout: 1_000, interval: 20 }).not.toBeNull();
    expect(coach.closedWith()).toBe(4403);
  });
});
