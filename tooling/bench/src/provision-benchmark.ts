import pg from 'pg';
import type { Workspace } from './workspace.ts';

const RUNS = 40;
const WARM_UP = 5;

/** What a tenant costs over POST /api/tenants, against a bare CREATE DATABASE of the same template, in turn. */
export async function benchmarkProvision({ url, access, signIn }: Workspace): Promise<void> {
  const { token } = await signIn();
  const client = new pg.Client({ ...access, database: 'postgres' });
  await client.connect();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const post = async (slug: string) => {
    const body = JSON.stringify({ name: slug, slug });
    const answer = await fetch(`${url}/api/tenants`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  // The first tenant makes the template where there is none.
  await post('first');
  const found = await client.query("select datname from pg_database where datname like 'portolan\\_template\\_%'");
  const template = pg.escapeIdentifier(found.rows[0].datname);
  const bare = (name: string) => client.query(`create database ${name} template ${template}`);

  const floorMs: number[] = [];
  const productMs: number[] = [];
  const turns = [
    async (run: number) => void floorMs.push(await timed(() => bare(`bare_${run}`))),
    async (run: number) => void productMs.push(await timed(() => post(`tenant-${run}`))),
  ];
  for (let run = 0; run < RUNS + WARM_UP; run++) {
    // Each goes first every other time, and nothing is dropped in between: that would force a checkpoint, which makes
    // whoever comes next look fast and the other slow.
    for (const turn of run % 2 === 0 ? turns : turns.toReversed()) await turn(run);
  }
  for (const list of [floorMs, productMs]) list.splice(0, WARM_UP);
  await client.end();
  const [floor, product] = [median(floorMs), median(productMs)];
  console.log(
    `a tenant over POST /api/tenants: median ${product.toFixed(1)} ms, bare CREATE DATABASE of the template ${floor.toFixed(1)} ms: ${(product / floor).toFixed(2)} x (budget 1.5)`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
}
