import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A web server of the measurements. `pid`: its process, the thread of the embedded database included. */
export type WebServer = { port: number; pid: number; stop: () => Promise<void> };

/** The built Vierpoot, as `npm start` runs it; its log goes to a file, as it would on a server. */
export async function startVierpoot(environment: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<WebServer> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-log-'));
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, [...flags, 'server.mjs'], {
    env: { PATH: process.env['PATH'], PORT: '0', DEMO: 'off', OUTBOX: 'off', ...environment },
    stdio: ['ignore', output, output, 'ipc'] // the channel: it stops when we do
  });
  const port = await portFrom(child, log);
  const stop = async () => {
    await end(child, 'SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, pid: child.pid ?? 0, stop };
}

async function portFrom(child: ChildProcess, log: string): Promise<number> {
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt += 1) {
    const port = /http:\/\/localhost:(\d+)/.exec(readFileSync(log, 'utf8'))?.[1];
    if (port !== undefined) return Number(port);
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`Vierpoot did not open:\n${readFileSync(log, 'utf8')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  if (child.exitCode === null && child.kill(signal)) await ended;
}

/** Hono with these pages in memory: path to HTML, from a file. */
export async function startBare(file: string): Promise<WebServer> {
  const child = fork('bench/bare-page.ts', [file], { execPath: process.execPath });
  const [message] = (await once(child, 'message')) as [{ port: number }]; // sent by bare-page.ts
  return { port: message.port, pid: child.pid ?? 0, stop: () => end(child, 'SIGKILL') };
}
