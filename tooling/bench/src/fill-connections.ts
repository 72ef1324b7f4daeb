import pg from 'pg';
import type { Workspace } from './workspace.ts';

/** Fills the first tenant up to as many connections; one is there from the start. */
export async function fillConnections({ databaseUrl }: Workspace, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into data_connections (id, tenant_id, name, description, db_type, host, port, database_name, username, created_at)
     select gen_random_uuid(), t.id, 'Connection ' || n, 'Number ' || n, 'postgresql', 'db-' || n || '.example.com', 5432,
            'app', 'reader', now() - n * interval '1 second'
     from tenants t, generate_series(1, $1) n where t.slug = 'demo'`,
    [count - 1],
  );
  await client.query('analyze');
  await client.end();
}
