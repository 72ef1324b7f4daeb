import { defineConfig } from 'vitest/config';

/** Real servers are started in hooks, and some tests wait for a real deadline. */
export default defineConfig({ test: { testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 2, pool: 'forks' } });
