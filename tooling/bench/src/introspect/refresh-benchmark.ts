import { startTestPostgres } from '@portolan/testing/postgres';
import { createWorkspace } from '../workspace.ts';
import { floorMs } from './floor.ts';
import { COLUMNS_PER_TABLE, wideSchema } from './wide-schema.ts';

const TABLES = 10_000;
const ROUNDS = 5;
const DATABASE = 'wide';

interface Body {
  data: { id: string; changed: boolean; snapshot: { tables: number; ms: number } };
}

/** `pnpm bench refresh`: a large database charted over REST, then again as nothing has changed, against psql reading the same facts. */
export async function benchmarkRefresh(): Promise<void> {
  await using target = await startTestPostgres({ version: '18' });
  await target.query(`create database ${DATABASE}`);
  for (const sql of wideSchema('postgresql', TABLES)) await target.query(sql, [], DATABASE);
  await target.query('analyze', [], DATABASE);
  await using workspace = await createWorkspace({ PORTOLAN_EGRESS_ALLOW: '127.0.0.1/32' });
  const { token } = await workspace.signIn();
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'x-tenant-id': 'demo', 'content-type': 'application/json' };
    const answer = await fetch(workspace.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as Body).data;
  };
  const { host, port, user: username, password } = target;
  const login = { dbType: 'postgresql', host, port, username, password, databaseName: DATABASE };
  const { id } = await post('/api/connections', { name: 'Wide', ...login });
  const refresh = async () => {
    const started = performance.now();
    const { changed, snapshot } = await post(`/api/connections/${id}/refresh`, {});
    if (snapshot.tables !== TABLES) throw new Error(`${snapshot.tables} of ${TABLES} tables were kept`);
    return { ms: performance.now() - started, changed };
  };
  const first = await refresh();
  const floors: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(await floorMs(target, DATABASE));
    const { ms, changed } = await refresh();
    if (changed) throw new Error('A database that nobody changed differs');
    again.push(ms);
  }
  const [floor, ours] = [median(floors), median(again)];
  console.log(`refresh of ${TABLES} tables x ${COLUMNS_PER_TABLE} columns over REST, median of ${ROUNDS} rounds`);
  console.log(`  the first: ${first.ms.toFixed(0)} ms`);
  console.log(
    `  unchanged: ${ours.toFixed(0)} ms, psql into JSON ${floor.toFixed(0)} ms: ${(ours / floor).toFixed(2)} x (budget 2000 ms)`,
  );
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
}
