import autocannon from 'autocannon';
import { cpuSeconds, processTree } from './processes.ts';

/** Somebody who answers the same question as the others. */
export interface Contender {
  name: string;
  url: string;
  requests: autocannon.Request[];
  /** Of the server, and of the PostgreSQL behind it. */
  pid: number;
  postgresPid: number;
}

export interface Measured {
  /** Requests a second. */
  rate: number;
  nodeMs: number;
  postgresMs: number;
  p50: number;
  p99: number;
}

const ROUNDS = 5;
const SECONDS = 3;

/** Asks all in turn, so that what the machine does besides falls on each; answers the medians, in the same order. */
export async function contest(contenders: readonly Contender[], clients: number): Promise<Measured[]> {
  const rounds: Measured[][] = contenders.map(() => []);
  for (const contender of contenders) await load(contender, clients, 1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, contender] of contenders.entries()) rounds[at]?.push(await measure(contender, clients));
  }
  return rounds.map(medians);
}

async function measure(contender: Contender, clients: number): Promise<Measured> {
  const { pid, postgresPid } = contender;
  const [node, postgres] = [cpuSeconds([pid]), cpuSeconds(processTree(postgresPid))];
  const { requests, latency } = await load(contender, clients, SECONDS);
  const perRequest = (before: number, after: number) => ((after - before) * 1_000) / requests.total;
  return {
    rate: requests.average,
    nodeMs: perRequest(node, cpuSeconds([pid])),
    postgresMs: perRequest(postgres, cpuSeconds(processTree(postgresPid))),
    p50: latency.p50,
    p99: latency.p99,
  };
}

/** Throws where an answer was no success. */
export async function load(
  { name, url, requests }: Contender,
  connections: number,
  length: number | { amount: number },
): Promise<autocannon.Result> {
  const until = typeof length === 'number' ? { duration: length } : length;
  const result = await autocannon({ url, requests, connections, ...until });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${name}: ${result.non2xx} answers were no success`);
  return result;
}

function medians(rounds: readonly Measured[]): Measured {
  const median = (key: keyof Measured) =>
    rounds.map((round) => round[key]).sort((a, b) => a - b)[rounds.length >> 1] ?? 0;
  return {
    rate: median('rate'),
    nodeMs: median('nodeMs'),
    postgresMs: median('postgresMs'),
    p50: median('p50'),
    p99: median('p99'),
  };
}
