import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const databaseFiles = ['db/tests/**/*.test.ts', 'src/lib/server/**/*.test.ts', 'test/**/*.test.ts'];

/**
 * One process per file. The project `database` starts a PostgreSQL server once (test/start-engines.ts);
 * its files open the engines they need through test/engines.ts. VIERPOOT_TEST_ENGINE=embedded|server chooses one.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        plugins: [sveltekit()],
        test: { name: 'plain', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], exclude: ['src/lib/server/**', 'node_modules/**'] }
      },
      {
        extends: true,
        plugins: [sveltekit()],
        test: { name: 'database', include: databaseFiles, globalSetup: ['test/start-engines.ts'] }
      }
    ]
  }
});
