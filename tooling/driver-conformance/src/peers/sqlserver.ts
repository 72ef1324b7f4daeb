import type { ConnectionTarget } from '@portolan/drivers';
import { sampleDatabase, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { createAuthority } from '@portolan/testing/postgres';
import mssql from 'mssql';
import { EVERYTHING, type PeerKind, wrongFrom } from './peer.ts';

const PASSWORD = 'planted "secret\' of\\ the peer';

const emulatorPeer: PeerKind = {
  name: 'SQL Server (emulator)',
  async start() {
    const authority = createAuthority();
    const server = await startSqlServerEmulator({
      tls: authority.issue({ commonName: 'db', names: ['localhost'] }),
      database: sampleDatabase(),
      logins: [
        { name: 'app', password: PASSWORD },
        { name: 'poor', password: PASSWORD, access: () => 'hidden' },
      ],
    });
    const target: ConnectionTarget = {
      dbType: 'sqlserver',
      host: 'localhost',
      port: server.port,
      databaseName: 'shop',
      username: 'app',
      useSsl: true,
      options: { sslMode: 'verify-full', sslCa: authority.ca },
      credential: { type: 'password', password: PASSWORD },
    };
    return {
      target,
      wrong: wrongFrom(target),
      schema: 'dbo',
      spell: (name) => name,
      has: EVERYTHING,
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
};

const CLEAR = `
  drop view if exists dbo.big_orders;
  drop table if exists dbo.orders;
  drop table if exists dbo.customers`;
const TABLES = `
  create table dbo.customers (
    id int identity constraint PK_customers primary key,
    email nvarchar(80) not null constraint UQ_customers_email unique
  );
  create table dbo.orders (
    id int not null constraint PK_orders primary key,
    customer_id int not null
      constraint FK_orders_customers foreign key references dbo.customers (id) on delete cascade,
    total decimal(10,2) not null default 0,
    placed_at datetime2(3) null,
    note nvarchar(max) null
  );
  create index IX_orders_customer on dbo.orders (customer_id);
  exec sp_addextendedproperty 'MS_Description', 'People who buy', 'SCHEMA', 'dbo', 'TABLE', 'customers';
  exec sp_addextendedproperty 'MS_Description', 'Where to write to', 'SCHEMA', 'dbo', 'TABLE', 'customers',
    'COLUMN', 'email'`;
/** A view must be alone in its batch. */
const VIEW = 'create view dbo.big_orders as select * from dbo.orders where total > 100';

/** The SQL Server of PORTOLAN_TEST_SQLSERVER_URL, `mssql://user:password@host:port/database`, the database the tests' own. */
function serverPeer(url: URL): PeerKind['start'] {
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const [host, port, database] = [url.hostname, Number(url.port || 1433), decodeURIComponent(url.pathname.slice(1))];
  const run = async (...batches: string[]) => {
    const options = { encrypt: true, trustServerCertificate: true };
    const pool = new mssql.ConnectionPool({ server: host, port, user, password, database, options });
    await pool.connect();
    try {
      for (const batch of batches) await pool.request().batch(batch);
    } finally {
      await pool.close();
    }
  };
  return async () => {
    await run(CLEAR, TABLES, VIEW);
    // A server that makes its own certificate shows its authority to nobody.
    const target: ConnectionTarget = {
      dbType: 'sqlserver',
      host,
      port,
      databaseName: database,
      username: user,
      useSsl: true,
      options: { sslMode: 'require' },
      credential: { type: 'password', password },
    };
    return {
      target,
      wrong: {
        password: { ...target, credential: { type: 'password', password: 'not it' } },
        user: { ...target, username: 'nobody' },
        database: { ...target, databaseName: 'nowhere' },
        authority: { ...target, options: { sslMode: 'verify-ca' } },
      },
      schema: 'dbo',
      spell: (name) => name,
      has: EVERYTHING,
      [Symbol.asyncDispose]: () => run(CLEAR),
    };
  };
}

const url = process.env.PORTOLAN_TEST_SQLSERVER_URL;

/** The emulator, and a real server where one is given. */
export const sqlserverPeers: PeerKind[] = [
  emulatorPeer,
  ...(url ? [{ name: 'SQL Server', start: serverPeer(new URL(url)) }] : []),
];
