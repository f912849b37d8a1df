// The yardstick: Hono gives pages from memory and does nothing else. node bench/bare-page.ts <file>
// The file holds a JSON object from path (with its query) to HTML. Tells its parent the port.
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const [, , file = ''] = process.argv;
const pages = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)); // written by pages.ts
const app = new Hono();
app.get('*', (context) => {
  const { pathname, search } = new URL(context.req.url);
  return context.html(pages.get(pathname + search) ?? '', pages.has(pathname + search) ? 200 : 404);
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send?.({ port }));
process.on('disconnect', () => process.exit(0));
