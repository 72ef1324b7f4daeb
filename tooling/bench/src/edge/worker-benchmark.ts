import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWorker, type RunningWorker, startWorker } from '@portolan/testing/workerd';
import { startServer } from '../bundle.ts';
import { type Contender, contest, type Measured } from '../contest.ts';
import { fillConnections } from '../fill-connections.ts';
import { createWorkspace, type Workspace } from '../workspace.ts';
import { cpuOf } from './cpu-of.ts';

const CONNECTIONS = 1_000;
const LIST = '/api/connections?page=1';
const COLD = 9;
const MOST_COLD_MS = 50;
const MOST_RATIO = 2;
const MOST_MIB = 3;
const CLIENTS = [1, 16] as const;

/**
 * The worker on workerd beside servers on Node, over one database: its size, its first request as it is configured, and the
 * list of 20 of 1,000, with connections that an object keeps and with those of each request.
 */
export async function benchmarkWorker(): Promise<boolean> {
  // As the workers do: their lines would be read by this process.
  await using workspace = await createWorkspace({ LOG_LEVEL: 'silent' });
  await fillConnections(workspace, CONNECTIONS);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-edge-'));
  try {
    await buildWorker(folder);
    const { token } = await workspace.signIn();
    const start = await starter(workspace, folder);
    const isSmall = await tellSize(folder);
    const isQuick = await tellCold(start, token);
    return (await tellLists(workspace, start, token)) && isQuick && isSmall;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Start = (keeps?: boolean) => Promise<RunningWorker>;

async function starter(workspace: Workspace, folder: string): Promise<Start> {
  const file = path.join(workspace.env.PORTOLAN_DATA_DIR ?? '', 'encryption.key');
  const ENCRYPTION_KEY = (await readFile(file, 'utf8')).trim();
  const texts = {
    DATABASE_URL: workspace.databaseUrl,
    ENCRYPTION_KEY,
    PORTOLAN_RATE_LIMIT: 'off',
    LOG_LEVEL: 'silent',
  };
  return (keeps = true) => startWorker({ folder, texts, keeps });
}

async function tellSize(folder: string): Promise<boolean> {
  const names = (await readdir(folder)).filter((name) => /\.(?:js|wasm)$/.test(name));
  const whole = Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(folder, name)))));
  const mib = gzipSync(whole).length / 2 ** 20;
  console.log(`the worker: ${mib.toFixed(2)} MiB gz (at most ${MOST_MIB}: ${verdict(mib <= MOST_MIB)})`);
  return mib <= MOST_MIB;
}

/** All threads of workerd, from the first request of a worker that has just begun until a while after its answer. */
async function tellCold(start: Start, token: string): Promise<boolean> {
  const starts: number[] = [];
  const first: number[] = [];
  for (let run = 0; run < COLD; run++) {
    const worker = await start();
    const { pid = 0 } = worker.child;
    const before = await settled(pid);
    await ask(worker.url + LIST, token);
    first.push((await settled(pid)) - before);
    starts.push(before);
    await worker.stop();
  }
  const cold = median(first);
  console.log(
    `a cold request (the list, with a token): median of ${COLD} ${cold.toFixed(0)} ms of CPU, from ${Math.min(...first).toFixed(0)} (at most ${MOST_COLD_MS}: ${verdict(cold <= MOST_COLD_MS)}); before it workerd takes ${median(starts).toFixed(0)} ms to start and load the worker`,
  );
  return cold <= MOST_COLD_MS;
}

async function tellLists(workspace: Workspace, start: Start, token: string): Promise<boolean> {
  const [worker, keeping] = [await start(false), await start()];
  const asking = await startServer({ ...workspace.env, PORTOLAN_REMEMBER: 'off' });
  const { postgresPid } = workspace;
  const requests = [{ path: LIST, headers: { authorization: `Bearer ${token}` } }];
  const contenders: Contender[] = [
    { name: 'workerd, keeping connections', url: keeping.url, pid: keeping.child.pid ?? 0, postgresPid, requests },
    { name: 'Node, remembering none', url: asking.match, pid: asking.child.pid ?? 0, postgresPid, requests },
    { name: 'Node', url: workspace.url, pid: workspace.serverPid, postgresPid, requests },
    { name: 'workerd, a connection each', url: worker.url, pid: worker.child.pid ?? 0, postgresPid, requests },
  ];
  try {
    let holds = true;
    for (const clients of CLIENTS) holds = (await tellRates(contenders, clients)) && holds;
    return holds;
  } finally {
    asking.child.kill('SIGTERM');
    await Promise.all([worker.stop(), keeping.stop()]);
  }
}

async function tellRates(contenders: Contender[], clients: number): Promise<boolean> {
  const [keeping, forgetful, node, each] = (await contest(contenders, clients)) as [
    Measured,
    Measured,
    Measured,
    Measured,
  ];
  const told = [keeping, forgetful, node, each].map(({ rate, p50, nodeMs }, at) => {
    return `${contenders[at]?.name} ${rate.toFixed(0)} a second (p50 ${p50} ms, ${nodeMs.toFixed(1)} ms of CPU)`;
  });
  console.log(`list of 20 of ${CONNECTIONS}, ${clients} at once: ${told.join('; ')}`);
  const ratio = node.rate / keeping.rate;
  console.log(
    `  Node is ${ratio.toFixed(1)} x workerd that keeps its connections (at most ${MOST_RATIO}: ${verdict(ratio <= MOST_RATIO)}), and ${(forgetful.rate / each.rate).toFixed(1)} x workerd with a connection for each request where it remembers nobody either`,
  );
  return ratio <= MOST_RATIO;
}

async function ask(url: string, token: string): Promise<void> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.text();
}

/** CPU that it has taken, once it takes no more. */
async function settled(pid: number): Promise<number> {
  for (let before = -1; ; ) {
    const now = await cpuOf(pid);
    if (now - before < 0.5) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const verdict = (holds: boolean) => (holds ? 'holds' : 'does not hold');
const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
