import type { ConnectionTarget } from '@portolan/drivers';
import {
  type DatabricksEmulator,
  type DatabricksEmulatorOptions,
  type Misbehaviour,
  type RecordedRequest,
  startDatabricksEmulator,
} from '@portolan/emulator-databricks';
import { authority, expiredChain, PAST, stranger } from './certificates.ts';
import type { Fault } from './fault.ts';
import { emulatorFaults, type Verdict } from './make-fault.ts';
import { networkFaults, wrongEngineFaults } from './network.ts';
import { sharedServer } from './shared-server.ts';

const TOKEN = 'dapi-for-faults';

const issue = (more: { names?: string[]; from?: Date; until?: Date } = {}) =>
  authority.issue({ commonName: 'workspace', names: ['localhost', '127.0.0.1'], ...more });

const target = (over: Partial<ConnectionTarget> & { port: number }): ConnectionTarget => ({
  dbType: 'databricks',
  host: '127.0.0.1',
  databaseName: 'main',
  username: null,
  useSsl: true,
  options: { httpPath: '/sql/1.0/warehouses/emulator', sslCa: authority.ca },
  credential: { type: 'token', token: TOKEN },
  ...over,
});

const start = (over: Partial<DatabricksEmulatorOptions> = {}): Promise<DatabricksEmulator> =>
  startDatabricksEmulator({
    tls: issue(),
    tokens: { [TOKEN]: { user: 'app' }, 'dapi-poor': { user: 'poor', deniedCatalogs: ['main'] } },
    clients: { principal: { secret: 'right', login: { user: 'principal' } } },
    catalogs: [{ name: 'main', schemas: [{ name: 'default', tables: [] }] }],
    ...over,
  });

const good = sharedServer(() => start());
const THRIFT = { 'content-type': 'application/x-thrift' };

const BROKEN_OFF = { stage: 'tls', code: 'TLS_UNSUPPORTED' } as const;

/** Emulators of warehouses, each with something wrong. */
export function databricksFaults(): Fault[] {
  const at = (place: { host: string; port: number }) => target(place);
  const { fault, wrong, options } = emulatorFaults(start, good, target);
  const answering = (name: string, how: Misbehaviour, verdict: Verdict) =>
    fault(name, { onRequest: () => how }, {}, verdict);
  const atQuery = (name: string, how: Misbehaviour, verdict: Verdict) =>
    fault(
      name,
      { onRequest: ({ call }: RecordedRequest) => (call === 'ExecuteStatement' ? how : undefined) },
      {},
      verdict,
    );
  const token = (value: string): Partial<ConnectionTarget> => ({ credential: { type: 'token', token: value } });
  const client = (clientSecret: string): Partial<ConnectionTarget> => ({
    credential: { type: 'oauthClient', clientId: 'principal', clientSecret },
  });
  const to = (location: string) => ({ location });
  return [
    ...networkFaults(at),
    // Here it is TLS from the first byte: an alert is an answer of the right kind.
    ...wrongEngineFaults(at, 'other').map((one) => (one.name.startsWith('TLS') ? { ...one, ...BROKEN_OFF } : one)),
    wrong('no HTTP path', options({ httpPath: '' }), ['config', 'CONFIG_INVALID']),
    wrong('HTTP path of another service', options({ httpPath: '/api/2.0/token' }), ['config', 'CONFIG_INVALID']),
    wrong('HTTP path of no warehouse', options({ httpPath: '/sql/1.0/warehouses/gone' }), [
      'database',
      'CONFIG_INVALID',
    ]),
    wrong('no token', { credential: null }, ['config', 'CONFIG_INVALID']),
    wrong('bad token', token('dapi-wrong'), ['auth', 'AUTH_FAILED']),
    wrong('bad client secret', client('wrong'), ['auth', 'AUTH_FAILED']),
    wrong('missing catalog', { databaseName: 'nowhere' }, ['database', 'DATABASE_NOT_FOUND']),
    wrong('missing privilege', token('dapi-poor'), ['database', 'PERMISSION_DENIED']),
    wrong('unknown authority', options({ sslCa: stranger.ca }), ['tls', 'TLS_UNTRUSTED']),
    fault('wrong host name', { tls: issue({ names: ['db.example'] }) }, {}, ['tls', 'TLS_HOSTNAME']),
    fault('expired intermediate certificate', { tls: expiredChain(['localhost', '127.0.0.1']) }, {}, [
      'tls',
      'TLS_EXPIRED',
    ]),
    fault('expired certificate', { tls: issue(PAST) }, {}, ['tls', 'TLS_EXPIRED']),
    answering('token expired', { status: 401 }, ['auth', 'AUTH_FAILED']),
    answering('too many requests', { status: 429, headers: { 'retry-after': '30' } }, ['database', 'CAPACITY']),
    answering('warehouse starting', { status: 503 }, ['database', 'WAREHOUSE_STARTING']),
    answering('gateway error', { status: 502 }, ['database', 'CAPACITY']),
    answering('redirect to another host', { status: 307, headers: to('https://127.0.0.1:1/') }, [
      'auth',
      'ROUTED_ELSEWHERE',
    ]),
    answering('redirect to plain HTTP', { status: 302, headers: to('http://127.0.0.1:1/') }, [
      'auth',
      'ROUTED_ELSEWHERE',
    ]),
    answering('web page of a gateway', { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>' }, [
      'database',
      'CAPACITY',
    ]),
    answering('web page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, [
      'auth',
      'WRONG_SERVICE',
    ]),
    answering('garbage', { status: 200, headers: THRIFT, body: 'garbage' }, ['auth', 'WRONG_SERVICE']),
    answering('stalls mid-login', 'stall', ['auth', 'TIMEOUT']),
    answering('resets mid-login', 'reset', ['auth', 'WRONG_SERVICE']),
    answering('answers without end', 'flood', ['auth', 'QUERY_FAILED']),
    atQuery('resets under a query', 'reset', ['database', 'QUERY_FAILED']),
    atQuery('stalls under a query', 'stall', ['database', 'TIMEOUT']),
    fault('cold warehouse', { onStatement: () => 'queued' }, {}, ['database', 'WAREHOUSE_STARTING']),
    fault('slow query', { onStatement: (sql) => (sql.includes('version') ? 'running' : undefined) }, {}, [
      'query',
      'TIMEOUT',
    ]),
    fault('rows elsewhere', { onStatement: () => ({ link: 'https://127.0.0.1:1/rows' }) }, {}, [
      'policy',
      'ROUTED_ELSEWHERE',
    ]),
  ];
}
