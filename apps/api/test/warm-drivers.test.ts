import { warmDrivers } from '@portolan/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

it('the kinds in use, in whatever tenant, are warmed, and nobody is dialled', async () => {
  const { services } = api.composition;
  const asked: (readonly string[])[] = [];
  const drivers = { ...services.drivers, warm: async (kinds: readonly string[]) => void asked.push(kinds) };
  const operator = await api.token();
  const create = async (slug: string, kinds: string[]) => {
    const admin = (await api.member(await api.createTenant(operator, slug), 'contributor')).token;
    const made: string[] = [];
    for (const dbType of kinds) {
      const body = { name: dbType, dbType, host: 'db.example.com', port: 1 };
      made.push((await api.ask('POST', '/api/connections', { token: admin, body })).body.data.id);
    }
    return { admin, made };
  };
  await create('harbour', ['snowflake', 'mysql']);
  const { admin, made } = await create('quay', ['mysql', 'databricks']);
  await warmDrivers({ db: services.db, drivers });
  expect(asked.at(-1)).toEqual(['mysql', 'databricks', 'snowflake']);
  await api.ask('DELETE', `/api/connections/${made[1]}`, { token: admin });
  await warmDrivers({ db: services.db, drivers });
  expect(asked.at(-1)).toEqual(['mysql', 'snowflake']);
  // The real ones load, and have no connection to say anything of.
  await warmDrivers(services);
  expect(await api.database.query("select * from audit_events where action = 'connections:test'")).toEqual([]);
});
