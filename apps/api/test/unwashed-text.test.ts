import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let server: TestMariadb;
let token: string;
let id: string;

beforeAll(async () => {
  [api, server] = await Promise.all([startHarness(), startTestMariadb()]);
  api.secrets.add(server.password);
  await server.query(`
    create database dirty; use dirty;
    create table clean (a int);
    create table nul (a int comment 'a\\0b', e enum('x\\0y')) comment 'one\\0two'`);
  const tenantId = await api.createTenant(await api.token(), 'dirty');
  token = (await api.member(tenantId, 'contributor')).token;
  const body = {
    name: 'Dirty',
    dbType: 'mysql',
    host: '127.0.0.1',
    port: server.port,
    databaseName: 'dirty',
    username: server.user,
    password: server.password,
  };
  id = (await api.ask('POST', '/api/connections', { token, body })).body.data.id;
});
afterAll(async () => {
  await api.close();
  await server.close();
});

it('a NUL in a comment costs itself: the snapshot has the rest, and a warning of what and where', async () => {
  const answer = await api.ask('POST', `/api/connections/${id}/refresh`, { token, body: {} });
  expect(answer.status).toBe(200);
  const { snapshot } = answer.body.data;
  expect(snapshot.tables).toBe(2);
  const place = { schema: 'dirty', table: 'nul' };
  expect(snapshot.warnings).toMatchObject([
    { ...place, path: 'comment', message: expect.stringContaining('NUL') },
    { ...place, path: 'columns.a.comment' },
    { ...place, path: 'columns.e.labels.1' },
  ]);
  const listed = (await api.client(token).introspection.snapshots.query({ id })).items;
  expect(listed[0]?.warnings).toEqual(snapshot.warnings);
  const fields = (await api.ask('GET', `/api/connections/${id}/tables/nul/fields`, { token })).body.data;
  // What the server makes of the rest of it is its own affair.
  expect(fields.table.comment).toMatch(/^one\ufffd/);
  expect(fields.items).toMatchObject([{ comment: 'a\ufffdb' }, { labels: ['x\ufffdy'] }]);
});
