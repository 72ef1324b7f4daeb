import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
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
import { startDriverHost } from './runtimes/driver-host.ts';
import { JOBS_WAIT } from './runtimes/exceptions.ts';
import { boundDeno, bun, deno, node24, node26 } from './runtimes/programs.ts';
import { tableOf } from './runtimes/table.ts';
import { WORKER_EXCEPTIONS } from './runtimes/worker-exceptions.ts';
import { workerdDoor } from './runtimes/workerd-door.ts';

/** Those on Node come last: they take what the others have left to do. */
const DOORS = [bun, deno, workerdDoor(WORKER_EXCEPTIONS), node24, node26];
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
async function visitBehind(
  door: Door,
  slug = door.name.toLowerCase().replace(' ', '-'),
  env: Record<string, string> = {},
): Promise<Visit> {
  const start = door.over({ ...installation, ...env });
  const { query, inTenant } = database;
  return new Visit({ ...(await start()), start, slug, operator: OPERATOR, sample, query, inTenant });
}

describe.each(DOORS)('on $name', (door) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await visitBehind(door);
    visits.push(visit);
  });
  // Where a case has failed, or was not asked for: else it has ended by then.
  afterAll(() => visit?.options.stop());
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

describe('a hub with nothing to run drivers with', () => {
  it('serves, and tells with each call of one how to mend it', async () => {
    const visit = await visitBehind(boundDeno);
    visit.token = (await visit.signIn(OPERATOR.username, OPERATOR.password)).body.access_token;
    const { body } = await visit.expect(201, 'POST', '/api/connections/test', { body: visit.draft() });
    expect(body.data).toMatchObject({ success: false, code: 'DRIVER_HOST_UNREACHABLE', stage: 'config' });
    expect(body.data.stages[0].remedy).toContain('PORTOLAN_NODE');
    const [connection] = (await visit.expect(200, 'GET', '/api/connections')).body.data.items;
    const refresh = `/api/connections/${connection.id}/refresh`;
    await visit.refused(502, 'DRIVER_HOST_UNREACHABLE', 'POST', refresh, { body: {} });
    await visit.expect(200, 'GET', '/ready', { as: 'nobody' });
    await visit.options.stop();
  });

  it('has them run on a host of their own', async () => {
    await using host = await startDriverHost(installation);
    const visit = await visitBehind(boundDeno, 'deno', { PORTOLAN_DRIVER_HOST: host.address });
    visit.token = (await visit.signIn(OPERATOR.username, OPERATOR.password)).body.access_token;
    const { body } = await visit.expect(201, 'POST', '/api/connections/test', { body: visit.draft() });
    expect(body.data).toMatchObject({ success: true });
    await visit.options.stop();
  });

  it('does not start where PORTOLAN_NODE names something else', async () => {
    const start = bun.over(installation)({ PORTOLAN_NODE: '/bin/true' });
    await expect(start).rejects.toThrow('Configuration: PORTOLAN_NODE must be the program of Node 24 or newer');
  });
});

it('what does not hold on a runtime stands in the table of the docs, and nothing else', async () => {
  const file = path.resolve(import.meta.dirname, '../../../docs/runtimes.md');
  const [, table = ''] = (await readFile(file, 'utf8')).split('| --- | --- | --- | --- |\n');
  expect(table.split('\n\n')[0]?.trim().split('\n')).toEqual(tableOf(DOORS));
});
