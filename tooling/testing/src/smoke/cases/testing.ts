import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';
import { readPieces } from '../read-pieces.ts';

const WALKED = ['config', 'policy', 'dns', 'tcp', 'tls', 'auth', 'database', 'query', 'privileges'];
const TEST = '/api/connections/test';

export const TESTING: readonly SmokeCase[] = [
  {
    name: 'a test walks all stages, and is kept with the connection',
    async run(visit) {
      const path = `/api/connections/${visit.connection}`;
      const { body } = await visit.expect(201, 'POST', `${path}/test`);
      assert.equal(body.data.success, true, body.data.message);
      assert.deepEqual(
        body.data.stages.map(({ stage }: { stage: string }) => stage),
        WALKED,
      );
      const kept = await visit.expect(200, 'GET', path);
      assert.equal(kept.body.data.lastTestResult, true);
    },
  },
  {
    name: 'a wrong password of a database is told as such',
    async run(visit) {
      const { body } = await visit.expect(201, 'POST', TEST, { body: visit.draft({ password: 'not-this-one' }) });
      assert.deepEqual([body.data.success, body.data.code, body.data.stage], [false, 'AUTH_FAILED', 'auth']);
    },
  },
  {
    name: 'an address that nobody may dial is dialled by nobody',
    async run(visit) {
      const { body } = await visit.expect(201, 'POST', TEST, { body: visit.draft({ host: '169.254.169.254' }) });
      assert.deepEqual([body.data.success, body.data.code], [false, 'EGRESS_BLOCKED']);
    },
  },
  {
    name: 'a driver of another engine tells what it meets',
    async run(visit) {
      const { body } = await visit.expect(201, 'POST', TEST, { body: visit.draft({ dbType: 'mysql', port: 1 }) });
      assert.deepEqual([body.data.success, body.data.code, body.data.stage], [false, 'TCP_REFUSED', 'tcp']);
    },
  },
  {
    name: 'the stages of a test come as they end',
    async run(visit) {
      const answer = await visit.open('POST', '/trpc/connections.watchSaved?batch=1', {
        body: { 0: { id: visit.connection } },
        headers: { 'trpc-accept': 'application/jsonl' },
      });
      assert.equal(answer.status, 200);
      const lines: string[] = [];
      for await (const line of readPieces(answer, '\n')) lines.push(line);
      const told = lines.join('\n');
      for (const stage of WALKED) assert.ok(told.includes(`"stage":"${stage}"`), `${stage} is missing in ${told}`);
      // The head, and a line for each stage at least.
      assert.ok(lines.length > WALKED.length);
    },
  },
];
