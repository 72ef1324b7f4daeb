import { generateKeyPairSync } from 'node:crypto';
import type { ConnectionTarget } from '@portolan/drivers';
import {
  type Misbehaviour,
  type RecordedRequest,
  type SnowflakeEmulator,
  type SnowflakeEmulatorOptions,
  startSnowflakeEmulator,
} from '@portolan/emulator-snowflake';
import { authority, expiredChain, PAST, stranger } from './certificates.ts';
import type { Fault } from './fault.ts';
import { emulatorFaults, type Verdict } from './make-fault.ts';
import { networkFaults, wrongEngineFaults } from './network.ts';
import { sharedServer } from './shared-server.ts';

const PASSWORD = 'a password for faults';

const issue = (more: { names?: string[]; from?: Date; until?: Date } = {}) =>
  authority.issue({ commonName: 'account', names: ['localhost', '127.0.0.1'], ...more });

const target = (over: Partial<ConnectionTarget> & { port: number }): ConnectionTarget => ({
  dbType: 'snowflake',
  host: '127.0.0.1',
  databaseName: 'SHOP',
  username: 'app',
  useSsl: true,
  options: { account: 'acme-shop', warehouse: 'WH', sslCa: authority.ca },
  credential: { type: 'password', password: PASSWORD },
  ...over,
});

const start = (over: Partial<SnowflakeEmulatorOptions> = {}): Promise<SnowflakeEmulator> =>
  startSnowflakeEmulator({
    tls: issue(),
    account: 'acme-shop',
    users: { APP: { password: PASSWORD }, POOR: { password: PASSWORD, denied: ['SHOP'] } },
    warehouses: [
      { name: 'WH', state: 'STARTED' },
      { name: 'ASLEEP', state: 'SUSPENDED' },
    ],
    databases: [{ name: 'SHOP', schemas: [{ name: 'PUBLIC', tables: [] }] }],
    ...over,
  });

const good = sharedServer(() => start());
/** Below Snowflake's domain, where every name leads somewhere, and longer than a name can be. */
const NOBODY = `${'x'.repeat(64)}.snowflakecomputing.com`;
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' },
});

const NO_HOST = { stage: 'config', code: 'CONFIG_INVALID' } as const;
const BROKEN_OFF = { stage: 'tls', code: 'TLS_UNSUPPORTED' } as const;

/** Emulators of an account, each with something wrong. */
export function snowflakeFaults(): Fault[] {
  // Other names than Snowflake's own do not get as far as the resolver.
  const at = ({ host, port }: { host: string; port: number }) =>
    target({ host: host.endsWith('.invalid') ? NOBODY : host, port });
  const { fault, wrong, options } = emulatorFaults(start, good, target);
  const answering = (name: string, how: Misbehaviour, verdict: Verdict) =>
    fault(name, { onRequest: () => how }, {}, verdict);
  const isQuery = ({ path }: RecordedRequest) => path.startsWith('/queries/');
  const atQuery = (name: string, how: Misbehaviour, verdict: Verdict) =>
    fault(name, { onRequest: (request) => (isQuery(request) ? how : undefined) }, {}, verdict);
  const keyPair = (passphrase: string): Partial<ConnectionTarget> => ({
    credential: { type: 'keyPair', privateKey, passphrase },
  });
  const counting = (sql: string) => (sql.includes('COUNT') ? { polls: Number.POSITIVE_INFINITY } : undefined);
  const redirect = (location: string): Misbehaviour => ({ status: 302, headers: { location } });
  const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
  return [
    ...networkFaults(at).map((one) => (one.code === 'DNS_NOT_FOUND' ? { ...one, ...NO_HOST } : one)),
    // Here it is TLS from the first byte: an alert is an answer of the right kind.
    ...wrongEngineFaults(at, 'other').map((one) => (one.name.startsWith('TLS') ? { ...one, ...BROKEN_OFF } : one)),
    wrong('host of somebody else', { host: 'db.example.com' }, ['policy', 'EGRESS_BLOCKED']),
    wrong('no account', options({ account: '' }), ['config', 'CONFIG_INVALID']),
    wrong('no warehouse', options({ warehouse: '' }), ['database', 'CONFIG_INVALID']),
    wrong('suspended warehouse', options({ warehouse: 'ASLEEP' }), ['database', 'CONFIG_INVALID']),
    wrong('wrong passphrase', keyPair('wrong'), ['config', 'CONFIG_INVALID']),
    wrong('key of somebody else', keyPair('right'), ['auth', 'AUTH_FAILED']),
    wrong('bad password', { credential: { type: 'password', password: 'wrong' } }, ['auth', 'AUTH_FAILED']),
    wrong('bad token', { credential: { type: 'token', token: 'wrong' } }, ['auth', 'AUTH_FAILED']),
    wrong('unknown user', { username: 'nobody' }, ['auth', 'AUTH_FAILED']),
    wrong('wrong account', options({ account: 'acme-other' }), ['auth', 'AUTH_FAILED']),
    wrong('role not granted', options({ role: 'NOPE' }), ['auth', 'PERMISSION_DENIED']),
    wrong('missing database', { databaseName: 'NOWHERE' }, ['database', 'DATABASE_NOT_FOUND']),
    wrong('database not granted', { username: 'poor' }, ['database', 'DATABASE_NOT_FOUND']),
    wrong('unknown authority', options({ sslCa: stranger.ca }), ['tls', 'TLS_UNTRUSTED']),
    fault('wrong host name', { tls: issue({ names: ['db.example'] }) }, {}, ['tls', 'TLS_HOSTNAME']),
    fault('expired intermediate certificate', { tls: expiredChain(['localhost', '127.0.0.1']) }, {}, [
      'tls',
      'TLS_EXPIRED',
    ]),
    fault('expired certificate', { tls: issue(PAST) }, {}, ['tls', 'TLS_EXPIRED']),
    fault('network policy', { onLogin: () => ({ code: '390422', message: 'IP not allowed' }) }, {}, [
      'auth',
      'AUTH_FAILED',
    ]),
    answering('forbidden', { status: 403 }, ['auth', 'AUTH_FAILED']),
    answering('no such account', { status: 404 }, ['database', 'CONFIG_INVALID']),
    answering('service unavailable', { status: 503 }, ['database', 'CAPACITY']),
    answering('redirect to another host', redirect('https://127.0.0.1:1/'), ['auth', 'ROUTED_ELSEWHERE']),
    answering('redirect to plain HTTP', redirect('http://127.0.0.1:1/'), ['auth', 'ROUTED_ELSEWHERE']),
    answering('web page of a gateway', { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>' }, [
      'database',
      'CAPACITY',
    ]),
    answering('web page', html, ['auth', 'WRONG_SERVICE']),
    answering('garbage', { status: 200, body: 'garbage' }, ['auth', 'WRONG_SERVICE']),
    answering('stalls mid-login', 'stall', ['auth', 'TIMEOUT']),
    answering('resets mid-login', 'reset', ['auth', 'WRONG_SERVICE']),
    answering('answers without end', 'flood', ['auth', 'QUERY_FAILED']),
    atQuery('resets under a query', 'reset', ['database', 'QUERY_FAILED']),
    atQuery('stalls under a query', 'stall', ['database', 'TIMEOUT']),
    fault('cold warehouse', { warehouses: [{ name: 'WH', state: 'RESUMING' }], onStatement: counting }, {}, [
      'database',
      'WAREHOUSE_STARTING',
    ]),
    fault('slow query', { onStatement: counting }, {}, ['query', 'TIMEOUT']),
    fault('result elsewhere', { onStatement: () => ({ resultUrl: '@127.0.0.1:1/queries/1/result' }) }, {}, [
      'policy',
      'ROUTED_ELSEWHERE',
    ]),
  ];
}
