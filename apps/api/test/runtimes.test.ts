import { randomBytes } from 'node:crypto';
import { BUN, DENO, NODE_24 } from '@portolan/programs';
import { createTestDatabase, type TestDatabase } from '@portolan/testing';
import { makeSample, type Opened, type Sample, SMOKE_CASES, Visit } from '@portolan/testing/smoke';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOT_ON_NODE } from './runtimes/exceptions.ts';
import { type ProcessDoor, processDoor } from './runtimes/process-door.ts';

/** Those on Node come last: they take what the others have left to do. */
const DOORS: readonly ProcessDoor[] = [
  { name: 'Bun', runtime: 'bun', program: [BUN], exceptions: NOT_ON_NODE },
  { name: 'Deno', runtime: 'deno', program: [DENO, 'run', '-A', '--no-prompt'], exceptions: NOT_ON_NODE },
  { name: 'Node 24', runtime: 'node', program: [NODE_24] },
  { name: 'Node 26', runtime: 'node', program: [process.execPath] },
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

describe.each(DOORS)('on $name', (runtime) => {
  let opened: Opened;
  let visit: Visit;
  beforeAll(async () => {
    const door = processDoor(runtime, installation);
    opened = await door.start();
    const slug = door.name.toLowerCase().replace(' ', '-');
    const { query, inTenant } = database;
    visit = new Visit({ start: door.start, url: opened.url, slug, operator: OPERATOR, sample, query, inTenant });
    visits.push(visit);
  });
  afterAll(async () => {
    expect(await opened.stop()).toBe(0);
  });

  it.each(SMOKE_CASES)('$name', async ({ name, run }) => {
    const exception = runtime.exceptions?.find((one) => one.name === name);
    await (exception ?? { run }).run(visit);
  });
});
