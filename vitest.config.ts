import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes: begun last, they would be waited for alone. */
const LONG = [
  'isolation/mutants',
  'machines-crash',
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

/**
 * Their files share processes: what they import is evaluated once, not by each. None changes anything of its process but
 * that of the API's harness, which holds answers against their schemas.
 */
const TOGETHER = [
  'apps/{api,web}/src/**/*.test.ts',
  'apps/api/test/**/*.test.ts',
  // What guards the sockets of a process is tested in one of its own.
  'packages/drivers/src/!(egress)/**/*.test.ts',
  'packages/{cli,client,contract,core,http,platform,rest}/src/**/*.test.ts',
];

/** Their files share processes too, and the browser of each. */
const IN_BROWSER = ['apps/web/e2e/**/*.test.ts'];

/** What is about processes, what stands in for parts of the platform, and what takes so long that it would save nothing. */
const APART = [
  '{as-code,as-code-runs,audit-cli,audit-mirror,audit-seals,backup,bounded-runtimes,cli,client-*,command-line}',
  '{configuration,database-state,driver-host,embedded-runtimes,faces,generated-clients,health-scheduler}',
  '{key-rotation,limits,mcp-inspector,metrics,notifications,operators-cli,parity,process,processes}',
  '{provisioning-crash,remembered,restored-by-hand,runtimes,shared-limits,smoke,sockets,start,streamed-rights}',
  '{tenant-server,topology,tracing,warehouse,fuzz/*,isolation/*}',
].map((names) => `apps/api/test/${names}.test.ts`);

const OUTPUT = ['**/node_modules/**', '**/dist/**', '**/dist-tests/**', '**/dist-types/**'];

const SHARED = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // One more than cores: half of the time a test waits, for a browser or for what must not come.
  maxWorkers: 3,
  pool: 'forks',
} as const;

const project = (name: string, include: string[], exclude: string[], isolate = true) => ({
  test: { ...SHARED, name, include, exclude: [...OUTPUT, ...exclude], isolate },
});

/** All share one PostgreSQL that the global setup starts. */
export default defineConfig({
  test: {
    ...SHARED,
    globalSetup: ['tooling/testing/src/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      project('apart', ['{apps,packages,tooling}/**/*.test.ts'], [...TOGETHER, ...IN_BROWSER]),
      project('in the browser', IN_BROWSER, [], false),
      project('api, apart', APART, []),
      project('together', TOGETHER, APART, false),
    ],
  },
});
