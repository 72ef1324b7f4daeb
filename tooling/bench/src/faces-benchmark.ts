import { readFile } from 'node:fs/promises';
import { benchmarkAsCode } from './as-code-benchmark.ts';
import { benchmarkClient } from './client-benchmark.ts';
import type { Workspace } from './workspace.ts';

const ROUNDS = 200;
const BUDGET_MS = 50;

/**
 * `pnpm bench faces`: how long an agent waits for its list of tools, and what the first one costs the server; what the client
 * weighs, and how soon the command line speaks; how long a config of many connections takes.
 */
export async function benchmarkFaces(workspace: Workspace): Promise<void> {
  await benchmarkAgents(workspace);
  await benchmarkClient(workspace);
  await benchmarkAsCode(workspace);
}

async function benchmarkAgents({ url, serverPid, signIn }: Workspace): Promise<void> {
  const { token } = await signIn();
  const headers = {
    authorization: `Bearer ${token}`,
    'x-tenant-id': 'demo',
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  const ask = async (method: string, params: object) => {
    const started = performance.now();
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const answer = await fetch(`${url}/mcp`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok || text.includes('"isError":true')) throw new Error(`${method}: ${answer.status} ${text}`);
    return { ms: performance.now() - started, bytes: text.length };
  };
  const before = await residentMiB(serverPid);
  const first = await ask('tools/list', {});
  const grown = (await residentMiB(serverPid)) - before;
  console.log(
    `the first tools/list: ${first.ms.toFixed(0)} ms and ${grown.toFixed(0)} MiB, once a process; ${first.bytes} bytes`,
  );
  await tell('tools/list', `budget ${BUDGET_MS} ms`, () => ask('tools/list', {}));
  const call = { name: 'list_connections', arguments: {} };
  await tell('list_connections by an agent', 'with its event in the audit log', () => ask('tools/call', call));
}

async function tell(what: string, more: string, ask: () => Promise<{ ms: number }>): Promise<void> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) taken.push((await ask()).ms);
  taken.sort((a, b) => a - b);
  const at = (part: number) => (taken[Math.floor((taken.length - 1) * part)] ?? 0).toFixed(1);
  console.log(`${what}, ${ROUNDS} times: ${at(0.5)} ms (median), ${at(0.95)} ms (p95), ${more}`);
}

async function residentMiB(pid: number): Promise<number> {
  const [, pages = '0'] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ');
  return (Number(pages) * 4_096) / 2 ** 20;
}
