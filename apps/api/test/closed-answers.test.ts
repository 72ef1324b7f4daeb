import type { StageResult, TestProgress } from '@portolan/contract';
import { checkAnswers } from '@portolan/router';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

const PLANTED = 'planted-where-nobody-declared-it';
const target = {
  name: 'Closed',
  dbType: 'postgresql' as const,
  host: '127.0.0.1',
  port: 1,
  username: 'u',
  useSsl: true,
};

let api: Harness;
let token: string;
let id: string;
let version: string;

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add(PLANTED);
  token = await api.token();
  await api.createTenant(token, 'closed');
  const made = await api.ask('POST', '/api/connections', {
    token,
    body: { ...target, options: { sslMode: 'require' } },
  });
  ({ id, updatedAt: version } = made.body.data);
});
afterAll(() => api.close());

const planted = <T extends object>(value: T): T => ({ ...value, [PLANTED]: PLANTED });
const paths = () => [
  `/api/connections/${id}`,
  '/api/connections',
  '/api/v1/connections',
  `/api/datasources/${id}`,
  '/api/datasources',
  `/trpc/connections.get?input=${encodeURIComponent(JSON.stringify({ id }))}`,
  '/trpc/connections.list?input=%7B%7D',
  '/trpc/connections.list,connections.list?batch=1&input=%7B%220%22%3A%7B%7D%2C%221%22%3A%7B%7D%7D',
];

/** What a row holds beyond the shape of its view goes along with it; its drivers say more than their results have. */
describe('what no answer declares', () => {
  beforeAll(() =>
    api.database.query('update data_connections set options = options || $1', [JSON.stringify({ planted: PLANTED })]),
  );

  describe('where answers are as people get them', () => {
    beforeEach(() => checkAnswers(false));
    afterEach(() => checkAnswers());

    it('never leaves, over either face', async () => {
      for (const path of paths()) {
        const { status, text } = await api.raw('GET', path, { token });
        expect([path, status]).toEqual([path, 200]);
        expect(text).not.toContain('planted');
        expect(text).toContain('Closed');
        if (!path.startsWith('/api/datasources')) expect(text).toContain('"options":{"sslMode":"require"}');
      }
    });

    it('never leaves in what a change answers', async () => {
      const headers = { 'if-match': `"${version}"` };
      const body = { description: 'changed' };
      const { status, text } = await api.raw('PATCH', `/api/connections/${id}`, { token, body, headers });
      expect(status).toBe(200);
      expect(text).not.toContain('planted');
    });

    it('never leaves in a stream', async () => {
      const { drivers } = api.composition.services;
      const { diagnose } = drivers;
      const { name: _, ...unsaved } = target;
      drivers.diagnose = async (asked, caller) => {
        const onStage = (stage: StageResult) => caller?.onStage?.(planted(stage));
        return planted(await diagnose.call(drivers, asked, { ...caller, onStage }));
      };
      try {
        const told: TestProgress[] = [];
        for await (const one of await api.client(token).connections.watchTest.mutate(unsaved)) told.push(one);
        expect(told.map(({ type }) => type)).toEqual(['stage', 'stage', 'stage', 'stage', 'result']);
        expect(JSON.stringify(told)).not.toContain(PLANTED);
        const body = { ...unsaved, password: undefined };
        for (const path of ['/api/connections/test', '/api/datasources/test']) {
          expect((await api.raw('POST', path, { token, body })).text).not.toContain(PLANTED);
        }
      } finally {
        drivers.diagnose = diagnose;
      }
    });
  });

  it('is loud in tests', async () => {
    for (const path of paths().filter((path) => !path.startsWith('/api/datasources'))) {
      const { status, text } = await api.raw('GET', path, { token });
      expect([path, status]).toEqual([path, 500]);
      expect(text).not.toContain('planted');
    }
  });
});
