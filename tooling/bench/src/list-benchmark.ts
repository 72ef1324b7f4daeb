import path from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import pg from 'pg';
import { cpuSeconds, processTree, startScript } from './processes.ts';
import type { Workspace } from './workspace.ts';

const CONNECTIONS = 1_000;
const SECONDS = 4;
const ROUNDS = 3;

interface Measured {
  requestsPerSecond: number;
  nodeCpuMs: number;
  postgresCpuMs: number;
  p99Ms: number;
}

/** The authenticated list of 20 of 1,000 connections, against the floor, in turn, several rounds. */
export async function benchmarkList(workspace: Workspace): Promise<void> {
  const { token, sessionId } = await workspace.signIn();
  await fill(workspace);
  const floorScript = path.join(path.dirname(fileURLToPath(import.meta.url)), 'floor-server.ts');
  const floor = await startScript(floorScript, { FLOOR_DATABASE_URL: workspace.databaseUrl }, /^(\d+)$/);
  const targets = [
    { name: 'portolan', url: workspace.url, bearer: token, pid: workspace.serverPid },
    { name: 'floor', url: `http://127.0.0.1:${floor.match}`, bearer: sessionId, pid: floor.child.pid ?? 0 },
  ];
  for (const clients of [1, 16, 64]) {
    const results: Record<string, Measured[]> = { portolan: [], floor: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const target of targets) {
        await load(target, clients, 2);
        results[target.name]?.push(await measure(target, clients, workspace.postgresPid));
      }
    }
    report(clients, results.portolan ?? [], results.floor ?? []);
  }
  floor.child.kill();
}

async function fill({ databaseUrl }: Workspace): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into data_connections (id, tenant_id, name, description, db_type, host, port, database_name, username, created_at)
     select gen_random_uuid(), t.id, 'Connection ' || n, 'Number ' || n, 'postgresql', 'db-' || n || '.example.com', 5432,
            'app', 'reader', now() - n * interval '1 second'
     from tenants t, generate_series(1, $1) n where t.slug = 'demo'`,
    [CONNECTIONS - 1],
  );
  await client.query('analyze');
  await client.end();
}

interface Target {
  url: string;
  bearer: string;
  pid: number;
}

async function load(target: Target, connections: number, duration: number): Promise<autocannon.Result> {
  const headers = { authorization: `Bearer ${target.bearer}` };
  const result = await autocannon({ url: `${target.url}/api/connections?page=1`, connections, duration, headers });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.url}: ${result.non2xx} answers were no success`);
  return result;
}

async function measure(target: Target, clients: number, postgresPid: number): Promise<Measured> {
  const node = cpuSeconds([target.pid]);
  const postgres = cpuSeconds(processTree(postgresPid));
  const result = await load(target, clients, SECONDS);
  const total = result.requests.total;
  return {
    requestsPerSecond: result.requests.average,
    nodeCpuMs: ((cpuSeconds([target.pid]) - node) * 1000) / total,
    postgresCpuMs: ((cpuSeconds(processTree(postgresPid)) - postgres) * 1000) / total,
    p99Ms: result.latency.p99,
  };
}

function report(clients: number, ours: Measured[], floor: Measured[]): void {
  const median = (list: Measured[], key: keyof Measured) =>
    list.map((entry) => entry[key]).sort((a, b) => a - b)[list.length >> 1] ?? 0;
  const line = (name: string, list: Measured[]) => {
    const [rate, node, postgres, p99] = (['requestsPerSecond', 'nodeCpuMs', 'postgresCpuMs', 'p99Ms'] as const).map(
      (key) => median(list, key),
    );
    console.log(
      `  ${name.padEnd(9)} ${rate?.toFixed(0).padStart(6)} req/s   CPU per request: Node ${node?.toFixed(3)} ms, PostgreSQL ${postgres?.toFixed(3)} ms   p99 ${p99} ms`,
    );
  };
  const ratio = median(ours, 'requestsPerSecond') / median(floor, 'requestsPerSecond');
  console.log(`list of 20 of ${CONNECTIONS}, ${clients} clients: ${ratio.toFixed(2)} of the floor's rate`);
  line('portolan', ours);
  line('floor', floor);
}
