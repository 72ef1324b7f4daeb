import type { ConnectionTarget } from '@portolan/drivers';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { poolerFaults, proxyHeaderFaults } from './between.ts';
import { authority, expiredChain, PAST, stranger } from './certificates.ts';
import type { Fault } from './fault.ts';
import { faultOf, faultOn, type Verdict } from './make-fault.ts';
import { networkFaults, wrongEngineFaults } from './network.ts';
import { type FaultPeer, peerThat, scriptedPeer } from './peers.ts';
import { sharedServer } from './shared-server.ts';

const PASSWORD = 'a password for faults';

const target = (over: Partial<ConnectionTarget> & { port: number }): ConnectionTarget => ({
  dbType: 'postgresql',
  host: '127.0.0.1',
  databaseName: 'shop',
  username: 'app',
  useSsl: false,
  options: {},
  credential: { type: 'password', password: PASSWORD },
  ...over,
});

const ROLES = `
  create role app login password '${PASSWORD}';
  create role clear login password '${PASSWORD}';
  create role crowded login password '${PASSWORD}' connection limit 0;
  create role outside login password '${PASSWORD}'`;

async function start(tls?: { cert: string; key: string }): Promise<TestPostgres> {
  const rules = ['clear 127.0.0.1/32 password', 'app,crowded 127.0.0.1/32 scram-sha-256'];
  const hba = [...rules.map((rule) => `host all ${rule}`), 'hostssl all encrypted 127.0.0.1/32 scram-sha-256'];
  const server = await startTestPostgres({ version: '18', hba, ...(tls ? { tls } : {}) });
  await server.query(`${ROLES}; create role encrypted login password '${PASSWORD}'`);
  await server.query('create database shop');
  await server.query('create database closed');
  await server.query('revoke connect on database closed from public');
  await server.query('create database refusing allow_connections false');
  return server;
}

const plain = sharedServer(() => start());
const secure = sharedServer(() => start(authority.issue({ commonName: 'db', names: ['localhost'] })));
const elsewhere = sharedServer(() => start(authority.issue({ commonName: 'db', names: ['db.example'] })));
const expired = sharedServer(() => start(authority.issue({ commonName: 'db', names: ['localhost'], ...PAST })));

const lateChain = sharedServer(() => start(expiredChain(['localhost'])));

/** One message of the protocol; kind 0 of `R` says that the login has worked. */
const message = (type: string, ...body: number[]) =>
  Buffer.from([type.charCodeAt(0), 0, 0, 0, body.length + 4, ...body]);
const LOGGED_IN = Buffer.concat([message('R', 0, 0, 0, 0), message('Z', 'I'.charCodeAt(0))]);
const SASL = Buffer.concat([message('R', 0, 0, 0, 10, ...Buffer.from('SCRAM-SHA-256\0\0'))]);

export function postgresqlFaults(): Fault[] {
  const at = (place: { host: string; port: number }) => target(place);
  const server = (name: string, open: () => Promise<TestPostgres>, over: Partial<ConnectionTarget>, verdict: Verdict) =>
    faultOn(name, open, ({ port }) => target({ port, ...over }), verdict);
  const peer = (name: string, open: () => Promise<FaultPeer>, verdict: Verdict) => faultOf(name, open, target, verdict);
  const localhost = { host: 'localhost' };
  const verifying = (sslCa: string) => ({ ...localhost, options: { sslMode: 'verify-full' as const, sslCa } });
  return [
    ...networkFaults(at),
    ...wrongEngineFaults(at, 'postgresql'),
    server('bad password', plain, { credential: { type: 'password', password: 'wrong' } }, ['auth', 'AUTH_FAILED']),
    server('no password', plain, { credential: null }, ['auth', 'AUTH_FAILED']),
    server('user nobody let in', plain, { username: 'outside' }, ['auth', 'AUTH_FAILED']),
    server('missing database', plain, { databaseName: 'nowhere' }, ['database', 'DATABASE_NOT_FOUND']),
    server('missing privilege', plain, { databaseName: 'closed' }, ['database', 'PERMISSION_DENIED']),
    server('database out of service', plain, { databaseName: 'refusing' }, ['database', 'CAPACITY']),
    server('too many connections', plain, { username: 'crowded' }, ['database', 'CAPACITY']),
    server('password asked in clear text', plain, { username: 'clear' }, ['auth', 'TLS_REQUIRED']),
    server('plain server on TLS', plain, { useSsl: true }, ['tls', 'TLS_UNSUPPORTED']),
    server('TLS required', secure, { username: 'encrypted' }, ['tls', 'TLS_REQUIRED']),
    server('unknown authority', secure, verifying(stranger.ca), ['tls', 'TLS_UNTRUSTED']),
    server('wrong host name', elsewhere, verifying(authority.ca), ['tls', 'TLS_HOSTNAME']),
    server('expired intermediate certificate', lateChain, verifying(authority.ca), ['tls', 'TLS_EXPIRED']),
    ...proxyHeaderFaults(plain, at),
    ...poolerFaults(target),
    server('expired certificate', expired, verifying(authority.ca), ['tls', 'TLS_EXPIRED']),
    peer('stalls mid-login', () => scriptedPeer(SASL), ['auth', 'TIMEOUT']),
    peer('resets mid-login', () => scriptedThenReset(SASL), ['auth', 'WRONG_SERVICE']),
    peer('slow query', () => scriptedPeer(LOGGED_IN), ['query', 'TIMEOUT']),
    peer('closes when queried', () => scriptedThenReset(LOGGED_IN), ['query', 'QUERY_FAILED']),
  ];
}

/** Answers once, and breaks the connection at the second thing it hears. */
function scriptedThenReset(reply: Uint8Array): Promise<FaultPeer> {
  return peerThat((socket) => {
    socket.once('data', () => {
      socket.write(reply);
      socket.once('data', () => socket.resetAndDestroy());
    });
  });
}
