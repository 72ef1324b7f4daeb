import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BUN, DENO, NODE_24 } from '@portolan/programs';
import { createTestDatabase, type TestDatabase, until } from '@portolan/testing';
import {
  type Door,
  ENDING,
  makeSample,
  type Sample,
  SMOKE_CASES,
  type SmokeCase,
  Visit,
} from '@portolan/testing/smoke';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOBS_WAIT, ONE_PROCESS } from './runtimes/exceptions.ts';
import { processDoor } from './runtimes/process-door.ts';
import { tableOf } from './runtimes/table.ts';
import { WORKER_EXCEPTIONS } from './runtimes/worker-exceptions.ts';
import { workerdDoor } from './runtimes/workerd-door.ts';

const denoWith = (...allowed: string[]) => [DENO, 'run', '--no-prompt', '--no-lock', ...allowed] as const;
const ALLOWED = ['--allow-net', '--allow-env', '--allow-read', '--allow-sys'];
const bun = processDoor({ name: 'Bun', runtime: 'bun', program: [BUN], exceptions: [JOBS_WAIT, ONE_PROCESS] });
const deno = processDoor({
  name: 'Deno',
  runtime: 'deno',
  program: denoWith(...ALLOWED, '--allow-run'),
  exceptions: [JOBS_WAIT, ONE_PROCESS],
});
/** Those on Node come last: they take what the others have left to do. */
const DOORS = [
  bun,
  deno,
  workerdDoor(WORKER_EXCEPTIONS),
  processDoor({ name: 'Node 24', runtime: 'node', program: [NODE_24] }),
  processDoor({ name: 'Node 26', runtime: 'node', program: [process.execPath] }),
];
const OPERATOR = { username: 'operator@portolan.local', password: randomBytes(12).toString('hex') };

let database: TestDatabase;
let sample: Sample;
const installation: Record<string, string> = {
  ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  PORTOLAN_OPERATOR_PASSWORD: OPERATOR.password,
  PORTOLAN_EGRESS_ALLOW: '127.0.0.1',
};
const visits: Visit[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  Object.assign(installation, { DATABASE_URL: database.url, TENANT_DB_PREFIX: database.tenantPrefix });
  sample = await makeSample(database.url);
});
afterAll(() => database[Symbol.asyncDispose]());

/** What is behind a door, with a tenant of its own. */
async function visitBehind(door: Door, slug = door.name.toLowerCase().replace(' ', '-')): Promise<Visit> {
  const start = door.over(installation);
  const { query, inTenant } = database;
  return new Visit({ ...(await start()), start, slug, operator: OPERATOR, sample, query, inTenant });
}

describe.each(DOORS)('on $name', (door) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await visitBehind(door);
    visits.push(visit);
  });
  const run = (one: SmokeCase) => (door.exceptions.find(({ name }) => name === one.name) ?? one).run(visit);

  it.each(SMOKE_CASES)('$name', run);

  it('whoever came before is known by the password that was set there', async () => {
    for (const { member } of visits) {
      expect((await visit.signIn(member.email, member.password)).status, member.email).toBe(200);
    }
  });

  it('takes what those have left that take no jobs', async () => {
    if (door.exceptions.includes(JOBS_WAIT)) return;
    const sql = "select 1 from activity_log where action = 'connections:restore'";
    const isMirrored = async (slug: string) => (await database.inTenant(slug, sql)).length > 0;
    for (const { options } of visits) await until(() => isMirrored(options.slug));
  });

  it(ENDING.name, () => run(ENDING));
});

it('a hub with nothing to run drivers with serves, and tells with each call of one how to mend it', async () => {
  // Without the right to run programs.
  const visit = await visitBehind(processDoor({ name: 'Deno', runtime: 'deno', program: denoWith(...ALLOWED) }));
  visit.token = (await visit.signIn(OPERATOR.username, OPERATOR.password)).body.access_token;
  const { body } = await visit.expect(201, 'POST', '/api/connections/test', { body: visit.draft() });
  expect(body.data).toMatchObject({ success: false, code: 'DRIVER_HOST_UNREACHABLE', stage: 'config' });
  expect(body.data.stages[0].remedy).toContain('PORTOLAN_NODE');
  const [connection] = (await visit.expect(200, 'GET', '/api/connections')).body.data.items;
  await visit.refused(502, 'DRIVER_HOST_UNREACHABLE', 'POST', `/api/connections/${connection.id}/refresh`, {
    body: {},
  });
  await visit.expect(200, 'GET', '/ready', { as: 'nobody' });
  await visit.options.stop();
});

it('what does not hold on a runtime stands in the table of the docs, and nothing else', async () => {
  const file = path.resolve(import.meta.dirname, '../../../docs/runtimes.md');
  const [, table = ''] = (await readFile(file, 'utf8')).split('| --- | --- | --- | --- |\n');
  expect(table.split('\n\n')[0]?.trim().split('\n')).toEqual(tableOf(DOORS));
});
