import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';

export const PROCESS: readonly SmokeCase[] = [
  {
    name: 'what is measured is told to the machine itself',
    async run(visit) {
      const { text, headers } = await visit.expect(200, 'GET', '/metrics', { as: 'nobody' });
      assert.match(headers.get('content-type') ?? '', /^text\/plain/);
      assert.match(text, /^portolan_http_request_duration_seconds_count\{.*route="\/api\/connections".*\} \d+$/m);
      assert.match(text, /^process_resident_memory_bytes \d+/m);
    },
  },
  {
    name: 'drivers run beside the hub, without a host of their own',
    async run(visit) {
      const { body } = await visit.expect(201, 'POST', '/api/connections/test', { body: visit.draft() });
      assert.equal(body.data.success, true, body.data.message);
    },
  },
  {
    name: 'several processes serve on one port',
    async run({ options }) {
      const opened = await options.start({ PORTOLAN_PROCESSES: '2' });
      const answers = await Promise.all([1, 2, 3].map(() => fetch(`${opened.url}/health`)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200],
      );
      assert.equal(await opened.stop(), 0);
    },
  },
];
