import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, afterAll, expect, it } from 'vitest';

/** What adapter-node would have built: an application that tells what it is told. */
const application = `
globalThis.vierpootWelcome = ['Demo: Eva, coach'];
globalThis.vierpootStop = async () => console.log('the database is closed');
if (process.env.BREAKS) throw new Error('The key file is missing.', { cause: new Error('no such file') });
export const handler = async (request, response, next) => {
  if (request.url === '/slow') return void setTimeout(() => response.end('finished'), 600);
  if (request.url === '/breaks') throw new Error('what somebody typed');
  if (request.url === '/nothing') return next();
  response.end(['x-app-proto', 'x-app-host', 'x-app-address'].map((name) => request.headers[name]).join(' '));
};`;

const root = mkdtempSync(join(tmpdir(), 'vierpoot-server-'));
let child: ChildProcess | null = null;

beforeAll(() => {
  for (const file of ['server.mjs', 'package.json', 'src/lib/server/settings.ts']) cpSync(file, join(root, file));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'build'));
  writeFileSync(join(root, 'build/handler.js'), application);
});
afterEach(() => {
  child?.kill('SIGKILL');
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

type Serving = { port: number; output: () => string; ended: Promise<number | null> };

function launch(settings: Readonly<Record<string, string>>): Omit<Serving, 'port'> {
  const env = { PATH: process.env['PATH'], PORT: '0', ...settings };
  const started = spawn(process.execPath, [join(root, 'server.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  child = started;
  let output = '';
  for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { output: () => output, ended: once(started, 'close').then(() => started.exitCode) };
}

async function serve(settings: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const launched = launch(settings);
  await expect.poll(launched.output, { timeout: 10_000 }).toContain('Stop it');
  const port = settings['PUBLIC_URL'] ? Number(settings['PORT']) : Number(/localhost:(\d+)/.exec(launched.output())?.[1]);
  return { ...launched, port };
}

async function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {}
): Promise<[status: number | undefined, body: string]> {
  const sent = request({ port, path, headers, host: '127.0.0.1' }).end();
  const response = await new Promise<IncomingMessage>((resolve, reject) => sent.on('response', resolve).on('error', reject));
  return [response.statusCode, await text(response)];
}

it('opens, says where, how to stop, and who there is to try', async () => {
  const { port, output } = await serve();
  expect(output().split('\n')).toEqual([
    'Opening Vierpoot ...',
    `Vierpoot is open: http://localhost:${port}`,
    'Stop it with Ctrl+C.',
    'Demo: Eva, coach',
    ''
  ]);
});

it('believes nothing a client says about who we are', async () => {
  const { port } = await serve({ PUBLIC_URL: 'https://coaching.example.org', PORT: '34117' });
  const forged = {
    'x-app-proto': 'http',
    'x-app-host': 'evil.example',
    'x-app-address': '6.6.6.6',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.example'
  };
  expect(await ask(port, '/', { host: 'evil.example', ...forged })).toEqual([200, 'https coaching.example.org 127.0.0.1']);
});

it.each(['localhost', '127.0.0.1', '[::1]'])('knows itself as %s without PUBLIC_URL', async (name) => {
  const { port } = await serve();
  expect(await ask(port, '/', { host: `${name}:${port}` })).toEqual([200, `http ${name}:${port} 127.0.0.1`]);
});

it.each(['evil.example', 'localhost', 'localhost:1', 'localhost.evil.example'])('refuses the name %s without PUBLIC_URL', async (host) => {
  const { port } = await serve();
  expect((await ask(port, '/', { host }))[0]).toBe(421);
});

it.each([
  ['1', '9.9.9.9, 1.1.1.1', '1.1.1.1'],
  ['2', '9.9.9.9, 1.1.1.1, 2.2.2.2', '1.1.1.1'],
  ['2', '1.1.1.1', '127.0.0.1'],
  ['1', '', '127.0.0.1']
])('sees past %s proxies: "%s" is %s', async (count, forwarded, address) => {
  const { port } = await serve({ TRUSTED_PROXIES: count });
  expect((await ask(port, '/', { host: `localhost:${port}`, 'x-forwarded-for': forwarded }))[1]).toContain(` ${address}`);
});

it('says nothing of a fault or of a missing page', async () => {
  const { port } = await serve();
  const host = `localhost:${port}`;
  expect([await ask(port, '/breaks', { host }), await ask(port, '/nothing', { host })]).toEqual([
    [500, 'Something went wrong.\n'],
    [404, 'Not found\n']
  ]);
});

it('stops on wrong settings with a sentence for each', async () => {
  const { output, ended } = launch({ PORT: 'x', LOG_LEVEL: 'loud' });
  expect(await ended).toBe(1);
  expect(output()).toBe('PORT must be a whole number.\nLOG_LEVEL must be trace, debug, info, warn, error or silent.\n');
});

it('stops when the application does not open, with its sentence and no stack', async () => {
  const { output, ended } = launch({ BREAKS: 'yes' });
  expect([await ended, output()]).toEqual([1, 'Opening Vierpoot ...\nThe key file is missing.\nBecause: no such file\n']);
});

it('shows the stack to who asks for it', async () => {
  const { output, ended } = launch({ BREAKS: 'yes', LOG_LEVEL: 'debug' });
  await ended;
  expect(output()).toMatch(/The key file is missing\.\nBecause: no such file\n[^]*handler\.js/);
});

it('says which port is taken, and how to choose another', async () => {
  const first = await serve();
  const running = child;
  const { output, ended } = launch({ PORT: String(first.port) });
  expect([await ended, output()]).toEqual([1, expect.stringContaining(`Port ${first.port} is already in use. Choose another one`)]);
  running?.kill('SIGKILL');
});

it.each(['SIGTERM', 'SIGINT'] as const)('finishes what is under way on %s, then closes the database', async (signal) => {
  const { port, output, ended } = await serve();
  const answer = ask(port, '/slow', { host: `localhost:${port}`, connection: 'keep-alive' });
  await ask(port, '/', { host: `localhost:${port}` }); // by now /slow is under way
  child?.kill(signal);
  child?.kill(signal); // as npm and a terminal do
  expect([await answer, await ended]).toEqual([[200, 'finished'], 0]);
  expect(output()).toContain('the database is closed');
});

it('stops when what started it is gone', async () => {
  const { output } = await serve();
  const exited = child === null ? null : once(child, 'exit'); // "close" waits for the channel that is cut here
  child?.disconnect();
  expect(await exited).toEqual([0, null]);
  await expect.poll(output).toContain('the database is closed');
});

it('keeps no socket of a client that sends next to nothing', async () => {
  const { port } = await serve();
  const from = Date.now();
  const slow = connect(port, '127.0.0.1', () => slow.write('GET / HTTP/1.1\r\nHost: x\r\n'));
  const drip = setInterval(() => slow.write('a'), 500);
  slow.on('error', () => undefined).resume();
  await once(slow, 'close');
  clearInterval(drip);
  expect(Date.now() - from).toBeLessThan(15_000);
});
