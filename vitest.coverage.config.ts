import { defineConfig, mergeConfig } from 'vitest/config';
import everything from './vitest.config.ts';

/** Who may do what: the folders whose tests must reach nearly every line. */
const MEASURED = ['packages/core/src/roles/**', 'packages/core/src/iam/**', 'packages/contract/src/permissions.ts'];

const least = { lines: 80, statements: 80, functions: 80, branches: 80 };

export default mergeConfig(
  everything,
  defineConfig({
    test: {
      coverage: {
        enabled: true,
        provider: 'v8',
        include: MEASURED,
        reporter: ['text', 'json-summary'],
        thresholds: Object.fromEntries(MEASURED.map((place) => [place, least])),
      },
    },
  }),
);
