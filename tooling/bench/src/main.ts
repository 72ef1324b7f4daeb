import { benchmarkAbuse } from './abuse/abuse-benchmark.ts';
import { benchmarkBackup } from './backup-benchmark.ts';
import { benchmarkCompute } from './compute/compute-benchmark.ts';
import { benchmarkDiagram } from './diagram/diagram-benchmark.ts';
import { benchmarkEdge } from './edge/edge-benchmark.ts';
import { benchmarkWorker } from './edge/worker-benchmark.ts';
import { benchmarkFaces } from './faces-benchmark.ts';
import { runFaults } from './faults/run-faults.ts';
import { benchmarkHealth } from './health/health-benchmark.ts';
import { benchmarkIdentity } from './identity-benchmark.ts';
import { benchmarkImport } from './import-benchmark.ts';
import { benchmarkIntrospection } from './introspect/introspect-benchmark.ts';
import { benchmarkRefresh } from './introspect/refresh-benchmark.ts';
import { benchmarkLighthouse } from './lighthouse-benchmark.ts';
import { benchmarkList } from './list-benchmark.ts';
import { benchmarkPage } from './page-benchmark.ts';
import { benchmarkProcesses } from './processes-benchmark.ts';
import { benchmarkProvision } from './provision-benchmark.ts';
import { benchmarkRevocation } from './revocation-benchmark.ts';
import { benchmarkRotation } from './rotation-benchmark.ts';
import { benchmarkStart } from './start-benchmark.ts';
import { benchmarkTest } from './test-benchmark.ts';
import { benchmarkTypes } from './types/types-benchmark.ts';
import { benchmarkWeb } from './web/web-benchmark.ts';
import { createWorkspace } from './workspace.ts';

if (process.argv[2] === 'introspect') {
  await benchmarkIntrospection();
  process.exit(0);
}
if (process.argv[2] === 'refresh') {
  await benchmarkRefresh();
  process.exit(0);
}
if (process.argv[2] === 'processes') {
  await benchmarkProcesses(process.argv[3] === undefined ? undefined : Number(process.argv[3]));
  process.exit(0);
}
if (process.argv[2] === 'start') {
  await benchmarkStart();
  process.exit(0);
}
if (process.argv[2] === 'rotation') {
  await benchmarkRotation();
  process.exit(0);
}
if (process.argv[2] === 'backup') {
  await benchmarkBackup();
  process.exit(0);
}
if (process.argv[2] === 'lighthouse') {
  await benchmarkLighthouse();
  process.exit(0);
}
if (process.argv[2] === 'diagram') {
  await benchmarkDiagram();
  process.exit(0);
}
if (process.argv[2] === 'edge') {
  const part = process.argv[3];
  const worker = part === 'drivers' || (await benchmarkWorker());
  const drivers = part === 'worker' || (await benchmarkEdge());
  process.exit(worker && drivers ? 0 : 1);
}
if (process.argv[2] === 'web') process.exit((await benchmarkWeb()) ? 0 : 1);
if (process.argv[2] === 'health') process.exit((await benchmarkHealth(process.argv[3], process.argv[4])) ? 0 : 1);
if (process.argv[2] === 'abuse') process.exit((await benchmarkAbuse(process.argv[3])) ? 0 : 1);
if (process.argv[2] === 'revocation') process.exit((await benchmarkRevocation()) ? 0 : 1);
if (process.argv[2] === 'compute') process.exit((await benchmarkCompute()) ? 0 : 1);
if (process.argv[2] === 'types') process.exit((await benchmarkTypes()) ? 0 : 1);
if (process.argv[2] === 'faults') process.exit((await runFaults(process.argv[3])) ? 0 : 1);

/** `pnpm bench`, or `pnpm bench list`, `test`, `page`, `provision`, `identity`, `import`, `faces`: each compared with its floor in the same run; `pnpm bench lighthouse`, `pnpm bench faults [engine]`, `pnpm bench abuse [attack]`, `pnpm bench types`, `pnpm bench introspect`, `pnpm bench diagram`, `pnpm bench start`, `pnpm bench processes`, `pnpm bench web`, `pnpm bench refresh`, `pnpm bench revocation`, `pnpm bench compute`, `pnpm bench edge [drivers|worker]`, `pnpm bench rotation`, `pnpm bench health [connections|scale|kill|sizes] [seconds]` and `pnpm bench backup` bring their own. */
const benchmarks = {
  page: benchmarkPage,
  test: benchmarkTest,
  list: benchmarkList,
  provision: benchmarkProvision,
  identity: benchmarkIdentity,
  import: benchmarkImport,
  faces: benchmarkFaces,
};
const wanted = process.argv.slice(2).filter((name) => name in benchmarks) as (keyof typeof benchmarks)[];

await using workspace = await createWorkspace();
for (const name of wanted.length > 0 ? wanted : (Object.keys(benchmarks) as (keyof typeof benchmarks)[])) {
  await benchmarks[name](workspace);
}
