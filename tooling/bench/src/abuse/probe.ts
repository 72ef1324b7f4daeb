import { request } from 'node:http';

export interface Question {
  path: string;
  headers: Record<string, string>;
}

export interface Measured {
  asked: number;
  /** Answers that were no success, or did not come. */
  failed: number;
  p50: number;
  p99: number;
  most: number;
}

const PAUSE_MS = 10;
const PATIENCE_MS = 30_000;

/** Asks one thing after the other for a while, each over a connection of its own: who gets in counts too. */
export async function probe(url: string, question: Question, ms: number): Promise<Measured> {
  const times: number[] = [];
  let failed = 0;
  for (const until = Date.now() + ms; Date.now() < until; ) {
    const started = performance.now();
    if ((await ask(url, question)) !== 200) failed++;
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { asked: times.length, failed, p50: at(0.5), p99: at(0.99), most: at(1) };
}

function ask(url: string, { path, headers }: Question): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url + path, { headers, agent: false, timeout: PATIENCE_MS });
    sent.on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0)));
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(0));
    sent.end();
  });
}
