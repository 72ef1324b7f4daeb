import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes: begun last, they would be waited for alone. */
const LONG = [
  'isolation/mutants',
  'accessibility.e2e',
  'backup.test',
  'health-scheduler',
  'order.e2e',
  'process.test',
  'processes.test',
  'provisioning-crash',
  'rows.e2e',
  'runtimes.test',
  'streamed-rights',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.includes(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Every package is a project; they share one PostgreSQL that the global setup starts. */
export default defineConfig({
  test: {
    globalSetup: ['tooling/testing/src/global-setup.ts'],
    include: ['{apps,packages,tooling}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/dist-tests/**', '**/dist-types/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than cores: half of the time a test waits, for a browser or for what must not come.
    maxWorkers: 3,
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
  },
});
