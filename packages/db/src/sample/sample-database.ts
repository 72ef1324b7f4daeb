import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { sampleTables } from './sample-tables.ts';

/** A login that may read the sample and nothing else. */
export interface SampleAccess {
  host: string;
  port: number;
  databaseName: string;
  username: string;
  password: string;
}

const DATABASE = 'portolan_sample';
export const SAMPLE_READER = 'portolan_sample_reader';

/**
 * Makes a small database of harbours and voyages with a read-only login, for the first connection of a newcomer.
 * May be run again: what is there stays, the login gets a new password unless one is given.
 */
export async function createSampleDatabase(
  serverUrl: string,
  password: string = randomBytes(24).toString('base64url'),
): Promise<SampleAccess> {
  await withClient(serverUrl, async (client) => {
    const found = await client.query('select from pg_roles where rolname = $1', [SAMPLE_READER]);
    const verb = found.rowCount === 0 ? 'create' : 'alter';
    await client.query(
      `${verb} role ${SAMPLE_READER} login password ${pg.escapeLiteral(password)} connection limit 20`,
    );
    const database = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE}`;
  await withClient(url.href, async (client) => {
    const tables = await client.query("select from information_schema.tables where table_schema = 'voyages'");
    if (tables.rowCount === 0) await client.query(sampleTables);
    await client.query(`
      revoke connect, temporary on database ${DATABASE} from public;
      grant connect on database ${DATABASE} to ${SAMPLE_READER};
      grant usage on schema voyages to ${SAMPLE_READER};
      grant select on all tables in schema voyages to ${SAMPLE_READER};
      alter role ${SAMPLE_READER} in database ${DATABASE} set search_path = voyages`);
  });
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    databaseName: DATABASE,
    username: SAMPLE_READER,
    password,
  };
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'portolan sample' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
