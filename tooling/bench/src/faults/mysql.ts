import type { ConnectionTarget } from '@portolan/drivers';
import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { proxyHeaderFaults } from './between.ts';
import { authority, expiredChain, PAST, stranger } from './certificates.ts';
import type { Fault } from './fault.ts';
import { faultOf, faultOn, type Verdict } from './make-fault.ts';
import { networkFaults, wrongEngineFaults } from './network.ts';
import { type FaultPeer, peerThat } from './peers.ts';
import { sharedServer } from './shared-server.ts';

const PASSWORD = 'a password for faults';

const target = (over: Partial<ConnectionTarget> & { port: number }): ConnectionTarget => ({
  dbType: 'mysql',
  host: '127.0.0.1',
  databaseName: 'shop',
  username: 'app',
  useSsl: false,
  options: {},
  credential: { type: 'password', password: PASSWORD },
  ...over,
});

async function start(tls?: { cert: string; key: string; require?: boolean }): Promise<TestMariadb> {
  const server = await startTestMariadb({
    users: [{ name: 'app', password: PASSWORD, database: 'shop' }],
    ...(tls ? { tls } : {}),
  });
  await server.query(`
    create database closed;
    create user locked@'%' identified by '${PASSWORD}' account lock;
    create user admin@'%' identified by '${PASSWORD}';
    grant select on *.* to admin@'%';
    create user crowded@'%' identified by '${PASSWORD}' with max_queries_per_hour 1;
    create user elsewhere@'10.0.0.1' identified by '${PASSWORD}'`);
  return server;
}

const plain = sharedServer(() => start());
const named = (name: string, more: object = {}) => authority.issue({ commonName: 'db', names: [name], ...more });
const secure = sharedServer(() => start({ ...named('localhost'), require: true }));
const elsewhere = sharedServer(() => start(named('db.example')));
const expired = sharedServer(() => start(named('localhost', PAST)));

const lateChain = sharedServer(() => start(expiredChain(['localhost'])));

/** A packet of the protocol. */
const packet = (sequence: number, ...parts: (string | number[] | Uint8Array)[]) => {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
  return Buffer.concat([Buffer.from([body.length & 255, body.length >> 8, 0, sequence]), body]);
};
/** Capabilities as those of MySQL 8.4, without TLS. */
const GREETING = packet(
  0,
  '\n8.4.0\0',
  [1, 0, 0, 0],
  'abcdefgh\0',
  [0xff, 0xf7],
  [45, 2, 0],
  [0xff, 0xdf],
  [21],
  Buffer.alloc(10),
  'ijklmnopqrst\0',
  'caching_sha2_password\0',
);
const OK = (sequence: number) => packet(sequence, [0, 0, 0, 2, 0, 0, 0]);
const switchTo = (plugin: string) => packet(2, [0xfe], `${plugin}\0`, 'abcdefghijklmnopqrst\0');
const failing = (sequence: number, errno: number, text: string) =>
  packet(sequence, [0xff, errno & 255, errno >> 8], `#HY000${text}`);

export function mysqlFaults(): Fault[] {
  const at = (place: { host: string; port: number }) => target(place);
  const server = (name: string, open: () => Promise<TestMariadb>, over: Partial<ConnectionTarget>, verdict: Verdict) =>
    faultOn(name, open, ({ port }) => target({ port, ...over }), verdict);
  const peer = (name: string, replies: Uint8Array[], verdict: Verdict) =>
    faultOf(name, () => greeter(replies), target, verdict);
  const verifying = (sslCa: string) => ({ host: 'localhost', options: { sslMode: 'verify-full' as const, sslCa } });
  return [
    ...networkFaults(at),
    ...wrongEngineFaults(at, 'mysql'),
    server('bad password', plain, { credential: { type: 'password', password: 'wrong' } }, ['auth', 'AUTH_FAILED']),
    server('no password', plain, { credential: null }, ['auth', 'AUTH_FAILED']),
    server('unknown user', plain, { username: 'nobody' }, ['auth', 'AUTH_FAILED']),
    server('user of another address', plain, { username: 'elsewhere' }, ['auth', 'AUTH_FAILED']),
    server('locked account', plain, { username: 'locked', databaseName: null }, ['auth', 'AUTH_FAILED']),
    server('missing database', plain, { username: 'admin', databaseName: 'nowhere' }, [
      'database',
      'DATABASE_NOT_FOUND',
    ]),
    server('missing privilege', plain, { databaseName: 'closed' }, ['database', 'PERMISSION_DENIED']),
    server('out of queries', plain, { username: 'crowded', databaseName: null }, [['database', 'query'], 'CAPACITY']),
    server('plain server on TLS', plain, { useSsl: true }, ['tls', 'TLS_UNSUPPORTED']),
    server('TLS required', secure, {}, ['tls', 'TLS_REQUIRED']),
    server('unknown authority', secure, verifying(stranger.ca), ['tls', 'TLS_UNTRUSTED']),
    server('wrong host name', elsewhere, verifying(authority.ca), ['tls', 'TLS_HOSTNAME']),
    server('expired intermediate certificate', lateChain, verifying(authority.ca), ['tls', 'TLS_EXPIRED']),
    ...proxyHeaderFaults(plain, at),
    peer(
      'ProxySQL without a server',
      [OK(2), failing(1, 9001, 'Max connect timeout reached')],
      ['database', 'CAPACITY'],
    ),
    peer(
      'MaxScale without a server',
      [failing(2, 2003, 'Lost connection to backend server')],
      ['database', 'CAPACITY'],
    ),
    server('expired certificate', expired, verifying(authority.ca), ['tls', 'TLS_EXPIRED']),
    peer('too many connections', [failing(2, 1040, 'Too many connections')], ['database', 'CAPACITY']),
    peer('password asked in clear text', [switchTo('mysql_clear_password')], ['auth', 'TLS_REQUIRED']),
    peer('full login without TLS', [switchTo('caching_sha2_password'), packet(4, [1, 4])], ['auth', 'TLS_REQUIRED']),
    peer('old way to authenticate', [packet(2, [0xfe])], ['auth', 'AUTH_FAILED']),
    peer('stalls mid-login', [], ['auth', 'TIMEOUT']),
    peer('resets mid-login', [Buffer.alloc(0)], ['auth', 'WRONG_SERVICE']),
    peer('slow query', [OK(2)], ['query', 'TIMEOUT']),
    peer('query cancelled', [OK(2), failing(1, 1317, 'Query execution was interrupted')], ['query', 'QUERY_FAILED']),
    peer('asks for a local file', [OK(2), packet(1, [0xfb], '/etc/passwd'), OK(3)], ['query', 'QUERY_FAILED']),
  ];
}

/** Greets, and answers the n-th thing it hears with the n-th reply; an empty one breaks the connection. */
function greeter(replies: readonly Uint8Array[]): Promise<FaultPeer> {
  return peerThat((socket) => {
    const left = [...replies];
    socket.write(GREETING);
    socket.on('data', () => {
      const reply = left.shift();
      if (reply?.length === 0) socket.resetAndDestroy();
      else if (reply) socket.write(reply);
    });
  });
}
