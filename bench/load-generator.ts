// Asks for pages over so many keep-alive connections, each one page after another, for so long; loopback only.
// Its parent sends a Load and gets a Served back, as often as it likes.
import { Agent, type IncomingMessage, request } from 'node:http';
import { percentile } from './numbers.ts';

export type Ask = { path: string; cookie: string };
export type Load = { port: number; connections: number; lengthMs: number; asks: readonly Ask[] };

/** `refused`: answers that were not 200, or empty. */
export type Served = { requests: number; refused: number; ms: number; p50: number; p95: number };

const mostRequests = 200_000;

async function run({ port, connections, lengthMs, asks }: Load): Promise<Served> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const times: number[] = [];
  let refused = 0;
  let asked = 0;
  const from = performance.now();
  const connection = async () => {
    while (performance.now() - from < lengthMs && asked < mostRequests) {
      const ask = asks[asked % asks.length];
      asked += 1;
      if (!ask) return;
      const sentAt = performance.now();
      if (!((await get(agent, port, ask)) ?? (await get(agent, port, ask)))) refused += 1;
      times.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const ms = performance.now() - from;
  agent.destroy();
  return { requests: times.length, refused, ms, p50: percentile(times, 50), p95: percentile(times, 95) };
}

/** Reads the whole answer; whether it was a page. Null: the server had just closed this connection, so ask again, as browsers do. */
function get(agent: Agent, port: number, ask: Ask): Promise<boolean | null> {
  return new Promise((resolve) => {
    const headers = { host: `localhost:${port}`, cookie: ask.cookie, accept: 'text/html', 'accept-language': 'nl' };
    const sent = request({ host: '127.0.0.1', port, path: ask.path, agent, headers }, (response) => resolve(isPage(response)));
    sent.on('error', () => resolve(null)).end();
  });
}

function isPage(response: IncomingMessage): Promise<boolean> {
  let bytes = 0;
  return new Promise((resolve) => {
    response.on('data', (chunk: Buffer) => (bytes += chunk.length));
    response.on('end', () => resolve(response.statusCode === 200 && bytes > 0));
    response.on('error', () => resolve(false));
  });
}

process.on('message', (load: Load) => void run(load).then((served) => process.send?.(served)));
process.on('disconnect', () => process.exit(0));
