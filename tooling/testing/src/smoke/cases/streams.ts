import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';
import { readPieces } from '../read-pieces.ts';
import { beginTest, silentPeer } from '../silent-peer.ts';
import type { Visit } from '../visit.ts';

const LIVE = '/trpc/health.live';
const CONNECTION = encodeURIComponent(JSON.stringify({ 0: {}, 1: {} }));

/** What a subscription tells, event by event, as a browser hears it. */
async function* hear(visit: Visit, headers: Record<string, string> = {}) {
  const answer = await visit.open('GET', LIVE, { as: 'cookie', headers: { accept: 'text/event-stream', ...headers } });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  for await (const event of readPieces(answer, '\n\n')) {
    const data = /^data: (.+)$/m.exec(event)?.[1];
    if (data && !event.includes('event:')) yield JSON.parse(data);
  }
}

export const STREAMS: readonly SmokeCase[] = [
  {
    name: 'several calls go in one request',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', `/trpc/connections.list,auth.me?batch=1&input=${CONNECTION}`);
      assert.equal(body.length, 2);
      assert.equal(body[0].result.data.total, 1);
      assert.equal(body[1].result.data.email, visit.options.operator.username);
    },
  },
  {
    name: 'the answers of a batch come line by line, one that fails beside one that does not',
    async run(visit) {
      const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: { id: 'nonsense' } }));
      const answer = await visit.open('GET', `/trpc/connections.list,connections.get?batch=1&input=${input}`, {
        headers: { 'trpc-accept': 'application/jsonl' },
      });
      const lines: string[] = [];
      for await (const line of readPieces(answer, '\n')) lines.push(line);
      assert.ok(lines.length > 2);
      assert.ok(lines.some((line) => line.includes(visit.connection)));
      assert.ok(lines.some((line) => line.includes('VALIDATION_ERROR')));
    },
  },
  {
    name: 'the log comes as NDJSON, an event a line',
    async run(visit) {
      const answer = await visit.open('GET', '/api/v1/audit-events/export');
      assert.match(answer.headers.get('content-type') ?? '', /^application\/x-ndjson/);
      const actions: string[] = [];
      for await (const line of readPieces(answer, '\n')) actions.push(JSON.parse(line).action);
      assert.equal(actions[0], 'tenants:create');
      assert.ok(actions.includes('connections:create'));
    },
  },
  {
    name: 'a subscription tells what holds, and what changes',
    async run(visit) {
      const events = hear(visit);
      const first = (await events.next()).value;
      assert.equal(first.summary.total, 1);
      await visit.expect(201, 'POST', '/api/connections', { body: visit.draft({ name: 'Second' }) });
      for await (const event of events) if (event.summary.total === 2) break;
    },
  },
  {
    name: 'who was cut off subscribes again, and has missed nothing',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', '/api/connections?search=second');
      await visit.expect(204, 'DELETE', `/api/connections/${body.data.items[0].id}`);
      const again = hear(visit, { 'last-event-id': '1', 'cache-control': 'no-store' });
      assert.equal((await again.next()).value.summary.total, 1);
      await again.return(undefined);
    },
  },
  {
    name: 'who leaves a stream ends what it had under way',
    async run(visit) {
      await using peer = await silentPeer();
      // The earlier ones have less time left than the last.
      const earlier = [await beginTest(visit, peer), await beginTest(visit, peer)];
      const last = await beginTest(visit, peer);
      last.leave();
      await last.ended;
      assert.ok(earlier.every(({ socket }) => !socket.closed));
      for (const one of earlier) one.leave();
      await Promise.all(earlier.map(({ ended }) => ended));
    },
  },
];
