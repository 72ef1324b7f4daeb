import autocannon from 'autocannon';
import pg from 'pg';
import { createWorkspace } from './workspace.ts';

await using w = await createWorkspace();
const { token } = await w.signIn();
const o = new pg.Client({ connectionString: w.databaseUrl });
await o.connect();
await o.query(
  `insert into data_connections (id, tenant_id, name, description, db_type, host, port, created_at) select gen_random_uuid(), t.id, 'C ' || n, 'N', 'postgresql', 'db', 5432, now() - n * interval '1 second' from tenants t, generate_series(1, 999) n where t.slug = 'demo'`,
);
await o.query('analyze');
await o.end();
for (let i = 0; i < 2; i++) {
  const r = await autocannon({
    url: w.url + '/api/connections',
    connections: 16,
    duration: 5,
    headers: { authorization: 'Bearer ' + token },
  });
  console.log(r.requests.average);
}
