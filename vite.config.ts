import type { Server } from 'node:http';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** While developing, sockets of live notes go where server.mjs sends them. */
const liveNotes: Plugin = {
  name: 'live-notes',
  configureServer: ({ httpServer }) => {
    const server = httpServer as Server | null; // plain http: see `server` below
    server?.on('upgrade', (request, socket, head) => {
      const live = globalThis.vierpootLive;
      if (live && request.url?.startsWith('/live/')) void live.upgrade({ request, socket, head }, `http://${request.headers.host ?? ''}`);
    });
  }
};

export default defineConfig({
  server: { port: Number(process.env['PORT'] ?? 3000), strictPort: true },
  plugins: [
    liveNotes,
    sveltekit({
      adapter: adapter({ precompress: true }),
      // The origin is only known at run time; hooks.server.ts checks Fetch Metadata and Origin itself.
      csrf: { trustedOrigins: ['*'] }
    })
  ]
});
