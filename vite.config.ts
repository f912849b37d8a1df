import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  server: { port: Number(process.env['PORT'] ?? 3000), strictPort: true },
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      // The origin is only known at run time; hooks.server.ts checks Fetch Metadata and Origin itself.
      csrf: { trustedOrigins: ['*'] }
    })
  ]
});
