import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readLibrary } from '#lib/content/library.ts';
import { loadDemo } from '#lib/server/demo/load-demo.ts';
import { openVault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';
import { cookieOf, signInAs } from './house.ts';
import { table } from './report.ts';
import { startVierpoot } from './vierpoot.ts';

/** What a browser fetches for a page, in bytes; `files`: how many besides the page itself. */
type Weight = { shape: string; scripts: number; styles: number; fonts: number; html: number; htmlGzip: number; files: number };
type Reading = { origin: string; sizes: Map<string, Promise<Fetched>> };
type Fetched = { text: string; sent: number };

const bars = { chair: 60_000, talk: 180_000, elsewhere: 45_000 };
const mostPages = 120;
const dead = /^\/(sign-out|language|healthz|readyz)/; // not pages, or they end the visit

/** Walks the demo as everybody and weighs every kind of page. */
export async function measureBytes(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-bytes-'));
  const cookies = await demoReaders(folder);
  const web = await startVierpoot({ DATA_DIR: folder, OUTBOX: 'on', DEMO: 'on' });
  try {
    const reading: Reading = { origin: `http://localhost:${web.port}`, sizes: new Map() };
    const weights: Weight[] = [];
    for (const cookie of cookies) weights.push(...(await walk(reading, cookie)));
    return report(weights);
  } finally {
    await web.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The cookie of everybody in the first demo organisation, and of nobody. */
async function demoReaders(folder: string): Promise<string[]> {
  const root = process.cwd();
  const vault = await openVault(readSettings({ DATA_DIR: folder, NODE_ENV: 'test', LOG_LEVEL: 'silent' }, root), root);
  try {
    await loadDemo({ ...vault, library: readLibrary(root) });
    return await vault.database.asOwner(async (client) => {
      const { rows } = await client.query<{ id: string }>(
        'select id from people where organisation_id = (select id from organisations order by id limit 1) order by id'
      );
      const cookies = [''];
      for (const { id } of rows) cookies.push(cookieOf(await signInAs(client, id)));
      return cookies;
    });
  } finally {
    await vault.database.close();
  }
}

/** Follows every link of this house from the front door; one weight per page. */
async function walk(reading: Reading, cookie: string): Promise<Weight[]> {
  const waiting = ['/', '/home', '/sign-in', '/sign-in/sent', '/sign-in/again'];
  const seen = new Set(waiting);
  const weights: Weight[] = [];
  for (let path = waiting.shift(); path !== undefined && weights.length < mostPages; path = waiting.shift()) {
    const response = await fetch(reading.origin + path, { headers: { cookie, 'accept-language': 'nl' } });
    const html = await response.text();
    if (response.status !== 200 || !response.headers.get('content-type')?.startsWith('text/html')) continue;
    weights.push(await weigh(reading, new URL(response.url).pathname + new URL(response.url).search, html));
    for (const next of [...linksIn(html), ...wholeSheet(path)].filter((link) => !seen.has(link) && !dead.test(link))) {
      seen.add(next);
      waiting.push(next);
    }
  }
  return weights;
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\s[^>]*href="(\/[^"#]*)/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
}

/** A mirror on one page: reached by a button, not by a link. */
function wholeSheet(path: string): string[] {
  return /\/mirrors\/[0-9a-f-]{36}$/.test(path) ? [`${path}?page=all`] : [];
}

async function weigh(reading: Reading, path: string, html: string): Promise<Weight> {
  const scripts = [
    ...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g),
    ...html.matchAll(/<link\b[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g)
  ];
  const styles = [
    ...html.matchAll(/<link\b[^>]*href="([^"]+)"[^>]*rel="stylesheet"/g),
    ...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g)
  ];
  const inline = [...html.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([^]*?)<\/script>/g)].map(([, text = '']) => gzipSync(text).length);
  const address = ([, link = '']: RegExpMatchArray) => new URL(link, reading.origin + path).href;
  const style = [...new Set(styles.map(address))];
  const script = [...new Set(scripts.map(address))];
  const fonts = [...new Set((await Promise.all(style.map((url) => fontsIn(reading, url)))).flat())];
  const sum = async (urls: readonly string[]) =>
    (await Promise.all(urls.map((url) => sizeOf(reading, url)))).reduce((total, { sent }) => total + sent, 0);
  return {
    shape: shapeOf(path),
    scripts: (await sum(script)) + inline.reduce((total, size) => total + size, 0),
    styles: await sum(style),
    fonts: await sum(fonts),
    html: Buffer.byteLength(html),
    htmlGzip: gzipSync(html).length,
    files: script.length + style.length + fonts.length
  };
}

async function fontsIn(reading: Reading, style: string): Promise<string[]> {
  const { text } = await sizeOf(reading, style);
  return [...text.matchAll(/url\(["']?([^"')]+\.woff2?)["']?\)/g)].map(([, link = '']) => new URL(link, style).href);
}

/** A file as it goes over the line to a browser that takes gzip; fetched once. */
function sizeOf({ sizes }: Reading, url: string): Promise<Fetched> {
  const known = sizes.get(url);
  if (known) return known;
  const fetched = fetchSize(url);
  sizes.set(url, fetched);
  return fetched;
}

async function fetchSize(url: string): Promise<Fetched> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}.`);
  const body = Buffer.from(await response.arrayBuffer()); // unpacked by fetch
  return { text: body.toString(), sent: Number(response.headers.get('content-length') ?? body.length) };
}

/** The address without what differs from one pair or tool to the next. */
function shapeOf(path: string): string {
  const [name = '', query = ''] = path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/(\/tools\/)[a-z0-9-]+/, '$1:tool')
    .split('?');
  const keys = [...new URLSearchParams(query).keys()].filter((key) => key !== 'next');
  return keys.length > 0 ? `${name}?${keys.join('&')}` : name;
}

function report(weights: readonly Weight[]): string {
  const shapes = new Map<string, Weight>();
  for (const weight of weights) if ((shapes.get(weight.shape)?.html ?? -1) < weight.html) shapes.set(weight.shape, weight);
  const lines = [...shapes.values()].sort((a, b) => a.shape.localeCompare(b.shape));
  const barOf = ({ shape }: Weight) => {
    if (shape.includes('/chair')) return bars.chair;
    return shape.includes('/conversations/:id') ? bars.talk : bars.elsewhere; // the editor of live notes is loaded there
  };
  const over = lines.filter((weight) => weight.scripts > barOf(weight));
  const heaviest = Math.max(...lines.map(({ scripts }) => scripts));
  const verdict = over.length === 0 ? 'met on every page' : `**not met** on ${over.map(({ shape }) => shape).join(', ')}`;
  const kB = (bytes: number) => (bytes / 1_000).toFixed(1);
  const rows = lines.map(({ shape, scripts, styles, fonts, html, htmlGzip, files }) => [
    `\`${shape}\``,
    kB(scripts),
    kB(styles),
    kB(fonts),
    kB(html),
    kB(htmlGzip),
    String(files)
  ]);
  const head = ['page', 'JavaScript kB gzip', 'styles kB gzip', 'fonts kB', 'HTML kB', 'HTML kB gzip', 'files besides HTML'];
  return `The bar for JavaScript (60 kB on the chair page, 180 kB on that of a talk, 45 kB elsewhere): ${verdict}; the most is ${kB(heaviest)} kB. ${lines.length} kinds of page.\n\n${table(head, rows)}`;
}
