import assert from 'node:assert/strict';
import type { Exception } from '@portolan/testing/smoke';

/** What holds on Node alone, of that which runs as a process. */
export const NOT_ON_NODE: readonly Exception[] = [
  {
    name: 'jobs are taken: the log is mirrored into the database of the tenant',
    instead:
      'They are enqueued as everywhere, and wait for a process on Node with the same `DATABASE_URL`. Connections are not watched or charted on schedule meanwhile.',
    because: 'One kind of worker is tested as one; a hub of any size has a process on Node anyhow.',
    async run({ options }) {
      const mirror = "select 1 from pgboss.job j join tenants t on t.id::text = j.data->>'tenantId'";
      const waiting = `${mirror} where j.name = 'mirror-activity' and j.state = 'created' and t.slug = $1`;
      assert.equal((await options.query(waiting, [options.slug])).length, 1);
      assert.deepEqual(await options.inTenant(options.slug, 'select 1 from activity_log'), []);
    },
  },
  {
    name: 'several processes serve on one port',
    instead:
      '`PORTOLAN_PROCESSES` above 1 stops the start with one line. Several are started by whoever starts them, each with a `PORT`.',
    because: 'Sharing a port, replacing one process by another and gathering measures are made with `node:cluster`.',
    async run({ options }) {
      await assert.rejects(
        options.start({ PORTOLAN_PROCESSES: '2' }),
        /ended with 1:[\s\S]*PORTOLAN_PROCESSES must be 1/,
      );
    },
  },
];
