import assert from 'node:assert/strict';
import type { Exception } from '@portolan/testing/smoke';

export const JOBS_WAIT: Exception = {
  name: 'jobs are taken: the log is mirrored into the database of the tenant',
  what: 'Jobs are taken; connections are watched, and charted on schedule',
  instead:
    'Jobs are enqueued in the transaction as everywhere, and wait for a process on Node that works on the same databases',
  because: 'There is one kind of worker, and it is proven on Node',
  async run({ options }) {
    const mirror = "select 1 from pgboss.job j join tenants t on t.id::text = j.data->>'tenantId'";
    const waiting = `${mirror} where j.name = 'mirror-activity' and j.state = 'created' and t.slug = $1`;
    assert.equal((await options.query(waiting, [options.slug])).length, 1);
    assert.deepEqual(await options.inTenant(options.slug, 'select 1 from activity_log'), []);
  },
};

export const ONE_PROCESS: Exception = {
  name: 'several processes serve on one port',
  what: 'Several processes on one port',
  instead: '`PORTOLAN_PROCESSES` above 1 stops the start with one line; start several, each with a `PORT`',
  because: 'They share it, replace one another and gather what they measure by `node:cluster`',
  async run({ options }) {
    await assert.rejects(
      options.start({ PORTOLAN_PROCESSES: '2' }),
      /ended with 1:[\s\S]*PORTOLAN_PROCESSES must be 1/,
    );
  },
};
