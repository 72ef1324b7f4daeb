import { loadavg } from 'node:os';
import type { Workspace } from './workspace.ts';

const COUNT = 1_000;
const MOST_SECONDS = 10;
const SECRET = 'benchmark-secret';

interface Step {
  says: string;
  seconds: number;
}

/** 1,000 connections with their passwords over POST /api/connections/import: previewed, created, changed, exported and brought back. */
export async function benchmarkImport({ url, signIn }: Workspace): Promise<void> {
  const { token } = await signIn();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const steps: Step[] = [];
  const bring = async (says: string, body: object, expected: object) => {
    const started = performance.now();
    const answer = await fetch(`${url}/api/connections/import`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const { data } = (await answer.json()) as { data: { created: number; changed: number; refused: number } };
    steps.push({ says, seconds: (performance.now() - started) / 1_000 });
    const { created, changed, refused } = data;
    const told = JSON.stringify({ created, changed, refused });
    if (told !== JSON.stringify({ created: 0, changed: 0, refused: 0, ...expected }))
      throw new Error(`${says}: ${told}`);
  };
  const lines = (parameters: string) =>
    Array.from({ length: COUNT }, (_, n) => `postgres://reader:${SECRET}@db-${n}.example.com/orders${parameters}`);
  const text = lines('').join('\n');
  await bring('previewed', { text }, { created: COUNT });
  await bring('created, credentials encrypted', { text, apply: true, withSecrets: true }, { created: COUNT });
  await bring('changed', { text: lines('?sslmode=require').join('\n'), apply: true }, { changed: COUNT });
  const started = performance.now();
  const file = await fetch(`${url}/api/connections/export?format=csv`, { headers }).then((answer) => answer.text());
  steps.push({
    says: `exported (${(file.length / 1_000).toFixed(0)} kB)`,
    seconds: (performance.now() - started) / 1_000,
  });
  await bring('brought back as they are', { format: 'csv', text: file, apply: true }, {});
  console.log(`\n${COUNT} connections, load ${loadavg()[0]?.toFixed(1)}`);
  for (const { says, seconds } of steps) {
    console.log(
      `  ${seconds <= MOST_SECONDS ? 'reached' : 'MISSED '}  ${says}: ${seconds.toFixed(2)} s of ${MOST_SECONDS}`,
    );
  }
}
