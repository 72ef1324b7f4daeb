import { defineConfig } from 'vitest/config';

/** Every package is a project; they share one PostgreSQL that the global setup starts. */
export default defineConfig({
  test: {
    globalSetup: ['tooling/testing/src/global-setup.ts'],
    include: ['{apps,packages,tooling}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/dist-types/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: 'forks',
  },
});
