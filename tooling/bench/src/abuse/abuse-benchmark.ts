import { connect } from 'node:net';
import path from 'node:path';
import { startScript } from '../processes.ts';
import { createWorkspace, type Workspace } from '../workspace.ts';
import { type Measured, probe, type Question } from './probe.ts';

const ATTACKER = path.resolve(import.meta.dirname, 'attacker.ts');
const ATTACKS = {
  bodies: 'five clients, the worst bodies of strangers',
  crumbs: 'five clients, bodies in pieces of one byte',
  members: 'five clients, the worst bodies of a member',
  sockets: '5,000 silent sockets of one address',
  logins: '64 clients sign in, wrongly, from everywhere',
} as const;
type Attack = keyof typeof ATTACKS;

const MEASURE_MS = 15_000;
const SETTLE_MS = 2_000;
/** What `/health` may take at the most while others send the worst they can. */
const GOAL_MS = 250;

/** Whether somebody who works notices what others do to the server, with every limit as it is in production. */
export async function benchmarkAbuse(only?: string): Promise<boolean> {
  await using workspace = await createWorkspace({ PORTOLAN_RATE_LIMIT: 'on' });
  const { token } = await workspace.signIn();
  const list = { path: '/api/connections', headers: { authorization: `Bearer ${token}`, 'x-tenant-id': 'demo' } };
  const questions = { '/health': { path: '/health', headers: {} }, 'list of connections': list };
  console.log(`a silent socket is closed after ${(await lifeOfSilence(workspace)).toFixed(1)} s`);
  await measure(workspace, questions, 1_000);
  report('quiet', await measure(workspace, questions, MEASURE_MS));
  let isGood = true;
  for (const attack of Object.keys(ATTACKS) as Attack[]) {
    if (only !== undefined && only !== attack) continue;
    const env = { ATTACK: attack, TARGET: workspace.url, TOKEN: token, TENANT: 'demo' };
    const { child } = await startScript(ATTACKER, env, /^(attacking)/);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const measured = await measure(workspace, questions, MEASURE_MS);
    child.kill('SIGKILL');
    report(ATTACKS[attack], measured);
    isGood &&= (measured['/health'] as Measured).p99 < GOAL_MS;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    report('  and afterwards', await measure(workspace, questions, 3_000));
  }
  console.log(isGood ? `/health stayed under ${GOAL_MS} ms` : `/health did not stay under ${GOAL_MS} ms`);
  return isGood;
}

async function measure(
  { url }: Workspace,
  questions: Record<string, Question>,
  ms: number,
): Promise<Record<string, Measured>> {
  const entries = Object.entries(questions).map(async ([name, question]) => {
    return [name, await probe(url, question, ms)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function report(title: string, measured: Record<string, Measured>): void {
  console.log(title);
  for (const [name, { asked, failed, p50, p99, most }] of Object.entries(measured)) {
    const times = [p50, p99, most].map((ms) => ms.toFixed(1).padStart(8));
    console.log(
      `  ${name.padEnd(20)} median ${times[0]} ms   p99 ${times[1]} ms   most ${times[2]} ms   ${failed} of ${asked} failed`,
    );
  }
}

/** Seconds that one socket which says nothing is kept. */
function lifeOfSilence({ url }: Workspace): Promise<number> {
  const { hostname, port } = new URL(url);
  const started = performance.now();
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname).resume();
    socket.on('error', () => {});
    socket.on('close', () => resolve((performance.now() - started) / 1000));
  });
}
