import assert from 'node:assert/strict';
import { beginTest, type Exception, silentPeer, Visit } from '@portolan/testing/smoke';
import { JOBS_WAIT } from './exceptions.ts';

const CALLER = '192.0.2.7';

/** What holds for a process, and not for a worker. */
export const WORKER_EXCEPTIONS: readonly Exception[] = [
  {
    name: 'its scripts are kept for good, and compressed',
    what: 'Files of the page are packed',
    instead: 'They are sent as they are',
    because: 'The platform packs them on their way to the browser',
    async run(visit) {
      const { text } = await visit.ask('GET', '/', { as: 'nobody' });
      const [script = ''] = /\/assets\/[^"]+\.js/.exec(text) ?? [];
      const { status, headers } = await visit.ask('GET', script, {
        as: 'nobody',
        headers: { 'accept-encoding': 'br' },
      });
      assert.deepEqual([status, headers.get('content-encoding')], [200, null]);
      assert.match(headers.get('cache-control') ?? '', /immutable/);
    },
  },
  {
    name: 'what is done is in the log of the tenant, with who and from where',
    what: 'The address of a caller is that of the socket',
    instead: 'It is what `cf-connecting-ip` says',
    because: 'A worker sees no socket; Cloudflare sets the header, whatever a caller sends',
    async run(visit) {
      const path = `/api/connections/${visit.connection}`;
      const body = { description: 'Seen from elsewhere' };
      await visit.expect(200, 'PATCH', path, { body, headers: { 'cf-connecting-ip': CALLER } });
      const log = await visit.expect(200, 'GET', '/api/v1/audit-events?action=connections:update');
      const [event] = log.body.items;
      assert.deepEqual([event.actor_email, event.address], [visit.options.operator.username, CALLER]);
    },
  },
  JOBS_WAIT,
  {
    name: 'what is measured is told to the machine itself',
    what: 'Measures at `/metrics`',
    instead: 'There is no such path',
    because: 'Each isolate would count for itself; the platform measures workers',
    run: async (visit) => void (await visit.refused(404, 'NOT_FOUND', 'GET', '/metrics', { as: 'nobody' })),
  },
  {
    name: 'who leaves a stream ends what it had under way',
    what: 'Who leaves a stream ends at once what it had under way',
    instead: 'It ends with the next that is written, or at its own deadline',
    because: 'workerd notices that a caller has left when it writes',
    async run(visit) {
      await using peer = await silentPeer();
      const test = await beginTest(visit, peer);
      test.leave();
      await test.ended;
    },
  },
  {
    name: 'drivers run beside the hub, without a host of their own',
    what: 'Driver processes beside the hub',
    instead: '`PORTOLAN_DRIVER_HOST` is needed: without it each call of a driver answers `DRIVER_HOST_UNREACHABLE`',
    because: 'A worker starts no process',
    async run({ options, token }) {
      const opened = await options.start({ PORTOLAN_DRIVER_HOST: '' });
      const visit = Object.assign(new Visit({ ...options, ...opened }), { token });
      const { body } = await visit.expect(201, 'POST', '/api/connections/test', { body: visit.draft() });
      assert.deepEqual([body.data.success, body.data.code], [false, 'DRIVER_HOST_UNREACHABLE']);
      await opened.stop();
    },
  },
  {
    name: 'several processes serve on one port',
    what: 'Several processes by `PORTOLAN_PROCESSES`',
    instead: 'The platform runs as many isolates as it needs',
    because: 'A worker is no process',
    async run({ options }) {
      const answers = await Promise.all([1, 2, 3].map(() => fetch(`${options.url}/health`)));
      assert.ok(answers.every(({ status }) => status === 200));
    },
  },
  {
    name: 'a stop answers whoever is under way, and nobody else',
    what: 'A stop that waits for whoever is under way',
    instead: 'A worker that is ended ends',
    because: 'None is stopped: the platform lets the old version finish what it has begun',
    run: async ({ options }) => void (await options.stop()),
  },
];
