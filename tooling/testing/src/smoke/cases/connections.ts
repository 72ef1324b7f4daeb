import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';
import { eventually } from '../eventually.ts';

const PATH = '/api/connections';
const NOWHERE = '00000000-0000-4000-8000-000000000000';

export const CONNECTIONS: readonly SmokeCase[] = [
  {
    name: 'a connection is made, and its password is told to nobody',
    async run(visit) {
      const made = await visit.expect(201, 'POST', PATH, { body: visit.draft() });
      assert.equal(made.body.data.credentialState, 'ready');
      assert.ok(!made.text.includes(visit.options.sample.password));
      visit.connection = made.body.data.id;
      assert.equal(made.headers.get('location'), `${PATH}/${visit.connection}`);
    },
  },
  {
    name: 'what is wrong with one is told place by place',
    async run(visit) {
      const { body } = await visit.refused(400, 'VALIDATION_ERROR', 'POST', PATH, {
        body: { port: 'x', dbType: 'oracle' },
      });
      const paths = body.error.details.map(({ path }: { path: string }) => path);
      for (const path of ['name', 'dbType']) assert.ok(paths.includes(path), `${path} is missing in ${paths}`);
    },
  },
  {
    name: 'it is on the list',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', `${PATH}?search=sample&pageSize=5`);
      assert.equal(body.data.total, 1);
      assert.equal(body.data.items[0].id, visit.connection);
    },
  },
  {
    name: 'it is on the list of the page as well',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', '/trpc/connections.list?input=%7B%7D', { as: 'cookie' });
      assert.equal(body.result.data.items[0].id, visit.connection);
    },
  },
  {
    name: 'it is read with the tag of its version',
    async run(visit) {
      const { headers } = await visit.expect(200, 'GET', `${PATH}/${visit.connection}`);
      visit.etag = headers.get('etag') ?? '';
      assert.match(visit.etag, /^"[^"]+"$/);
    },
  },
  {
    name: 'who has seen its newest version changes it',
    async run(visit) {
      const headers = { 'if-match': visit.etag };
      const body = { description: 'Ein Muster 🧭', tags: ['team:smoke'] };
      const changed = await visit.expect(200, 'PATCH', `${PATH}/${visit.connection}`, { headers, body });
      assert.equal(changed.body.data.description, 'Ein Muster 🧭');
      assert.equal(changed.body.data.credentialState, 'ready');
    },
  },
  {
    name: 'who has not is told what has changed',
    async run(visit) {
      const headers = { 'if-match': visit.etag };
      const path = `${PATH}/${visit.connection}`;
      await visit.refused(412, 'PRECONDITION_FAILED', 'PATCH', path, { headers, body: { name: 'Late' } });
    },
  },
  {
    name: 'an id that is nowhere and one that is none are told apart',
    async run(visit) {
      await visit.refused(404, 'NOT_FOUND', 'GET', `${PATH}/${NOWHERE}`);
      await visit.refused(400, 'VALIDATION_ERROR', 'GET', `${PATH}/nonsense`);
    },
  },
  {
    name: 'all of them come as a file',
    async run(visit) {
      const { text, headers } = await visit.expect(200, 'GET', `${PATH}/export?format=csv`);
      assert.match(headers.get('content-type') ?? '', /^text\/csv/);
      assert.ok(text.includes('Ein Muster 🧭') && !text.includes(visit.options.sample.password));
    },
  },
  {
    name: 'what is done is in the log of the tenant, with who and from where',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', '/api/v1/audit-events?action=connections:create');
      assert.equal(body.total, 1);
      const [event] = body.items;
      assert.equal(event.actor_email, visit.options.operator.username);
      assert.equal(event.outcome, 'success');
      assert.match(event.address, /^(127\.0\.0\.1|::1)$/);
    },
  },
  {
    name: 'jobs are taken: the log is mirrored into the database of the tenant',
    run: (visit) =>
      eventually(async () => {
        const { slug } = visit.options;
        const sql = "select 1 from activity_log where action = 'connections:create'";
        return (await visit.options.inTenant(slug, sql)).length > 0;
      }),
  },
];
