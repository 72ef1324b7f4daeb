import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';
import type { Visit } from '../visit.ts';

const KEYS = '/api/v1/api-keys';
const key = { id: '', text: '' };
const bearer = () => ({ authorization: `Bearer ${key.text}` });

async function callTool(visit: Visit, method: string, params: object) {
  const headers = { ...bearer(), accept: 'application/json, text/event-stream' };
  const body = { jsonrpc: '2.0', id: 1, method, params };
  const { text } = await visit.expect(200, 'POST', '/mcp', { as: 'nobody', headers, body });
  return JSON.parse(/\{.*\}/s.exec(text)?.[0] ?? '').result;
}

export const AGENTS_AND_KEYS: readonly SmokeCase[] = [
  {
    name: 'a key is made, and shown once',
    async run(visit) {
      const body = { name: 'Smoke', permission_ids: ['connections:read'] };
      const made = await visit.expect(201, 'POST', KEYS, { body });
      assert.match(made.body.key, /^ptl_/);
      Object.assign(key, { id: made.body.id, text: made.body.key });
      const { text } = await visit.expect(200, 'GET', KEYS);
      assert.ok(!text.includes(key.text));
    },
  },
  {
    name: 'it does what it was given, and nothing else',
    async run(visit) {
      await visit.expect(200, 'GET', '/api/connections', { as: 'nobody', headers: bearer() });
      const path = `/api/connections/${visit.connection}`;
      await visit.refused(403, 'FORBIDDEN', 'DELETE', path, { as: 'nobody', headers: bearer() });
    },
  },
  {
    name: 'an agent sees the tools that its key allows, and calls one',
    async run(visit) {
      const { tools } = await callTool(visit, 'tools/list', {});
      assert.ok(tools.some(({ name }: { name: string }) => name === 'list_connections'));
      const { content } = await callTool(visit, 'tools/call', { name: 'list_connections', arguments: {} });
      assert.ok(JSON.stringify(content).includes('Sample'));
    },
  },
  {
    name: 'a key that was revoked is dead',
    async run(visit) {
      await visit.expect(204, 'DELETE', `${KEYS}/${key.id}`);
      const answer = await visit.ask('GET', '/api/connections', { as: 'nobody', headers: bearer() });
      assert.equal(answer.status, 401);
    },
  },
];
